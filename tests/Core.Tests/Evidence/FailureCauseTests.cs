using LoopJournal.Capture;
using LoopJournal.Evidence;
using LoopJournal.Text;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class FailureCauseTests
{
    private const string Total = "   at Shop.Cart.Total() in /repo/src/Cart.cs:line 30\n   at Shop.CartTests.T() in /repo/tests/CartTests.cs:line 5";

    private static RepositoryPaths Repository => new("/repo", _ => false);

    [TestMethod]
    public void Failures_of_one_type_shape_and_product_line_are_one_cause_the_largest_first()
    {
        var failures = new CapturedFailures(Repository);
        failures.Add("", Fail("A", "System.ArgumentException: Argument 1 is null", Total.Replace("30", "31", StringComparison.Ordinal)));
        failures.Add("", Fail("B", "System.ArgumentException: Argument 1 is null", Total));
        failures.Add("", Fail("C", "System.ArgumentException: Argument 2 is null", Total));
        failures.Add("", Fail("D", "System.TimeoutException: Argument 2 is null", Total));

        var causes = failures.GetCauses();

        Assert.AreSequenceEqual(
            new[] { (2, "Shop.CartTests.B", true), (1, "Shop.CartTests.A", false), (1, "Shop.CartTests.D", false) },
            causes.Select(cause => (cause.Count, cause.Example.Id, cause.IsVaried)));
    }

    [TestMethod]
    public void All_failures_are_counted_and_not_only_those_that_are_kept()
    {
        var failures = new CapturedFailures(Repository);
        for (var i = 0; i < 12_000; i++)
        {
            failures.Add("", Fail($"T{i}", $"System.ArgumentException: Argument {i} is null", Total));
            failures.Add("", Fail($"U{i}", "System.TimeoutException: boom", Total));
        }

        Assert.AreSequenceEqual(new[] { 12_000, 12_000 }, failures.GetCauses().Select(cause => cause.Count));
    }

    [TestMethod]
    public void A_test_that_fails_twice_alike_counts_twice_and_one_that_passes_at_last_does_not_count()
    {
        var failures = new CapturedFailures(Repository);
        failures.Add("", Fail("Row", "boom", Total));
        failures.Add("", Fail("Row", "boom", Total));
        failures.Add("key", Fail("Flaky", "boom", Total));
        failures.Add("key2", Fail("Moved", "boom", Total));
        failures.Add("key2", Fail("Moved", "bang", Total));
        failures.Remove("key");

        Assert.AreSequenceEqual(
            new[] { (2, "boom"), (1, "bang") }, failures.GetCauses().Select(cause => (cause.Count, cause.Example.Message)));
    }

    [TestMethod]
    public void A_test_that_printed_an_error_stands_for_its_cause()
    {
        var failures = new CapturedFailures(Repository);
        failures.Add("", Fail("A", "boom", Total));
        failures.Add("", Fail("B", "boom", Total) with { Printed = ["error: no disk"] });

        Assert.AreEqual("Shop.CartTests.B", failures.GetCauses().Single().Example.Id);
    }

    [TestMethod]
    public void Causes_of_several_files_are_counted_together()
    {
        var failures = new CapturedFailures(Repository);
        failures.Add("", Fail("A", "got 1", Total));
        var more = new CapturedFailures(Repository);
        more.Add("", Fail("B", "got 2", Total));

        var cause = FailureCause.Merge([.. failures.GetCauses(), .. more.GetCauses()]).Single();

        Assert.AreEqual((2, "got 1", true), (cause.Count, cause.Example.Message, cause.IsVaried));
    }

    [TestMethod]
    public void The_record_has_ten_causes_masked_with_the_number_of_the_rest_and_the_files_of_the_traces()
    {
        var folder = Directory.CreateTempSubdirectory("loopjournal-");
        var path = Path.Combine(folder.FullName, "captures", "a1.jsonl");
        using (var writer = new CaptureWriter(path, """{"capture":1,"id":"a1","root":"/repo"}"""))
        {
            for (var i = 0; i < 30; i++)
            {
                writer.Fail(
                    $"Shop.CartTests.T{i}",
                    "",
                    "",
                    new string((char)('a' + (i / 2)), 4) + $" is wrong {new string('x', 900)}\nExpected: {i}\nBut was: {new string('y', 900)}",
                    Total,
                    printed: ["error: password=hunter2hunter2"]);
            }

            writer.End(CaptureEnd.Completed, 1, 30, 0, TimeSpan.FromSeconds(1), "");
        }

        using var stream = File.OpenRead(path);
        var run = CaptureFile.Read(stream)!;
        var attempt = LoopJournal.Recording.TestRun.Judge(run, 1)!.ToAttempt(run.Inputs, DateTime.UnixEpoch);
        folder.Delete(recursive: true);

        Assert.HasCount(10, attempt.Causes);
        Assert.AreEqual(10, attempt.CausesOmitted);
        var first = attempt.Causes[0];
        Assert.AreEqual((2, "src/Cart.cs:30", ""), (first.Count, first.Frame, first.TestFrame[..0]));
        Assert.AreSequenceEqual(new[] { "error: password=***" }, first.Printed);
        Assert.IsLessThanOrEqualTo(1000, first.Message.Length);
        Assert.StartsWith("aaaa is wrong", first.Message);
        Assert.Contains("\nExpected: 0\nBut was: yyy", first.Message);
        Assert.AreSequenceEqual(new[] { "src/Cart.cs" }, attempt.Frames);
    }

    [TestMethod]
    public void Every_failing_test_is_in_exactly_one_group()
    {
        foreach (var seed in Enumerable.Range(1, 50))
        {
            var random = new Random(seed);
            var failures = new CapturedFailures(Repository);
            for (var i = 0; i < 300; i++)
            {
                var (name, type) = ($"T{random.Next(80)}", random.Next(3) == 0 ? "" : $"Shop.E{random.Next(3)}Exception: ");
                var stack = random.Next(3) == 0 ? "" : Total.Replace("30", $"{random.Next(3)}", StringComparison.Ordinal);
                failures.Add(random.Next(2) == 0 ? name : "", Fail(name, $"{type}{new string('x', random.Next(4))} {random.Next(5)}", stack));
                if (random.Next(9) == 0)
                {
                    failures.Remove($"T{random.Next(80)}");
                }
            }

            var groups = failures.GetCauses();
            Assert.AreEqual(failures.Count, groups.Sum(cause => cause.Count), $"seed {seed}");
            Assert.HasCount(groups.Count, groups.Select(cause => cause.Key).Distinct(), $"seed {seed}");
            foreach (var failure in failures.ToList())
            {
                Assert.ContainsSingle(cause => cause.Key == failure.Cause, groups, $"seed {seed}: {failure.Id}");
            }
        }
    }

    [TestMethod]
    [Timeout(30_000)]
    public void Ten_thousand_failures_are_grouped_in_seconds()
    {
        var failures = new CapturedFailures(Repository);
        for (var i = 0; i < 10_000; i++)
        {
            failures.Add($"{i}", Fail($"T{i}", $"System.ArgumentException: Argument {i} is null", string.Concat(Enumerable.Repeat(Total + "\n", 10))));
        }

        Assert.AreEqual(10_000, failures.GetCauses().Single().Count);
    }

    private static LoopJournal.Model.TestResult Fail(string test, string message, string stack) => new($"Shop.CartTests.{test}", "", "", message, stack);
}
