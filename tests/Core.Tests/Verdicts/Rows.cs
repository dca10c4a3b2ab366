using System.Globalization;
using LoopJournal.Model;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Verdicts;

/// <summary>Makes attempts from short texts: <c>Rows.Of("A", "B", "A")</c> gives three failures, of which the second differs.</summary>
internal static class Rows
{
    public static Attempt Fail(string fingerprint = "A") => new() { Gate = Gates.Fail, Fingerprint = fingerprint };

    public static Attempt Pass() => new() { Gate = Gates.Pass };

    public static Attempt HostBlocked(string fingerprint = "H") =>
        new() { Gate = Gates.Blocked, Stage = Stages.Host, Fingerprint = fingerprint };

    public static Attempt On(this Attempt attempt, string tree) => attempt with { Tree = tree };

    public static Attempt Leaving(this Attempt attempt, string treeAfter) => attempt with { TreeAfter = treeAfter };

    public static Attempt Changing(this Attempt attempt, params string[] files) => attempt with { Changed = files };

    public static Attempt Trying(this Attempt attempt, string action) => attempt with { Action = action };

    public static Attempt WithDetail(this Attempt attempt, string detail) => attempt with { Detail = detail };

    public static Attempt Failing(this Attempt attempt, int tests) =>
        attempt with { Stage = Stages.Test, Tests = new TestCounts(100, 100 - tests, tests, 0) };

    /// <summary>An attempt at stage test in which exactly these tests failed. The fingerprint depends on them.</summary>
    public static Attempt FailingTests(params string[] ids) => new()
    {
        Gate = Gates.Fail,
        Stage = Stages.Test,
        Fingerprint = string.Join(',', ids),
        Tests = new TestCounts(100, 100 - ids.Length, ids.Length, 0),
        Failures = [.. ids.Select(id => new RecordedFailure(id, "", "", "", id))],
    };

    /// <summary>Failures with these fingerprints, numbered from 1. <c>"pass"</c> and <c>"reset"</c> are gates.</summary>
    public static Attempt[] Of(params string[] rows) => [.. rows.Select((row, i) => row switch
    {
        "pass" or "reset" => new Attempt { Iteration = i + 1, Gate = row },
        _ => Fail(row) with { Iteration = i + 1 },
    })];

    public static Attempt[] Numbered(params Attempt[] rows) => [.. rows.Select((row, i) => row with { Iteration = i + 1 })];

    public static Verdict Judge(int k, params Attempt[] rows) => StallDetector.Analyze(rows, k);

    public static Verdict Judge(params Attempt[] rows) => Judge(3, rows);

    /// <summary>All facts of a verdict as text, because lists do not compare by value.</summary>
    public static string Describe(this Verdict verdict) => string.Create(CultureInfo.InvariantCulture,
        $"""
        {verdict.Kind} {verdict.Severity} {verdict.StallCount} {verdict.Fingerprint} {verdict.Recommend} {verdict.Reason}
        dead ends {string.Join('|', verdict.DeadEnds)}, period {verdict.Period}, back to {verdict.ReturnsTo?.Iteration}
        best {verdict.Best?.Iteration} {verdict.AttemptsSinceBest}, flaky {string.Join('|', verdict.Flaky)}
        delta {(verdict.Delta is { } d ? string.Join('|', [.. d.Fixed, "/", .. d.New, "/", .. d.Still]) : "unknown")}
        moved {verdict.ValuesMoved}, no change {verdict.NoChange} {verdict.AttemptsOnTree}
        evidence {string.Join('|', verdict.Evidence.Select(a => a.Fingerprint))}
        """);
}
