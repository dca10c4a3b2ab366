using System.Diagnostics;

namespace LoopJournal.Tests;

/// <summary>
/// A file system of 16 KB in memory, at a folder of its own. Only root may mount one: for other users the test is inconclusive.
/// </summary>
internal sealed class TinyDisk : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("loop-journal-").FullName;

    public TinyDisk()
    {
        if (!Run("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", Path))
        {
            Directory.Delete(Path);
            Assert.Inconclusive("Only root may mount a file system, and not in every container.");
        }
    }

    public string this[params string[] names] => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Leaves no room for a single byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(this["filling"], FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var page = new byte[4096]; ;)
            {
                file.Write(page);
            }
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
