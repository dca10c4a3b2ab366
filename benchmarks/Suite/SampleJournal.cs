using System.Globalization;
using System.Text;
using LoopJournal.Journal;
using LoopJournal.Model;

namespace LoopJournal.Suite;

/// <summary>A repository with a journal of many streams: failures change, one run in 17 passes, and each stream ends with a failure.</summary>
internal static class SampleJournal
{
    /// <summary>The fingerprint of the last failures of stream 0.</summary>
    public const string LiveFingerprint = "7f3a91c2d4e5";

    /// <summary>The options that select stream 0.</summary>
    public static readonly string[] Stream0 =
        ["--loop", "loop-0", "--project", "src/P0/P0.csproj", "--framework", "net10.0", "--command", "test"];

    /// <summary>Writes the journal where it is not there yet; the repository's folder.</summary>
    public static string Write(string work, int records, int streams)
    {
        var folder = Path.Combine(work, $"journal-{records}-{streams}");
        if (Directory.Exists(folder))
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        new Shell(folder, "git", "init", "-q").Run();
        new Shell(folder, "git", "-c", "user.name=n", "-c", "user.email=n@localhost", "commit", "-q", "--allow-empty", "-m", "c").Run();
        var journal = Directory.CreateDirectory(Path.Combine(folder, ".orchestrator", "loop"));
        File.WriteAllText(Path.Combine(journal.FullName, ".gitignore"), "*\n");
        using var file = new StreamWriter(Path.Combine(journal.FullName, "journal.jsonl"), append: false, new UTF8Encoding(false), 1 << 20);
        for (var i = 0; i < records; i++)
        {
            file.Write(AttemptJson.Write(Create(i, i % streams, isLast: i >= records - streams)) + "\n");
        }

        return folder;
    }

    private static Attempt Create(int i, int stream, bool isLast)
    {
        var passes = !isLast && i % 17 == 16;
        var failure = isLast ? LiveFingerprint : Hash(i * 7 % 60, 12);
        return new()
        {
            Iteration = i + 1,
            Action = $"{(i % 2 == 0 ? "add retry to fetch" : "raise the timeout")} {i % 11}",
            Gate = passes ? Gates.Pass : Gates.Fail,
            Fingerprint = passes ? "" : isLast && stream > 0 ? Hash(stream, 12) : failure,
            Commit = Hash(i / 9, 40),
            Timestamp = DateTime.UnixEpoch.AddDays(20_000).AddSeconds(i).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            Id = Hash(i, 32),
            Stream = new($"loop-{stream % 10}", $"src/P{stream}/P{stream}.csproj", "net10.0", StreamKey.Test),
            Stage = passes ? "" : Stages.Test,
            Algorithm = passes ? "" : Algorithms.Failures,
            Tests = TestCounts.From(42, passes ? 42 : 41, passes ? 0 : 1, 0),
            Count = passes ? 0 : 1,
            Failures = passes ? [] :
            [
                new($"Shop.Tests.CartTests.Total{stream}", "System.TimeoutException", "no answer from the cart: expected 200 but was 503",
                    "Cart.Total Cart.cs", Hash(stream + 1, 12)),
            ],
            Tree = Hash(i + 3, 40),
            Changed = [$"src/F{i % 20}.cs"],
            Duration = TimeSpan.FromMilliseconds(1800 + (i % 100)),
        };
    }

    private static string Hash(int number, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(digit => "0123456789abcdef"[(int)(((uint)number * 2654435761u + ((uint)digit * 40503u)) >> (digit % 24)) & 15]));
}
