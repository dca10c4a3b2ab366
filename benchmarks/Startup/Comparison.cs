using System.Diagnostics;
using System.IO.Compression;

namespace LoopJournal.Startup;

/// <summary>
/// Runs whole processes in turn, so that a change in the speed of the machine affects all commands. The figure of a command is the median
/// of its ratios to the empty program of the same round.
/// </summary>
internal static class Comparison
{
    public static int Run(string packages, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("loopjournal-startup-").FullName;
        try
        {
            SampleJournal.Write(folder);
            var commands = ListCommands(packages, folder);
            foreach (var command in commands)
            {
                command.Run(folder); // brings the files into memory
                command.Times.Clear();
            }

            for (var round = 0; round < rounds; round++)
            {
                commands.ForEach(command => command.Run(folder));
            }

            foreach (var command in commands)
            {
                var ratios = command.Times.Zip(commands[0].Times, (time, empty) => time / empty);
                Console.WriteLine(
                    $"{command.Name,-18} {ComputeMedian(command.Times),7:F1} ms   {ComputeMedian(ratios):F2} times the empty program");
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<TimedCommand> ListCommands(string packages, string folder)
    {
        List<TimedCommand> commands = [new("empty", "dotnet", typeof(Comparison).Assembly.Location, "empty")];
        foreach (var package in Directory.GetFiles(packages, "LoopJournal.Tool.*.nupkg"))
        {
            var unpacked = Path.Combine(folder, Path.GetFileNameWithoutExtension(package));
            ZipFile.ExtractToDirectory(package, unpacked);
            var tool = Directory.GetFiles(unpacked, "loop-journal*", SearchOption.AllDirectories)
                .FirstOrDefault(file => Path.GetFileName(file) is "loop-journal.dll" or "loop-journal" or "loop-journal.exe");
            if (tool is null)
            {
                continue; // the package that only points to the others
            }

            var isPortable = tool.EndsWith(".dll", StringComparison.Ordinal);
            if (!isPortable && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            foreach (var verb in new[] { "stall", "resume" })
            {
                commands.Add(isPortable ? new($"portable {verb}", "dotnet", tool, verb) : new($"native {verb}", tool, verb));
            }
        }

        return commands;
    }

    private static double ComputeMedian(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}

/// <summary>A command and how long it took each time, in milliseconds.</summary>
internal sealed record TimedCommand(string Name, string File, params string[] Arguments)
{
    public List<double> Times { get; } = [];

    public void Run(string folder)
    {
        var start = new ProcessStartInfo(File, Arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Times.Add(clock.Elapsed.TotalMilliseconds);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Name} ended with {process.ExitCode}");
        }
    }
}
