using LoopJournal.Capture;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Text;

namespace LoopJournal.Tests.Recording;

/// <summary>
/// Makes runs and attempts from short texts: <c>"Cart.Total(1)"</c> is a row of a method in a class, <c>"-Cart.Total"</c> a skipped test.
/// </summary>
internal static class Runs
{
    public static readonly StreamKey Test = new("main", "tests/Shop.Tests.csproj", "net10.0", StreamKey.Test);

    public static readonly StreamKey Filtered = Test with { Command = "test --filter Total" };

    public static List<RanTest> Ran(params string[] tests) =>
        [.. tests.Select(test => test[0] == '-' ? Make(test[1..], RanOutcome.Skipped) : Make(test, RanOutcome.Passed))];

    /// <summary>An attempt in which these tests failed.</summary>
    public static Attempt Fail(params string[] tests) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        Gate = Gates.Fail,
        Stage = Stages.Test,
        Stream = Test,
        Fingerprint = string.Join(',', tests),
        Failures = [.. tests.Select(test => new RecordedFailure(test, "", "", "", test))],
        FailedTests = FailedTests.Write(tests.Select(Describe)),
    };

    /// <summary>A pass in which these tests had vanished.</summary>
    public static Attempt Pass(params string[] vanished) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        Gate = Gates.Pass,
        Stage = Stages.Test,
        Stream = Test,
        Vanished = [.. vanished.Select(test => new VanishedTest(test, VanishedTest.Absent))],
    };

    public static Attempt In(this Attempt attempt, StreamKey stream) => attempt with { Stream = stream };

    /// <summary>What becomes of the tests that failed in a window: <c>skipped A, absent B, renamed C, gone D</c>.</summary>
    public static string Find(
        Attempt[] window, List<RanTest> now, List<RanTest>? before, bool hasFailed = false, StreamKey? stream = null,
        Func<Attempt, bool>? isCommitted = null, List<RanTest>? beforeFiltered = null)
    {
        var names = window.SelectMany(row => row.Failures).Select(failure => failure.Id).Distinct().ToDictionary(FailedIds.Hash);
        var own = stream ?? Test;
        List<RanTest>? GetBefore(StreamKey of) => of == own ? before : of == Filtered ? beforeFiltered : null;
        var found = VanishedTests.Find(own, window, now, GetBefore, hasFailed, isCommitted ?? (_ => false), k: 3);
        return string.Join(", ",
        [
            .. found.Tests.Select(test => $"{test.How} {names[test.Id]}").Order(),
            .. found.Renamed.Select(id => $"renamed {names[id]}"),
            .. found.Gone.Select(id => $"gone {names[id]}"),
        ]);
    }

    /// <summary>Writes the capture of a run with these results: <c>"!Cart.Total"</c> failed, <c>"-Cart.Total"</c> was skipped.</summary>
    public static void WriteCapture(string capture, string root, AttemptInputs inputs, string[] tests)
    {
        using var writer = CaptureWriter.TryCreate(capture, root, null, InputsJson.Write(inputs))!;
        List<RanTest> ran = [];
        foreach (var test in tests)
        {
            var (name, outcome) = test[0] switch
            {
                '!' => (test[1..], RanOutcome.Failed),
                '-' => (test[1..], RanOutcome.Skipped),
                _ => (test, RanOutcome.Passed),
            };
            ran.Add(RanTest.From(name, name, outcome));
            if (outcome == RanOutcome.Failed)
            {
                writer.Fail(name, name, "", "no answer", "");
            }
        }

        int Count(RanOutcome outcome) => ran.Count(test => test.Outcome == outcome);
        writer.End(
            CaptureEnd.Completed, Count(RanOutcome.Passed), Count(RanOutcome.Failed), Count(RanOutcome.Skipped), TimeSpan.Zero, "",
            RanTest.Write(ran));
    }

    private static RanTest Make(string test, RanOutcome outcome) => RanTest.From(test, test, outcome);

    /// <summary>A failing test as a row has it.</summary>
    public static FailedTest Describe(string test) => new(FailedIds.Hash(test), Key(test), $"{FailedIds.Hash(test):x16}"[..12]);

    private static TestKey Key(string test) => Make(test, RanOutcome.Failed) is var made ? new(made.Type, made.Method, made.Name) : default;
}
