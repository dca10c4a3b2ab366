namespace LoopJournal.Tests;

/// <summary>How a test framework is referenced under a runner, and how its tests are written.</summary>
/// <param name="Words">The names of the framework's attributes and of its assertion.</param>
/// <param name="Packages">Names and versions, alternately.</param>
/// <param name="Properties">Further properties of the project.</param>
/// <param name="Sdk">The SDK of the project.</param>
/// <param name="IsProgram">Whether the tests run on Microsoft.Testing.Platform.</param>
internal sealed record Framework(
    Words Words, string[] Packages, string Properties = "", string Sdk = "Microsoft.NET.Sdk", bool IsProgram = false)
{
    /// <summary>The exit code of <c>dotnet test</c> when tests fail.</summary>
    public int FailingExitCode => IsProgram ? 2 : 1;

    public static IReadOnlyDictionary<string, Framework> All { get; } = new Dictionary<string, Framework>
    {
        ["MSTest under VSTest"] = CreateForVSTest(
            Words.MSTest, "", "MSTest.TestAdapter", Versions.MSTest, "MSTest.TestFramework", Versions.MSTest),
        ["MSTest on the platform"] = CreateForPlatform(
            Words.MSTest, "<EnableMSTestRunner>true</EnableMSTestRunner>",
            "MSTest.TestAdapter", Versions.MSTest, "MSTest.TestFramework", Versions.MSTest),
        ["MSTest.Sdk under VSTest"] = new(
            Words.MSTest, [], "<UseVSTest>true</UseVSTest>", $"MSTest.Sdk/{Versions.MSTestSdk}"),
        ["MSTest.Sdk on the platform"] = new(Words.MSTest, [], Sdk: $"MSTest.Sdk/{Versions.MSTestSdk}", IsProgram: true),
        ["xUnit 2 under VSTest"] = CreateForVSTest(
            Words.XUnit, "", "xunit", Versions.XUnit2, "xunit.runner.visualstudio", Versions.XUnitAdapter),
        ["xunit.v3 on the platform"] = CreateForPlatform(Words.XUnit, "", "xunit.v3", Versions.XUnit3),
        ["xunit.v3.mtp-v2 on the platform"] = CreateForPlatform(Words.XUnit, "", "xunit.v3.mtp-v2", Versions.XUnit3),
        ["xunit.v3.mtp-v2 3.2.2 on the platform"] = CreateForPlatform(Words.XUnit, "", "xunit.v3.mtp-v2", Versions.XUnit3Before4),
        ["xunit.v3 3.2.2 on the platform"] = CreateForPlatform(Words.XUnit, "", "xunit.v3", Versions.XUnit3Before4),
        ["xunit.v3 under VSTest"] = CreateForVSTest(
            Words.XUnit, "<OutputType>Exe</OutputType>",
            "xunit.v3", Versions.XUnit3, "xunit.runner.visualstudio", Versions.XUnitAdapter),
        ["xunit.v3.mtp-off under VSTest"] = CreateForVSTest(
            Words.XUnit, "<OutputType>Exe</OutputType>",
            "xunit.v3.mtp-off", Versions.XUnit3, "xunit.runner.visualstudio", Versions.XUnitAdapter),
        ["NUnit 4 under VSTest"] = CreateForVSTest(
            Words.NUnit, "", "NUnit", Versions.NUnit4, "NUnit3TestAdapter", Versions.NUnitAdapter),
        ["NUnit 4 on the platform"] = CreateForPlatform(
            Words.NUnit, "<EnableNUnitRunner>true</EnableNUnitRunner>",
            "NUnit", Versions.NUnit4, "NUnit3TestAdapter", Versions.NUnitAdapter),
        ["NUnit 5 under VSTest"] = CreateForVSTest(
            Words.NUnit, "", "NUnit", Versions.NUnit5, "NUnit3TestAdapter", Versions.NUnitAdapter),
        ["NUnit 5 on the platform"] = CreateForPlatform(
            Words.NUnit, "<EnableNUnitRunner>true</EnableNUnitRunner>",
            "NUnit", Versions.NUnit5, "NUnit3TestAdapter", Versions.NUnitAdapter),
        ["TUnit on the platform"] = CreateForPlatform(Words.TUnit, "", "TUnit", Versions.TUnit),
    };

    /// <summary>Writes the project. The package is not referenced where <c>WithoutLoopJournal</c> is true.</summary>
    public void WriteProject(Sandbox repo, string path, string more = "")
    {
        var packages = string.Concat(
            Packages.Chunk(2).Select(package => $"""<PackageReference Include="{package[0]}" Version="{package[1]}" />"""));
        repo.Write(path, $"""
            <Project Sdk="{Sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                {Properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="LoopJournal" Version="{Suite.PackageVersion}" Condition="'$(WithoutLoopJournal)' != 'true'" />
                {packages}
              </ItemGroup>
              {more}
            </Project>
            """);
        if (IsProgram)
        {
            repo.Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        }
    }

    private static Framework CreateForVSTest(Words words, string properties, params string[] packages) =>
        new(words, ["Microsoft.NET.Test.Sdk", Versions.TestSdk, .. packages], properties);

    private static Framework CreateForPlatform(Words words, string properties, params string[] packages) =>
        new(words, packages, "<OutputType>Exe</OutputType>" + properties, IsProgram: true);
}

/// <summary>The words of a test framework.</summary>
internal sealed record Words(string Namespace, string OnClass, string OnTest, string Equal)
{
    public static Words MSTest { get; } =
        new("Microsoft.VisualStudio.TestTools.UnitTesting", "TestClass", "TestMethod", "Assert.AreEqual");

    public static Words XUnit { get; } = new("Xunit", "", "Fact", "Assert.Equal");

    public static Words NUnit { get; } = new("NUnit.Framework", "TestFixture", "Test", "NUnit.Framework.Legacy.ClassicAssert.AreEqual");

    public static Words TUnit { get; } = new("TUnit.Core", "", "Test", "");
}
