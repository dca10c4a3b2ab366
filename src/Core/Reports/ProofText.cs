using LoopJournal.Snapshots;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>The answer of the verb <c>proof</c>.</summary>
internal static class ProofText
{
    /// <summary>The answer where nothing can be known.</summary>
    public const string NotKnown = "not known: git has no snapshot of the files (no repository, no git, or not within 60 s)";

    private const int MaxNames = 6;
    private const int NameLength = 120;
    private const int IdLength = 12;

    /// <summary>The text, as lines without their breaks: <c>proven 21b8f118d0aa: 2 projects, 41 passed, 1 skipped</c>.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="outside">The files that it says nothing about; null where they could not be counted.</param>
    public static IEnumerable<string> GetLines(Proof proof, OutsideFiles? outside)
    {
        string?[] lines =
        [
            proof.IsProven ? $"proven {proof.Tree[..IdLength]}: {CountRuns(proof)}" : "not proven:",
            .. proof.Gaps.Select(gap => $"  {GetName(gap)}{Describe(gap)}"),
            .. proof.Resets.Select(DescribeReset),
            proof.IsProven ? DescribeOutside(outside) : null,
        ];
        return lines.OfType<string>();
    }

    /// <summary>The same as members of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, Proof proof, OutsideFiles? outside)
    {
        json.WriteBoolean("proven", proof.IsProven);
        json.WriteString("tree", proof.Tree);
        json.WriteNumber("projects", CountProjects(proof));
        json.WriteNumber("passed", Sum(proof, tests => tests.Total - tests.Failed - tests.Skipped));
        json.WriteNumber("skipped", Sum(proof, tests => tests.Skipped));
        VerdictJson.WriteObjects(json, "reasons", proof.Gaps, gap =>
        {
            json.WriteString("reason", GetWord(gap.Kind));
            VerdictJson.WriteText(json, "message", Describe(gap));
            VerdictJson.WriteStream(json, gap.Stream);
            VerdictJson.WriteTexts(json, "files", gap.Files.Take(Attempt.MaxChanged));
        });
        VerdictJson.WriteObjects(json, "resets", proof.Resets, reset => ResumeJson.WriteAttempt(json, reset));
        if (outside is not null)
        {
            json.WriteStartObject("outside");
            json.WriteNumber("ignored", outside.Ignored);
            json.WriteNumber("secret", outside.Secret);
            json.WriteNumber("large", outside.Large);
            json.WriteEndObject();
        }
    }

    private static string CountRuns(Proof proof)
    {
        var (passed, skipped) = (Sum(proof, tests => tests.Total - tests.Failed - tests.Skipped), Sum(proof, tests => tests.Skipped));
        string?[] parts =
        [
            CountProjects(proof) is > 0 and var projects ? Count(projects, "project") : Count(proof.Attempts.Count, "command"),
            passed > 0 ? string.Create(CultureInfo.InvariantCulture, $"{passed} passed") : null,
            skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $"{skipped} skipped") : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string DescribeReset(Attempt reset) =>
        $"  {(reset.Known is null ? "reset" : "accept")} {Quoted.From(reset.Timestamp, NameLength)}: {Quoted.From(reset.Note, NameLength)}";

    private static string? DescribeOutside(OutsideFiles? outside)
    {
        string?[] parts =
        [
            outside?.Ignored > 0 ? Count(outside.Ignored, "ignored file or folder", "ignored files and folders") : null,
            outside?.Secret > 0 ? Count(outside.Secret, "file") + " named like a secret" : null,
            outside?.Large > 0 ? Count(outside.Large, "untracked file") + " over 1 MB" : null,
        ];
        return parts.OfType<string>().ToList() is { Count: > 0 } known ? $"  outside the proof: {string.Join(", ", known)}" : null;
    }

    private static string GetName(ProofGap gap) =>
        gap.Stream.Command.Length > 0 ? Quoted.From(AttemptLine.GetStreamName(gap.Stream), NameLength) + ": " : "";

    private static string Describe(ProofGap gap) => gap.Kind switch
    {
        ProofGapKind.NotRun when gap.Stream.Loop.Length > 0 => $"never run in this loop ({Quoted.From(gap.Stream.Loop, NameLength)})",
        ProofGapKind.NotRun => "never run in this loop",
        ProofGapKind.Filtered => "only a part of the tests has run in this loop",
        ProofGapKind.Failing => $"attempt {gap.Attempt!.Iteration} {AttemptLine.GetOutcome(gap.Attempt.Gate)}",
        ProofGapKind.Known => $"attempt {gap.Attempt!.Iteration}: {PassText.CountTests(gap.Attempt)}",
        ProofGapKind.Vanished => $"attempt {gap.Attempt!.Iteration} passed, but {PassText.ListVanished(gap.Attempt)}",
        ProofGapKind.Stale => $"attempt {gap.Attempt!.Iteration} ran old binaries: {PassText.ListStale(gap.Attempt)}",
        ProofGapKind.Skipped => Count(gap.Count, "test was", "tests were") + " skipped that ran in this loop before",
        ProofGapKind.NoSnapshot => $"the snapshot of attempt {gap.Attempt!.Iteration} is missing",
        _ => $"edited since attempt {gap.Attempt!.Iteration}: {Quoted.FromList(gap.Files, MaxNames, NameLength)}",
    };

    private static string GetWord(ProofGapKind kind) => kind switch
    {
        ProofGapKind.NotRun => "not-run",
        ProofGapKind.NoSnapshot => "no-snapshot",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static int CountProjects(Proof proof) =>
        proof.Attempts.Select(attempt => attempt.Stream.Project).Where(project => project.Length > 0).Distinct().Count();

    private static long Sum(Proof proof, Func<TestCounts, int> count) =>
        proof.Attempts.Sum(attempt => attempt is { Gate: Gates.Pass, Tests: { } tests } ? (long)count(tests) : 0);

    private static string Count(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
