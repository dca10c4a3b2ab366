namespace LoopJournal.Text;

/// <summary>Names that every test run shares, so that they identify no failure. A new test framework is a row here.</summary>
internal static class KnownNames
{
    /// <summary>How the names of the platform's methods begin.</summary>
    public static readonly string[] Platform = ["System.", "Microsoft.", "Interop."];

    /// <summary>How the names of the test frameworks' methods and exceptions begin.</summary>
    public static readonly string[] Frameworks =
    [
        "Xunit.", "NUnit.", "TUnit.", "Microsoft.VisualStudio.TestTools.", "Microsoft.VisualStudio.TestPlatform.", "Microsoft.Testing.",
        "Shouldly.",
    ];

    /// <summary>How the names of the methods of both begin, and of the stubs that reflection makes.</summary>
    public static readonly string[] PlatformAndFrameworks = [.. Platform, "InvokeStub_", .. Frameworks];

    /// <summary>Exceptions of assertions, as runners print them without their namespace.</summary>
    public static readonly string[] Assertions =
    [
        "AssertionException", "AssertFailedException", "AssertInconclusiveException", "UnitTestAssertException", "XunitException",
        "TestFailedException",
    ];
}
