namespace LoopJournal.Tests;

/// <summary>
/// A new folder that is deleted after the test. It is in memory where the system has a place for that, because appends wait for the disk.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string InMemory = "/dev/shm";

    public string Path { get; } = Create();

    public string this[params string[] names] => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Makes the folder for a test that deletes it itself.</summary>
    public static string Create() => Directory.Exists(InMemory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(InMemory, "loop-journal-" + Guid.NewGuid().ToString("N"))).FullName
        : Directory.CreateTempSubdirectory("loop-journal-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
