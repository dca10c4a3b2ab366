namespace LoopJournal.Tests;

/// <summary>A class library without tests, which builds fastest.</summary>
internal static class Library
{
    public static void Create(
        Sandbox repo, string folder = ".", string name = "Shop", string extension = "csproj", string more = "", bool hasPackage = true) =>
        repo.Write($"{folder}/{name}.{extension}", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup Condition="{hasPackage}">
                <PackageReference Include="LoopJournal" Version="{Suite.PackageVersion}" />
              </ItemGroup>
              {more}
            </Project>
            """);
}
