using LoopJournal.Recording;
using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>Says in one line how an attempt ended.</summary>
internal static class AttemptLine
{
    private const int NameLength = 300;
    private const int CauseLength = 200;
    private const string SnapshotsPause =
        "git took longer than 2 s for each of the last 3 snapshots, so most of the next attempts have none";

    /// <summary>
    /// For example <c>Shop.Tests (net10.0): attempt 3 failed, 2 of 41 tests, same failure 3 times in a row (7f3a91c2d4e5)</c>.
    /// </summary>
    public static string Describe(RecordedAttempt recorded)
    {
        var attempt = recorded.Attempt;
        string?[] parts =
        [
            GetHead(attempt),
            PassText.CountTests(attempt),
            attempt is { Stage: Stages.Compile, Clears: false } ? DescribeBuild(attempt) : null,
            Trend.DescribeStep(attempt, recorded.Before),
            attempt.IsHostBlocked || attempt is { Stage: Stages.Test, Algorithm: Algorithms.Unknown } ? DescribeCause(attempt) : null,
            recorded.Verdict.StallCount > 1 && IsJudged(recorded) ? $"same failure {recorded.Verdict.StallCount} times in a row" : null,
            recorded.Verdict is { MovingLimit: { } limit, StallCount: var count } && count < limit && IsJudged(recorded)
                ? $"values differ each time: {count} of {limit}" : null,
            PassText.DescribeFailedOnFiles(recorded.Verdict.Pass),
            .. PassText.GetParts(attempt),
            recorded.SnapshotsPause ? SnapshotsPause : null,
        ];
        var line = string.Join(", ", parts.OfType<string>());
        return attempt.Fingerprint.Length == 0 ? line : $"{line} ({Quoted.FromId(attempt.Fingerprint)})";
    }

    /// <summary>The line without the verdict: <c>Shop.Tests (net10.0): attempt 3 failed, 2 of 41 tests</c>.</summary>
    public static string DescribeBriefly(Attempt attempt)
    {
        string?[] parts = [GetHead(attempt), PassText.CountTests(attempt), .. PassText.GetParts(attempt)];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>Says where a journal is that was just made, and how to switch it off: in a build, by the property too.</summary>
    /// <param name="journal">The journal's file.</param>
    /// <param name="first">Its first attempt.</param>
    public static string DescribeNewJournal(string journal, Attempt first)
    {
        var property = first.Stream.Project.Length > 0
            ? "; to switch it off: -p:LoopJournalEnabled=false, or the property in the project"
            : "";
        return $"attempts are recorded in {Quoted.From(journal)} (deleting it is safe{property}).";
    }

    /// <summary>
    /// A stream as people know it: the project's name, and in brackets the framework, and the command where it is not the plain test run.
    /// Without a project only the command; the stream of the original script's records is <c>(no stream)</c>.
    /// </summary>
    public static string GetStreamName(StreamKey stream)
    {
        stream = AttemptLimits.Apply(stream); // a row of another writer may hold a secret, which a file's name alone would not show
        string[] names = [stream.Framework, stream.Command == StreamKey.Test ? "" : stream.Command];
        var inBrackets = names.Where(name => name.Length > 0).ToList();
        var name = Path.GetFileNameWithoutExtension(stream.Project);
        return (name, inBrackets) switch
        {
            ("", []) => stream.Command.Length > 0 ? stream.Command : "(no stream)",
            ("", _) => string.Join(", ", inBrackets),
            (_, []) => name,
            _ => $"{name} ({string.Join(", ", inBrackets)})",
        };
    }

    /// <summary>The name that begins the line: bare where each of its parts is a word, else in quotes.</summary>
    private static string GetSubject(StreamKey stream)
    {
        string[] parts = [Path.GetFileNameWithoutExtension(stream.Project), stream.Framework, stream.Command];
        return Array.TrueForAll(parts, Quoted.IsWord) ? GetStreamName(stream) : Quoted.From(GetStreamName(stream), NameLength);
    }

    internal static string GetOutcome(string gate) => gate switch
    {
        Gates.Pass => "passed",
        Gates.Fail => "failed",
        Gates.Reset => "reset",
        _ => "blocked",
    };

    // "2 of 41 tests failed, all known" follows where the tests are counted
    private static string GetHead(Attempt attempt) => $"{GetSubject(attempt.Stream)}: attempt {attempt.Iteration}"
        + (attempt is { IsAllKnown: true, Tests.Total: > 0 } ? "" : " " + GetOutcome(attempt.Gate));

    // what is known of a run without results, and of a dead test host
    private static string? DescribeCause(Attempt attempt) => attempt.Failures is [var cause, ..]
        ? Quoted.FromMessage(
            (cause.Type.Length > 0 ? cause.Type + ": " : "") + (cause.Message.Length > 0 ? cause.Message : cause.Id), CauseLength)
            + (cause.Site.Length > 0 ? " at " + Quoted.FromSite(cause.Site, CauseLength) : "")
        : attempt.IsHostBlocked ? "the tests could not be run to an end" : null;

    /// <summary>Whether the verdict is about this attempt, not about those before a run that broke off.</summary>
    private static bool IsJudged(RecordedAttempt recorded) =>
        recorded.Verdict.Evidence is not [.., var last] || last.Id == recorded.Attempt.Id;

    private static string DescribeBuild(Attempt attempt) => (attempt.Algorithm, attempt.Failures.Count + attempt.FailuresOmitted) switch
    {
        // as the compiler counts them: one error may stand at several places
        (Algorithms.Diagnostics, var errors) => "does not compile, " + CauseText.Count(attempt.Count ?? errors, attempt),
        (Algorithms.Unknown, 1) => Quoted.FromTest(attempt.Failures[0].Id, CauseLength),
        (Algorithms.Unknown, > 1 and var causes) =>
            string.Create(CultureInfo.InvariantCulture, $"{Quoted.FromTest(attempt.Failures[0].Id, CauseLength)} and {causes - 1} more"),
        _ => "does not compile",
    };
}
