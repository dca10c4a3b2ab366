using System.Security;

namespace LoopJournal.Greens;

/// <summary>A framework on one of the two test platforms, with the text of its test project.</summary>
internal sealed record Runner(string Framework, string Platform, string Items, string Properties = "")
{
    private const string TestSdk = """<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />""";

    private const string MSTest = """
        <PackageReference Include="MSTest.TestFramework" Version="4.5.3" />
        <PackageReference Include="MSTest.TestAdapter" Version="4.5.3" />
        """;

    private const string NUnit = """
        <PackageReference Include="NUnit" Version="4.6.1" />
        <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
        """;

    public static readonly Runner[] All =
    [
        new("MSTest", "VSTest", MSTest + TestSdk),
        new("MSTest", "MTP", MSTest, "<EnableMSTestRunner>true</EnableMSTestRunner>"),
        new("xUnit 2", "VSTest", """
            <PackageReference Include="xunit" Version="2.9.3" />
            <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
            """ + TestSdk),
        new("xUnit", "VSTest", """
            <PackageReference Include="xunit.v3" Version="3.2.2" />
            <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
            """ + TestSdk),
        new("xUnit", "MTP", """<PackageReference Include="xunit.v3" Version="4.0.2" />"""),
        new("NUnit", "VSTest", NUnit + TestSdk),
        new("NUnit", "MTP", NUnit, "<EnableNUnitRunner>true</EnableNUnitRunner>"),
        new("TUnit", "MTP", """<PackageReference Include="TUnit" Version="1.81.10" />"""),
    ];

    public bool IsTestingPlatform => Platform == "MTP";

    public string Name => $"{Framework}/{Platform}";

    /// <summary>The text of the suite's product project.</summary>
    public static string MakeProduct(Suite suite) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            {MakeCommonProperties(suite)}
          </PropertyGroup>
          <ItemGroup>
            {suite.ProductItems}
          </ItemGroup>
        </Project>
        """;

    /// <summary>The text of the test project.</summary>
    public string MakeTests(Suite suite, string packageVersion) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            {MakeCommonProperties(suite)}
            <OutputType>{(Framework == "xUnit 2" ? "Library" : "Exe")}</OutputType>
            <IsTestProject>true</IsTestProject>
            {Properties}
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../src/Product.csproj" />
            <PackageReference Include="LoopJournal" Version="{packageVersion}" PrivateAssets="all" />
            {Items}
            {suite.TestItems}
          </ItemGroup>
        </Project>
        """;

    /// <summary>The property by which the project leaves out the tests of the category "Later", and some by their names.</summary>
    public string MakeFilter(IEnumerable<string> tests) => (Framework, IsTestingPlatform) switch
    {
        ("xUnit" or "xUnit 2", false) => MakeProperty("VSTestTestCaseFilter", MakeExpression(tests, "Category")),
        (_, false) => MakeProperty("VSTestTestCaseFilter", MakeExpression(tests, "TestCategory")),
        ("xUnit", true) => MakeProperty("TestingPlatformCommandLineArguments",
            "--filter-not-trait Category=Later" + string.Concat(tests.Select(test => $" --filter-not-method {test}"))),
        // This filter cannot leave names out.
        ("TUnit", true) => MakeProperty("TestingPlatformCommandLineArguments", "--treenode-filter /*/*/*/*[Category!=Later]"),
        _ => MakeProperty("TestingPlatformCommandLineArguments", $"--filter {MakeExpression(tests, "TestCategory")}"),
    };

    /// <summary>The property and the settings file that leave tests out.</summary>
    public (string Property, string Settings) MakeSettingsFilter(IEnumerable<string> tests)
    {
        var settings = $"""
            <RunSettings>
              <RunConfiguration>
                <TestCaseFilter>{SecurityElement.Escape(MakeExpression(tests))}</TestCaseFilter>
              </RunConfiguration>
            </RunSettings>
            """;
        const string File = "$(MSBuildProjectDirectory)/suite.runsettings";
        return (IsTestingPlatform
            ? MakeProperty("TestingPlatformCommandLineArguments", $"--settings {File}")
            : MakeProperty("RunSettingsFilePath", File), settings);
    }

    private static string MakeCommonProperties(Suite suite) => $"""
        <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>{suite.ImplicitUsings}</ImplicitUsings>
            <LangVersion>preview</LangVersion>
            <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
            <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
            <WarningLevel>0</WarningLevel>
            <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
            <RunAnalyzers>false</RunAnalyzers>
        """;

    private static string MakeExpression(IEnumerable<string> tests, string? category = null) => string.Join('&',
    [
        .. tests.Select(test => $"FullyQualifiedName!~{test}"),
        .. category is null ? [] : new[] { $"{category}!=Later" },
    ]);

    private static string MakeProperty(string name, string value) => $"<{name}>{SecurityElement.Escape(value)}</{name}>";
}
