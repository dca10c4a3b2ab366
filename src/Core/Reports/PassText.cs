using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>
/// Says what a run proves and what it does not: tests that have vanished, are renamed or gone, edits of tests alone, and stale binaries.
/// </summary>
internal static class PassText
{
    private const int MaxTests = 3;
    private const int IdLength = 200;

    /// <summary>What can be done about vanished tests.</summary>
    private const string Advice = "A test that did not run is not mended: run it, or, if it was removed on purpose, loop-journal reset.";

    /// <summary>
    /// How <see cref="Codes.Vanished"/> is raised on a pass. The first such pass raises a warning; later ones name the tests in the line of
    /// the attempt. Each such pass raises an error: else a second run would be enough.
    /// </summary>
    /// <param name="pass">What the pass proves.</param>
    /// <param name="max">The user's severity.</param>
    public static VerdictSeverity GetSeverity(PassFacts pass, VerdictSeverity max) =>
        pass.IsAlarming && (pass.IsFirst || max == VerdictSeverity.Error) ? max : VerdictSeverity.None;

    /// <summary>The message of <see cref="Codes.Vanished"/>, without code and severity.</summary>
    public static string Describe(PassFacts pass)
    {
        var tests = pass.Vanished.Take(MaxTests).Select(test =>
            $"{Quoted.FromTest(test.Test.Id, IdLength)}, which failed {DescribeAttempts(test.Failed)}, {DescribeHow(test.Test)}").ToList();
        var more = (pass.Last?.VanishedCount ?? 0) - tests.Count;
        if (more > 0)
        {
            tests.Add($"{more} {(tests.Count > 0 ? "more " : "")}of the tests that failed before did not run or were skipped");
        }

        var outcome = pass.Last is { IsAllKnown: true } ? "Only known tests failed" : "Passed";
        return $"{outcome}, but {string.Join("; ", tests)}. {Advice}";
    }

    /// <summary>The message of <see cref="Codes.Stale"/>, without code and severity.</summary>
    private static string DescribeStale(Attempt attempt) =>
        $"The tests ran old binaries: {ListStale(attempt)}. Their result says nothing about the files of now. "
            + "Build, and run them again, without --no-build.";

    /// <summary>
    /// The part of an attempt's line that names the attempt which failed on the files on which it passed, and why, where that is known.
    /// </summary>
    public static string? DescribeFailedOnFiles(PassFacts pass) => pass.FailedOnFiles is not { } failed ? null
        : $"passed on the files on which attempt {failed.Iteration} failed"
            + (pass.Last!.Stale switch { true => ": stale", false => ": flaky", null => "" });

    /// <summary>The codes about what a stream's last attempt proves, with their messages.</summary>
    /// <param name="pass">What it proves.</param>
    /// <param name="vanished">The user's severity of vanished tests; as an error they are raised on each such pass.</param>
    public static IEnumerable<RaisedCode> GetWarnings(PassFacts pass, VerdictSeverity vanished = VerdictSeverity.Error)
    {
        if (GetSeverity(pass, vanished) is not VerdictSeverity.None and var severity)
        {
            yield return new(severity, Codes.Vanished, Describe(pass));
        }

        if (pass.Last is { Stale: true } last)
        {
            yield return new(VerdictSeverity.Warning, Codes.Stale, DescribeStale(last));
        }
    }

    /// <summary>The lines on a stream's last attempt, for readers who did not see the run.</summary>
    public static IEnumerable<string> GetLines(PassFacts pass)
    {
        if (pass.Last is not { } last)
        {
            yield break;
        }

        foreach (var (_, code, text) in GetWarnings(pass))
        {
            yield return $"  {code}: {text}";
        }

        if (ListFixed(last) is { } mended)
        {
            yield return $"  the last attempt: {mended}";
        }

        if (!pass.IsAlarming && ListVanished(last) is { } vanished)
        {
            yield return $"  the last attempt: {vanished}";
        }

        if (DescribeFailedOnFiles(pass) is { } failed)
        {
            yield return $"  the last attempt {failed}";
        }

        if (last.OnlyTestsEdited == true)
        {
            yield return $"  the last attempt: {OnlyTests}";
        }
    }

    /// <summary>The parts of an attempt's line.</summary>
    public static IEnumerable<string?> GetParts(Attempt attempt) =>
    [
        ListVanished(attempt),
        List("renamed", attempt.Renamed, attempt.Renamed.Count),
        List("accepted as gone", attempt.Gone, attempt.Gone.Count),
        ListFixed(attempt),
        attempt.Stale == true ? $"old binaries: {ListStale(attempt)}" : null,
        attempt.OnlyTestsEdited == true ? OnlyTests : null,
    ];

    /// <summary>How many tests an attempt had, for its line: those that ran, and those that were skipped.</summary>
    public static string? CountTests(Attempt attempt)
    {
        if (attempt.Tests is not { Total: > 0 } tests)
        {
            return attempt.IsAllKnown ? "all known" : attempt is { Tests: not null, Gate: Gates.Pass } ? "no test ran" : null;
        }

        var ran = tests.Total - tests.Skipped;
        var count = attempt.IsAllKnown ? $"{tests.Failed} of {tests.Total} tests failed, all known"
            : tests.Failed > 0 ? $"{attempt.Count ?? tests.Failed} of {tests.Total} tests{CauseText.CountKnown(attempt)}"
            : ran == 0 ? "no test ran"
            : ran == 1 ? "1 test"
            : $"{ran} tests";
        return tests.Skipped > 0 ? $"{count}, {tests.Skipped} skipped" : count;
    }

    private const string OnlyTests = "only files of test projects were edited since the last failing attempt";

    private static string? ListFixed(Attempt attempt) => List(
        $"fixed {attempt.KnownFixed.Count} known", [.. attempt.KnownFixed.Where(KnownFailures.IsName)], attempt.KnownFixed.Count);

    /// <summary>The known failures of a stream's newest run, for <c>resume</c> and <c>status</c>; null without one.</summary>
    public static string? ListKnown(KnownFailures known) => known.ListOpen() is not { Count: > 0 } open ? null
        : "  " + List($"{open.Count} known, not counted", [.. known.WriteIds(open).Where(KnownFailures.IsName)], open.Count);

    internal static string ListStale(Attempt attempt) => attempt.StaleFiles.Count == 0 ? "they were compiled from other files"
        : $"they were compiled without the changes of {Quoted.FromList(attempt.StaleFiles, MaxTests, IdLength)}";

    internal static string? ListVanished(Attempt attempt) =>
        List($"{attempt.VanishedCount} that failed before did not run or {(attempt.VanishedCount == 1 ? "was" : "were")} skipped",
            [.. attempt.Vanished.Select(test => test.Id)], attempt.VanishedCount);

    private static string? List(string what, IReadOnlyList<string> ids, int count) => count == 0 ? null
        : ids.Count == 0 ? what
        : $"{what}: {Quoted.FromTests(ids, MaxTests, IdLength)}";

    private static string DescribeHow(VanishedTest test) =>
        test.How == VanishedTest.Skipped ? "was skipped or inconclusive" : "did not run";

    private static string DescribeAttempts(IReadOnlyList<long> numbers) => numbers switch
    {
        [] => "in a filtered run",
        [var only] => $"in attempt {only}",
        _ => $"in attempts {string.Join(", ", numbers.SkipLast(1).TakeLast(5))} and {numbers[^1]}",
    };
}
