using System.Diagnostics;
using System.Text;
using System.Xml;
using LoopJournal.Evidence;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Snapshots;
using LoopJournal.Text;

namespace LoopJournal.Suite;

/// <summary>The tool beside what people would use instead, and pieces of Core beside the least that they could be.</summary>
internal sealed class ToolRuns(string work, Packages packages)
{
    private const string Words = "error|failed|exception|fatal|panic|assert|traceback|cannot|undefined|segfault";

    private static string? Seed => Environment.GetEnvironmentVariable("LOOPJOURNAL_SEED") is { Length: > 0 } seed && File.Exists(seed) ? seed : null;

    /// <summary>A verb on a journal, beside a search of the same file.</summary>
    public Comparison CompareVerb(int records, int streams, string[] verb, string[] grep, Progress progress)
    {
        var folder = SampleJournal.Write(work, records, streams);
        var journal = Path.Combine(folder, ".orchestrator", "loop", "journal.jsonl");
        var peer = new Shell(folder, "grep", [.. grep, journal]) { Allowed = [0, 1] };
        return Pairs.Compare(() => packages.Call(folder, verb).Time(), () => peer.Time(), 7, progress.Show);
    }

    /// <summary>The most memory of a verb.</summary>
    public double MeasureVerbMemory(int records, int streams, params string[] verb) =>
        packages.Call(SampleJournal.Write(work, records, streams), verb).MeasureMemory();

    /// <summary>A verb beside the original script.</summary>
    public Comparison? CompareWithSeed(string[] verb, int records, Progress progress)
    {
        if (Seed is null || Shell.Find("python3") is not { } python)
        {
            return Progress.LeaveOut("the original script (LOOPJOURNAL_SEED names it) or python3");
        }

        var folder = SampleJournal.Write(work, records, 2);
        var peer = new Shell(folder, python, [Seed, .. verb]) { Allowed = [0, 1] };
        return Pairs.Compare(() => packages.Call(folder, verb).Time(), () => peer.Time(), 11, progress.Show);
    }

    /// <summary>The fingerprint of a log beside the original script; the ratio is a factor of speed.</summary>
    public Comparison? CompareFingerprintWithSeed(Progress progress)
    {
        if (Seed is null || Shell.Find("python3") is not { } python)
        {
            return Progress.LeaveOut("the original script (LOOPJOURNAL_SEED names it) or python3");
        }

        var log = Workloads.WriteLog(work, 100);
        var peer = new Shell(work, python, Seed, "fingerprint", "--file", log) { Allowed = [0, 1] };
        return Pairs.Compare(() => Fingerprint(log, "seed").Time(), () => peer.Time(), 3, progress.Show);
    }

    /// <summary>The fingerprint of a log beside ripgrep, which counts the lines with the same words.</summary>
    public Comparison? CompareFingerprintWithRipgrep(string algorithm, Progress progress)
    {
        if (Shell.Find("rg") is not { } ripgrep)
        {
            return Progress.LeaveOut("ripgrep");
        }

        var log = Workloads.WriteLog(work, 100);
        var peer = new Shell(work, ripgrep, "-c", "-i", Words, log);
        return Pairs.Compare(() => Fingerprint(log, algorithm).Time(), () => peer.Time(), 7, progress.Show);
    }

    /// <summary>The fingerprint of a log.</summary>
    public Shell Fingerprint(string log, string algorithm) =>
        packages.Call(work, algorithm == "seed" ? ["fingerprint", "--algorithm", "seed", log] : ["fingerprint", log]);

    /// <summary>An append beside the least that it must do: open, write, flush.</summary>
    public Comparison CompareAppend(Progress progress)
    {
        var (ours, bare) = (new JournalFile(Path.Combine(work, "append")), Path.Combine(work, "bare.jsonl"));
        var attempt = new Attempt { Iteration = 1, Action = "add retry to fetch", Gate = Gates.Fail, Fingerprint = SampleJournal.LiveFingerprint };
        var bytes = Encoding.UTF8.GetBytes(AttemptJson.Write(attempt) + "\n");
        const int count = 200;
        return Pairs.Compare(
            () => Time(() =>
            {
                for (var i = 0; i < count; i++)
                {
                    ours.Append(attempt);
                }
            }),
            () => Time(() =>
            {
                for (var i = 0; i < count; i++)
                {
                    using var file = new FileStream(bare, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
                    file.Write(bytes);
                    file.Flush(flushToDisk: true);
                }
            }),
            11,
            progress.Show);
    }

    /// <summary>Test results beside reading their XML and nothing else.</summary>
    public Comparison CompareResults(string file, Progress progress) => Pairs.Compare(
        () => Time(() =>
        {
            using var stream = File.OpenRead(file);
            ParsedOutput.Read(stream, new RepositoryPaths(work, File.Exists));
        }),
        () => Time(() =>
        {
            using var stream = File.OpenRead(file);
            using var xml = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Ignore });
            while (xml.Read())
            {
            }
        }),
        11,
        progress.Show);

    /// <summary>A snapshot beside <c>git status</c>.</summary>
    public Comparison CompareSnapshot(int files, Progress progress)
    {
        var folder = Workloads.WriteRepository(work, files);
        var journal = Directory.CreateDirectory(Path.Combine(folder, ".orchestrator", "loop")).FullName;
        File.WriteAllText(Path.Combine(journal, ".gitignore"), "*\n");
        var status = new Shell(folder, "git", "status", "--short");
        var number = 0;
        void Edit() => File.WriteAllText(Path.Combine(folder, "d0", "f0.txt"), $"edit {number++}\n");
        return Pairs.Compare(
            () =>
            {
                Edit();
                return Time(() => new WorkingTree(folder, journal).Take(TimeSpan.FromMinutes(1)));
            },
            () =>
            {
                Edit();
                return status.Time();
            },
            11,
            progress.Show);
    }

    /// <summary>How many MB the store of snapshots has after edits of one file.</summary>
    public double MeasureStore(int attempts)
    {
        var folder = Path.Combine(work, $"store-{attempts}");
        Directory.CreateDirectory(folder);
        new Shell(folder, "git", "init", "-q").Run();
        var journal = Directory.CreateDirectory(Path.Combine(folder, ".orchestrator", "loop")).FullName;
        File.WriteAllText(Path.Combine(journal, ".gitignore"), "*\n");
        for (var i = 0; i < attempts; i++)
        {
            File.WriteAllText(Path.Combine(folder, "cart.txt"), $"edit {i}\n");
            new WorkingTree(folder, journal).Take(TimeSpan.FromMinutes(1));
        }

        return new DirectoryInfo(Path.Combine(journal, "snapshots")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1e6;
    }

    /// <summary>Seconds that work takes.</summary>
    public static double Time(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }
}
