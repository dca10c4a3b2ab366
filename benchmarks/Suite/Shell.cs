using System.Diagnostics;

namespace LoopJournal.Suite;

/// <summary>A process to measure.</summary>
/// <param name="Folder">Where it runs.</param>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Shell(string Folder, string Program, params string[] Arguments)
{
    /// <summary>Variables besides those of this process.</summary>
    public Dictionary<string, string> Variables { get; init; } = [];

    /// <summary>Exit codes that are not a fault of the benchmark.</summary>
    public int[] Allowed { get; init; } = [0];

    /// <summary>Finds a program in PATH; null where it is missing.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs it to its end; seconds.</summary>
    public double Time()
    {
        var clock = Stopwatch.StartNew();
        Run();
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Runs it, and gives what it printed.</summary>
    public string Run()
    {
        using var process = Start();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Allowed.Contains(process.ExitCode) ? output : throw new InvalidOperationException(
            $"{Program} {string.Join(' ', Arguments)} ended with {process.ExitCode}: {error.Result}{output}");
    }

    /// <summary>The most memory that it had, in MB, looked at every few milliseconds.</summary>
    public double MeasureMemory()
    {
        using var process = Start();
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        var most = 0L;
        while (!process.WaitForExit(5))
        {
            process.Refresh();
            most = Math.Max(most, process.HasExited ? 0 : process.WorkingSet64);
        }

        return most / 1e6;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
