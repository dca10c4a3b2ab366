namespace LoopJournal.Tests;

/// <summary>The versions of the packages with which the matrix runs. docs/compatibility.md names the same ones.</summary>
internal static class Versions
{
    public const string TestSdk = "18.11.0";
    public const string MSTest = "4.5.3";
    public const string MSTestSdk = "4.5.2";
    public const string XUnit2 = "2.9.3";
    public const string XUnitAdapter = "3.1.5";
    public const string XUnit3 = "4.0.2";
    public const string XUnit3Before4 = "3.2.2";
    public const string NUnit4 = "4.6.1";
    public const string NUnit5 = "5.0.0";
    public const string NUnitAdapter = "6.3.1";
    public const string TUnit = "1.81.10";
    public const string Coverlet = "10.0.1";
}
