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

    /// <summary>
    /// How the names of the methods of both begin, of the stubs that reflection makes, and of Java's platform and frameworks.
    /// </summary>
    public static readonly string[] PlatformAndFrameworks =
    [
        .. Platform, "InvokeStub_", .. Frameworks,
        "java.", "javax.", "jdk.", "sun.", "kotlin.", "scala.", "groovy.", "junit.", "app//", "org.junit.", "org.opentest4j.",
        "org.testng.", "org.assertj.", "org.hamcrest.", "org.mockito.", "org.gradle.", "org.apache.maven.", "worker.org.gradle.",
        "com.google.common.truth.",
    ];

    /// <summary>Folders of packages, in a repository and elsewhere.</summary>
    public static readonly string[] PackageFolders = ["node_modules", "site-packages", "dist-packages", "vendor", ".venv", "venv"];

    /// <summary>Parts of the paths of runtimes and of packages outside a repository: of Python, Node.js, Go and Rust.</summary>
    public static readonly string[] RuntimePaths =
    [
        "/lib/python", "/<frozen", "/<string>", "/node:", "/src/runtime/", "/src/testing/", "/pkg/mod/", "/rustc/", "/.cargo/registry/",
    ];

    /// <summary>Whether a file, given by a path with any slashes, belongs to a package.</summary>
    public static bool IsInPackage(string file) => file.Split('/', '\\').Any(PackageFolders.Contains);

    /// <summary>Whether a file outside the repository, given by a path with any slashes, belongs to a runtime.</summary>
    public static bool IsInRuntime(string file) =>
        Array.Exists(RuntimePaths, part => $"/{file.Replace('\\', '/')}".Contains(part, StringComparison.Ordinal));

    /// <summary>Exceptions of assertions, as runners print them without their namespace.</summary>
    public static readonly string[] Assertions =
    [
        "AssertionException", "AssertFailedException", "AssertInconclusiveException", "UnitTestAssertException", "XunitException",
        "TestFailedException",
    ];
}
