using LoopJournal.Model;
using static LoopJournal.Tests.Recording.Runs;

namespace LoopJournal.Tests.Recording;

[TestClass]
public sealed class VanishedTestsTests
{
    [TestMethod]
    [DataRow("Cart.Total", "", DisplayName = "it passed")]
    [DataRow("-Cart.Total", "skipped Cart.Total", DisplayName = "it was skipped")]
    [DataRow("Cart.Other", "absent Cart.Total", DisplayName = "it did not run")]
    [DataRow("", "absent Cart.Total", DisplayName = "no test ran")]
    public void A_failed_test_has_passed_or_was_skipped_or_did_not_run(string now, string expected)
    {
        var ran = Ran(now.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.AreEqual(expected, Find([Fail("Cart.Total")], ran, Ran("Cart.Total", "Cart.Other")));
        Assert.AreEqual(expected, Find([Fail("Cart.Total")], ran, before: null));
    }

    [TestMethod]
    public void Without_a_failure_in_the_window_nothing_vanishes() =>
        Assert.AreEqual("", Find([], Ran("-Cart.Total"), Ran("Cart.Total", "Cart.Other")));

    [TestMethod]
    public void A_test_that_failed_before_an_attempt_in_which_it_passed_is_still_looked_up() =>
        Assert.AreEqual("absent Cart.A", Find([Fail("Cart.A", "Cart.B"), Fail("Cart.B")], Ran("Cart.B"), Ran("Cart.A", "Cart.B")));

    [TestMethod]
    [DataRow("Price.Total Cart.Other", "", DisplayName = "moved")]
    [DataRow("-Price.Total Cart.Other", "skipped Cart.Total", DisplayName = "moved and skipped")]
    [DataRow("Tax.Total Cart.Other", "absent Cart.Total", DisplayName = "the other class had such a test before")]
    public void A_method_that_runs_in_another_class_has_moved_where_it_did_not_run_there_before(string now, string expected) =>
        Assert.AreEqual(expected, Find([Fail("Cart.Total")], Ran(now.Split(' ')), Ran("Cart.Total", "Cart.Other", "Tax.Total")));

    [TestMethod]
    [DataRow("Cart.Sum Cart.Other", "renamed Cart.Total", DisplayName = "renamed")]
    [DataRow("-Cart.Sum Cart.Other", "skipped Cart.Total", DisplayName = "renamed and skipped")]
    [DataRow("Cart.Sum Cart.More Cart.Other", "absent Cart.Total", DisplayName = "one gone and two new")]
    [DataRow("Cart.Sum", "absent Cart.Total", DisplayName = "two gone and one new")]
    [DataRow("Tax.Sum Cart.Other", "absent Cart.Total", DisplayName = "another name in another class")]
    public void One_test_gone_and_one_new_in_a_class_is_a_new_name(string now, string expected) =>
        Assert.AreEqual(expected, Find([Fail("Cart.Total")], Ran(now.Split(' ')), Ran("Cart.Total", "Cart.Other")));

    [TestMethod]
    [DataRow("Cart.Total(1) Cart.Total(3)", "", DisplayName = "an edited row")]
    [DataRow("Cart.Total(1)", "absent Cart.Total(2)", DisplayName = "a deleted row")]
    [DataRow("Cart.Total(1) -Cart.Total(2)", "skipped Cart.Total(2)", DisplayName = "a skipped row")]
    [DataRow("Cart.Total(1) -Cart.Total(3)", "skipped Cart.Total(2)", DisplayName = "an edited row that is skipped")]
    [DataRow("-Cart.Total", "skipped Cart.Total(2)", DisplayName = "xUnit reports a skipped theory as one result")]
    public void A_row_counts_as_run_where_as_many_rows_ran_as_before(string now, string expected) =>
        Assert.AreEqual(expected, Find([Fail("Cart.Total(2)")], Ran(now.Split(' ')), Ran("Cart.Total(1)", "Cart.Total(2)")));

    [TestMethod]
    [DataRow(true, "absent Cart.Total", DisplayName = "the stream's own tests")]
    [DataRow(false, "", DisplayName = "those of another filter")]
    public void A_filter_excludes_the_tests_that_another_one_chose(bool isOwn, string expected)
    {
        var other = Filtered with { Command = "test --filter Other" };
        var failed = Fail("Cart.Total").In(Filtered);
        Assert.AreEqual(expected, Find([failed], Ran("Cart.Other"), null, stream: isOwn ? Filtered : other));
        Assert.AreEqual("absent Cart.Total", Find([failed], Ran("Cart.Other"), null), "the run of all tests excludes none");

        var row = Fail("Cart.Total(2)").In(Filtered);
        Assert.AreEqual("", Find([row], Ran("Cart.Total(1)"), null, stream: other, beforeFiltered: Ran("Cart.Total(1)", "Cart.Total(2)")));
        Assert.AreEqual("skipped Cart.Total(2)", Find([row], Ran("-Cart.Total(2)"), null, stream: other));
    }

    [TestMethod]
    public void Where_all_tests_have_never_run_the_rows_are_those_of_the_filtered_run()
    {
        var before = Ran("Cart.Total(1)", "Cart.Total(2)");
        var failed = Fail("Cart.Total(2)").In(Filtered);
        Assert.AreEqual("", Find([failed], Ran("Cart.Total(1)", "Cart.Total(3)"), null, beforeFiltered: before));
        Assert.AreEqual("absent Cart.Total(2)", Find([failed], Ran("Cart.Total(1)"), null, beforeFiltered: before));
    }

    [TestMethod]
    public void A_clean_pass_of_a_filter_closes_the_tests_of_that_filter_alone()
    {
        var window = new[] { Fail("Cart.A").In(Filtered), Fail("Cart.B"), Pass().In(Filtered) };
        Assert.AreEqual("absent Cart.B", Find(window, Ran("Cart.C"), Ran("Cart.A", "Cart.B", "Cart.C")));
    }

    [TestMethod]
    [DataRow("Cart.B", "absent Cart.A", DisplayName = "only failed tests are missing")]
    [DataRow("Cart.B -Cart.A", "skipped Cart.A", DisplayName = "skipped")]
    [DataRow("", "", DisplayName = "more tests are missing: the run ended at the failure")]
    public void A_failing_run_says_only_of_a_whole_set_that_tests_are_absent(string now, string expected)
    {
        var ran = Ran([.. now.Split(' ', StringSplitOptions.RemoveEmptyEntries), "Cart.Z"]);
        Assert.AreEqual(expected, Find([Fail("Cart.A")], ran, Ran("Cart.A", "Cart.B", "Cart.C", "Cart.Z").Where(
            test => now.Length == 0 || test.Method != Ran("Cart.C")[0].Method).ToList(), hasFailed: true));
    }

    [TestMethod]
    public void A_test_is_open_for_twice_the_threshold_and_gone_then()
    {
        var before = Ran("Cart.A", "Cart.B");
        Attempt[] Window(int passes) => [Fail("Cart.A"), .. Enumerable.Repeat(0, passes).Select(_ => Pass("Cart.A"))];

        Assert.AreEqual("absent Cart.A", Find(Window(0), Ran("Cart.B"), before));
        Assert.AreEqual("absent Cart.A", Find(Window(5), Ran("Cart.B"), before));
        Assert.AreEqual("gone Cart.A", Find(Window(6), Ran("Cart.B"), before));
        Assert.AreEqual("", Find(Window(6), Ran("Cart.A", "Cart.B"), before), "it runs again");
        Assert.AreEqual("absent Cart.A", Find([.. Window(6), Fail("Cart.A")], Ran("Cart.B"), before), "it failed again");
    }

    [TestMethod]
    public void A_test_is_gone_when_HEAD_contains_the_tree_of_the_pass()
    {
        Attempt[] window = [Fail("Cart.A"), Pass("Cart.A")];

        Assert.AreEqual("gone Cart.A", Find(window, Ran("Cart.B"), Ran("Cart.A", "Cart.B"), isCommitted: pass => pass == window[1]));
    }
}
