using System.Text;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Text;
using LoopJournal.Verdicts;
using static LoopJournal.Tests.Verdicts.Rows;

namespace LoopJournal.Tests.Verdicts;

/// <summary>Pairs of tests that have never passed together.</summary>
[TestClass]
public sealed class SwappedPairTests
{
    [TestMethod]
    public void Two_swaps_are_a_warning_and_as_many_as_the_threshold_an_error()
    {
        Attempt[] rows = [.. Enumerable.Range(0, 4).Select(i => FailingTests(i % 2 == 0 ? "A" : "B", "X"))];

        Assert.IsEmpty(Judge(rows[..2]).Pairs);
        Assert.AreEqual("A/B 2", Describe(Judge(rows[..3])));
        Assert.AreEqual(VerdictSeverity.Warning, Judge(rows[..3]).Severity);
        Assert.AreEqual(VerdictSeverity.Error, Judge(rows).Severity);
        Assert.AreEqual(VerdictKind.Oscillating, Judge(rows).Kind);
        Assert.AreEqual("change-approach", Judge(rows).Recommend);
    }

    [TestMethod]
    [DataRow("A,B,A+B", DisplayName = "both failed")]
    [DataRow("A,B,C", DisplayName = "both passed")]
    [DataRow("A,A,B", DisplayName = "one swap")]
    [DataRow("A,B,A,A,A", DisplayName = "the last swap is three attempts ago")]
    [DataRow("A,B,pass,A", DisplayName = "a pass between")]
    public void Other_rows_have_no_pair(string rows) => Assert.IsEmpty(Judge([.. rows.Split(',').Select((row, i) => row == "pass"
        ? Pass()
        : FailingTests([.. row.Split('+'), "X"]))]).Pairs);

    [TestMethod]
    public void Attempts_that_did_not_run_to_their_end_say_nothing() => Assert.AreEqual("A/B 2", Describe(Judge(
        FailingTests("A", "X"), Fail("C") with { Stage = Stages.Compile }, FailingTests("B", "X"), HostBlocked(), FailingTests("A",
            "X"))));

    [TestMethod]
    public void A_look_at_the_base_and_back_is_not_a_swap()
    {
        Attempt[] rows = [FailingTests("A").On("T1"), FailingTests("A").On("T2"), FailingTests("B").On("T0"), FailingTests("A").On("T2")];

        Assert.IsEmpty(Judge(rows).Pairs);
        Assert.AreEqual("A/B 2", Describe(Judge([.. rows[..3], FailingTests("A").On("T3")])));
    }

    [TestMethod]
    public void Failing_tests_beyond_those_that_the_record_names_are_known_by_their_hashes()
    {
        var others = Enumerable.Range(0, 30).Select(i => $"Z{i:d2}").ToList();
        Attempt Make(string id, int i) => AttemptLimits.Apply(FailingTests([id, "X", .. others]) with { Algorithm = Algorithms.Failures });

        var rows = new[] { Make("A", 1), Make("B", 2), Make("A", 3) };

        Assert.HasCount(Attempt.MaxFailures, rows[0].Failures);
        Assert.AreEqual("A/B 2", Describe(Judge(rows)));
        Assert.IsEmpty(Judge([rows[0], rows[1] with { FailedIds = "" }, rows[2]]).Pairs, "not all are known");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("AAAA", DisplayName = "not 8 bytes")]
    [DataRow("no base64!")]
    public void A_text_that_is_not_a_list_of_hashes_is_unknown(string text) => Assert.IsNull(FailedIds.Read(text));

    [TestMethod]
    public void More_failing_tests_than_a_record_holds_are_unknown()
    {
        Assert.AreEqual("", FailedIds.Write(Enumerable.Range(0, FailedIds.MaxCount + 1).Select(i => $"T{i}")));
        Assert.HasCount(FailedIds.MaxCount, FailedIds.Read(FailedIds.Write(Enumerable.Range(0, FailedIds.MaxCount).Select(i => $"T{i}")))!);
    }

    // swapping.jsonl: a trial with 16 attempts at nine tests, of which two pairs contradict each other
    [TestMethod]
    public void The_pairs_of_a_recorded_loop_are_found_early_and_no_others()
    {
        var rows = ReadRows("swapping.jsonl");
        const string cents = "Half_cents_go_up/Bankers_on_statements",
            weights = "Equal_weights_get_equal_shares/Shares_add_up_to_the_total";
        var verdicts = Enumerable.Range(1, rows.Length).Select(count => Judge(rows[..count])).ToList();

        Assert.AreEqual(VerdictSeverity.Warning, verdicts[2].Severity);
        Assert.AreEqual(cents + " 2", Describe(verdicts[2]));
        Assert.AreEqual(VerdictSeverity.Error, verdicts[5].Severity);
        Assert.Contains(weights, string.Join(' ', verdicts[..8].Select(Describe)));
        CollectionAssert.IsSubsetOf(
            verdicts.SelectMany(verdict => verdict.Pairs).Select(GetNames).Distinct().ToList(), new[] { cents, weights });
    }

    // nine-mutations.jsonl: a suite of 1,170 tests with nine mutations, mended in six edits
    [TestMethod]
    public void A_recorded_loop_that_mends_one_fault_after_the_other_makes_progress()
    {
        var rows = ReadRows("nine-mutations.jsonl");

        for (var count = 1; count <= rows.Length; count++)
        {
            Assert.AreEqual(VerdictKind.Progress, Judge(rows[..count]).Kind);
        }
    }

    private static Attempt[] ReadRows(string file) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Verdicts",
            file)).Select(line => AttemptJson.Read(Encoding.UTF8.GetBytes(line))!),
    ];

    private static string Describe(Verdict verdict) =>
        string.Join(' ', verdict.Pairs.Select(pair => $"{GetNames(pair)} {pair.Swaps.Count}"));

    private static string GetNames(SwappedPair pair) => $"{GetName(pair.First)}/{GetName(pair.Second)}";

    private static string GetName(string id) => id[(id.LastIndexOf('.') + 1)..];
}
