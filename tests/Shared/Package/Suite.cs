using System.Reflection;

namespace LoopJournal.Tests;

/// <summary>Packs the package once. All tests share a feed with it and one package folder that was empty at the start.</summary>
[TestClass]
public static class Suite
{
    /// <summary>Unique, so that no package folder of the machine has it.</summary>
    public static string PackageVersion { get; } = $"0.0.0-test.{Guid.NewGuid():N}";

    public static string RepositoryRoot { get; } = ReadMetadata("RepositoryRoot");

    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), "loopjournal-tests", Guid.NewGuid().ToString("N")[..8]);

    public static string Feed { get; } = Path.Combine(Folder, "feed");

    public static string Packages { get; } = Path.Combine(Folder, "packages");

    [AssemblyInitialize]
    public static void Pack(TestContext context)
    {
        Directory.CreateDirectory(Feed);
        // Without BuildProjectReferences=false, packing would build the assemblies that are running (NETSDK1085).
        var pack = Dotnet.Run(
            RepositoryRoot,
            ["pack", "src/Tasks", "--no-build", "-c", ReadMetadata("Configuration"), "-p:BuildProjectReferences=false",
                $"-p:PackageVersion={PackageVersion}", "-o", Feed]);
        Assert.AreEqual(0, pack.ExitCode, pack.Output);
    }

    [AssemblyCleanup]
    public static void CleanUp()
    {
        Probe.CleanUp();
        Directory.Delete(Folder, recursive: true);
    }

    private static string ReadMetadata(string key) =>
        typeof(Suite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
