using System.Reflection;

namespace LoopJournal.Tests;

/// <summary>Packs the package once, and gives every test a feed that has it and one package folder that was empty at the start.</summary>
[TestClass]
public static class Suite
{
    /// <summary>Unique, so that no package folder of the machine can have it.</summary>
    public static string PackageVersion { get; } = $"0.0.0-test.{Guid.NewGuid():N}";

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), "loopjournal-tests", Guid.NewGuid().ToString("N")[..8]);

    public static string Feed { get; } = Path.Combine(Folder, "feed");

    public static string Packages { get; } = Path.Combine(Folder, "packages");

    [AssemblyInitialize]
    public static void Pack(TestContext context)
    {
        Directory.CreateDirectory(Feed);
        // BuildProjectReferences: without it, packing inside a test run would build what is running (NETSDK1085)
        var pack = Dotnet.Run(
            RepositoryRoot,
            ["pack", "src/Tasks", "--no-build", "-c", Metadata("Configuration"), "-p:BuildProjectReferences=false", $"-p:PackageVersion={PackageVersion}", "-o", Feed]);
        Assert.AreEqual(0, pack.ExitCode, pack.Output);
    }

    [AssemblyCleanup]
    public static void CleanUp()
    {
        Probe.CleanUp();
        Directory.Delete(Folder, recursive: true);
    }

    private static string Metadata(string key) =>
        typeof(Suite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
