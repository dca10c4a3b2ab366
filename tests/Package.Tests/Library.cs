namespace LoopJournal.Tests;

/// <summary>A class library without tests: the quickest thing to build.</summary>
internal static class Library
{
    public static void Create(Sandbox repo, string folder = ".", string name = "Shop", string extension = "csproj", string more = "", bool hasPackage = true) =>
        repo.Write($"{folder}/{name}.{extension}", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              {(hasPackage ? $"""<ItemGroup><PackageReference Include="LoopJournal" Version="{Suite.PackageVersion}" /></ItemGroup>""" : "")}
              {more}
            </Project>
            """);
}
