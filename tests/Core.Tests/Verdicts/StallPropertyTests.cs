using CsCheck;
using LoopJournal.Model;
using LoopJournal.Reports;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Verdicts;

/// <summary>Properties that hold for every row set.</summary>
[TestClass]
public sealed class StallPropertyTests
{
    private static readonly string[] Letters = ["", "a", "b", "c"];

    private static readonly Gen<int> Threshold = Gen.Int[1, 6];

    private static readonly Gen<RecordedFailure[]> Failures =
        Gen.OneOf("t1", "t2", "t3").Select(id => new RecordedFailure(id, "", "", "", $"f-{id}")).Array[0, 3];

    private static readonly Gen<Attempt> Row = Gen.Select(
        Gen.Frequency((8, Gen.Const(Gates.Fail)), (2, Gen.Const(Gates.Blocked)), (1, Gen.OneOf(Gates.Pass, Gates.Reset, "", "?"))),
        Gen.OneOf(Letters),
        Gen.Select(
            Gen.OneOf(Letters), Gen.OneOf(Letters), Gen.OneOf(Letters), Gen.OneOf("", "a", "r"),
            Gen.OneOf("", "", EvidenceKinds.Environment, EvidenceKinds.LastLines)),
        Gen.OneOf("", Stages.Compile, Stages.Host, Stages.Test, Stages.Test, Stages.Command, "?"),
        Gen.Int[-1, 6],
        Failures,
        Gen.Int[0, 40],
        Gen.Int[0, 1],
        (gate, fingerprint, texts, stage, failing, failures, id, omitted) => new Attempt
        {
            Gate = gate,
            Fingerprint = fingerprint,
            Action = texts.Item1,
            Tree = texts.Item2,
            TreeAfter = texts.Item2.Length > 0 ? texts.Item4 : "",
            Detail = texts.Item3,
            Evidence = texts.Item5,
            Count = failing < 0 || stage == Stages.Test ? null : failing,
            Stage = stage,
            Tests = failing < 0 ? null : new TestCounts(10, 10 - failing, failing, 0),
            Failures = failures,
            FailuresOmitted = omitted,
            Id = id > 30 ? "" : $"{id}",
            Iteration = id,
        });

    private static readonly Gen<Attempt> NotCleanPass = Gen.Select(
        Gen.OneOf(Letters),
        Gen.OneOf("t1", "t2", "t3"),
        (tree, test) => new Attempt { Gate = Gates.Pass, Stage = Stages.Test, Tree = tree, Vanished = [new(test, VanishedTest.Absent)] });

    private static readonly Gen<Attempt[]> AnyRows = Row.Array[0, 14];

    /// <summary>
    /// Rows without ids. A row whose id has occurred before does not count, so rows with ids could depend on the rows before them.
    /// </summary>
    private static readonly Gen<Attempt[]> DistinctRows = Row.Select(row => row with { Id = "" }).Array[0, 14];

    [TestMethod]
    public void No_row_set_is_an_error() => Gen.Select(AnyRows, Gen.Int[1, 100]).Sample((rows, k) =>
    {
        var verdict = StallDetector.Analyze(rows, k);
        return VerdictText.Describe(verdict).Length > 0
            && (verdict.Kind == VerdictKind.Progress) == (verdict.Severity == VerdictSeverity.None);
    });

    [TestMethod]
    public void The_same_rows_give_the_same_verdict() => Gen.Select(AnyRows, Threshold).Sample((rows, k) =>
        StallDetector.Analyze(rows, k).Describe() == StallDetector.Analyze([.. rows], k).Describe());

    [TestMethod]
    public void A_pass_at_the_end_is_progress() => Gen.Select(AnyRows, Threshold).Sample((rows, k) =>
        StallDetector.Analyze([.. rows, new Attempt { Gate = Gates.Pass }], k) is
            { Kind: VerdictKind.Progress, StallCount: 0, Recommend: Recommendations.Continue, Evidence: [], DeadEnds: [] });

    [TestMethod]
    public void Renaming_fingerprints_changes_nothing_else() => Gen.Select(DistinctRows, Threshold).Sample((rows, k) =>
    {
        static string Rename(string text) => text.Replace('a', '\u0001').Replace('c', 'a').Replace('\u0001', 'c');
        var renamed = rows.Select(row => row with { Fingerprint = Rename(row.Fingerprint) }).ToList();
        var (one, other) = (StallDetector.Analyze(rows, k), StallDetector.Analyze(renamed, k));

        return (one with { Fingerprint = "", Reason = "", Evidence = [] }).Describe()
            == (other with { Fingerprint = "", Reason = "", Evidence = [] }).Describe()
            && Rename(one.Fingerprint) == other.Fingerprint;
    });

    [TestMethod]
    [DataRow(Gates.Pass)]
    [DataRow(Gates.Reset)]
    public void Rows_before_the_last_pass_or_reset_change_nothing_but_dead_ends(string gate) =>
        Gen.Select(DistinctRows, DistinctRows, Threshold).Sample((before, rows, k) =>
        {
            Attempt[] cleared = [new Attempt { Gate = gate }, .. rows];

            // a test that was flaky on a tree stays so until a reset
            before = gate == Gates.Reset ? before : [.. before.Select(row => row with { Tree = "", TreeAfter = "" })];

            return (StallDetector.Analyze(cleared, k) with { DeadEnds = [] }).Describe()
                == (StallDetector.Analyze([.. before, .. cleared], k) with { DeadEnds = [] }).Describe();
        });

    [TestMethod]
    public void Passes_that_are_not_clean_change_nothing_about_a_later_repetition() =>
        Gen.Select(DistinctRows, NotCleanPass.Array[1, 4], Gen.Int[0, 1000].Array[4], Threshold).Sample((rows, passes, places, k) =>
        {
            var mixed = rows.ToList();
            foreach (var (i, pass) in passes.Index())
            {
                mixed.Insert(rows.Length == 0 ? 0 : places[i] % mixed.Count, pass); // never at the end
            }

            return rows.Length == 0 || rows[^1].Clears || JudgeRepetition(rows, k) == JudgeRepetition(mixed, k);
        });

    [TestMethod]
    public void Clean_passes_always_end_the_window() => Gen.Select(DistinctRows, DistinctRows, Threshold).Sample((before, rows, k) =>
    {
        before = [.. before.Select(row => row with { Tree = "" })]; // a test that was flaky on a tree stays so
        Attempt[] cleared = [new Attempt { Gate = Gates.Pass }, .. rows];
        return JudgeRepetition(cleared, k) == JudgeRepetition([.. before, .. cleared], k);
    });

    [TestMethod]
    public void Rows_without_vanished_tests_have_one_window_and_it_ends_at_any_pass() =>
        Gen.Select(DistinctRows, Threshold).Sample((rows, k) =>
        {
            var window = new StreamWindow(rows, k);
            return window.WindowAttempts.SequenceEqual(window.JudgedAttempts)
                && window.TrailingRun.SequenceEqual(StreamWindow.GetTail(window.JudgedAttempts, window.Failures))
                && StallDetector.Analyze(rows, k).Pass is { Vanished: [], IsFirst: false, IsAlarming: false };
        });

    [TestMethod]
    public void Unique_fingerprints_never_stall() => Gen.Select(DistinctRows, Threshold).Sample((rows, k) =>
    {
        Attempt[] unique = [.. rows.Select((row, i) => row with { Fingerprint = $"u{i}", Tree = "", Failures = [] })];
        return k == 1 || StallDetector.Analyze(unique, k).Severity != VerdictSeverity.Error;
    });

    [TestMethod]
    public void Fewer_rows_than_the_threshold_never_stall() => Gen.Select(DistinctRows, Gen.Int[15, 100]).Sample((rows, k) =>
        StallDetector.Analyze(rows, k).Kind is VerdictKind.Progress or VerdictKind.Oscillating or VerdictKind.Plateau
            && (rows.Length >= 4 || StallDetector.Analyze(rows, k).Severity != VerdictSeverity.Error));

    [TestMethod]
    public void Ever_fewer_failing_tests_are_never_an_error() => Gen.Select(DistinctRows, Gen.Int[2, 6]).Sample((rows, k) =>
        StallDetector.Analyze(
            [.. rows.Select((row, i) => row with { Gate = Gates.Fail, Stage = Stages.Test, Count = 100 - i, Failures = [] })], k)
            .Severity != VerdictSeverity.Error);

    [TestMethod]
    public void A_rotated_circle_is_the_same_circle() =>
        Gen.Select(Gen.OneOf("a", "b", "c", "d").Array[2, 6], Gen.Int[0, 5], Gen.Int[50, 100]).Sample((block, turn, k) =>
        {
            string[] rotated = [.. block[(turn % block.Length)..], .. block[..(turn % block.Length)]];
            var (one, other) =
                (StallDetector.Analyze(Rows.Of([.. block, .. block]), k), StallDetector.Analyze(Rows.Of([.. rotated, .. rotated]), k));

            // A shorter block may repeat at one end only ("a b c c c" ...). Then both are circles of different lengths.
            return one.Kind == other.Kind && (block.Distinct().Count() == 1) == (one.Kind == VerdictKind.Progress)
                && (block.Distinct().Count() < block.Length || one.Period == other.Period);
        });

    [TestMethod]
    public void The_search_for_circles_finds_what_trying_every_length_finds() => Gen.OneOf(Letters).List[0, 16].Sample(failures =>
    {
        int? expected = null;
        for (var p = failures.Count / 2; p >= 2; p--)
        {
            var (first, second) = (failures[^(2 * p)..^p], failures[^p..]);
            if (first.SequenceEqual(second) && !first.Contains("") && first.Distinct().Count() > 1)
            {
                expected = p;
            }
        }

        return LoopJournal.Verdicts.Rules.Cycle.FindPeriod(failures) == expected;
    });

    [TestMethod]
    public void Attempts_blocked_at_the_host_between_others_change_no_other_rule() =>
        Gen.Select(DistinctRows, Gen.Int[0, 14], Gen.Int[1, 3], Threshold).Sample((rows, at, count, k) =>
        {
            Attempt[] judged = [.. rows.Where(row => !row.IsHostBlocked), Rows.Fail("a")];
            at = Math.Min(at, judged.Length - 1);
            Attempt[] between = [.. judged[..at], .. Enumerable.Repeat(Rows.HostBlocked(), count), .. judged[at..]];

            return StallDetector.Analyze(judged, k).Describe() == StallDetector.Analyze(between, k).Describe();
        });

    [TestMethod]
    public void Sixty_honest_attempts_with_a_slip_now_and_then_raise_no_error() => Gen.Int[0, 3].Array[60].Sample(kinds =>
    {
        // Every other attempt fixes a test. Between them the code does not compile, a repair has no effect yet,
        // or another test breaks once.
        var failing = 40;
        var rows = new List<Attempt>();
        foreach (var (kind, i) in kinds.Select((kind, i) => (kind, i)))
        {
            if (i % 2 == 0)
            {
                failing--;
            }

            var tests = Rows.FailingTests([.. Enumerable.Range(0, failing).Select(t => $"T{t:00}")]);
            rows.Add((i % 2 == 0 ? tests : kind switch
            {
                0 => Rows.Fail("CS1002") with { Stage = Stages.Compile },
                1 => tests,
                2 => Rows.FailingTests([.. Enumerable.Range(0, failing).Select(t => $"T{t:00}"), $"U{i}"]),
                _ => Rows.Fail($"CS{i}") with { Stage = Stages.Compile },
            }).On($"tree{i}"));

            if (StallDetector.Analyze(rows, 3) is { Severity: VerdictSeverity.Error })
            {
                return false;
            }
        }

        return true;
    });

    /// <summary>The verdict of the rule STALLED alone, without its dead ends: those are looked for in the whole stream.</summary>
    private static string JudgeRepetition(IReadOnlyList<Attempt> rows, int k)
    {
        var window = new StreamWindow(rows, k);
        if (window.Attempts.Count == 0)
        {
            return "cleared";
        }

        var verdict = LoopJournal.Verdicts.Rules.Repetition.Judge(window, VerdictFacts.Compute(window));
        return verdict is null ? "none" : $"{verdict.Kind} {verdict.Severity} {verdict.StallCount} {verdict.Recommend} {verdict.Reason}";
    }
}
