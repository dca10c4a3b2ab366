using LoopJournal.Capture;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Reports;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Recording;

/// <summary>What the recorder makes of runs whose failures are known, from their captures to the rows.</summary>
[TestClass]
public sealed class KnownCheckTests : IDisposable
{
    private readonly TestRepository _repository = new();
    private int _edits;

    private LoopState Loop => LoopState.Read(Journal, new StreamFilter("main"), k: 3);

    private JournalReader Journal => new(Path.Combine(_repository.Journal, "journal.jsonl"));

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public void Known_failures_are_progress_and_another_one_stalls_on_its_own_third_run()
    {
        Run("!A", "!B", "C");
        Accept();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var known = Run("!A", "!B", "C");
            Assert.AreEqual((Gates.Fail, "", 0), (known.Attempt.Gate, known.Attempt.Fingerprint, known.Attempt.Count));
            Assert.AreEqual((VerdictKind.Progress, 0), (known.Verdict.Kind, known.Verdict.StallCount));
            Assert.EndsWith(", 2 of 3 tests failed, all known", AttemptLine.Describe(known));
        }

        var third = Enumerable.Range(0, 3).Select(_ => Run("!A", "!B", "!C")).ToList()[^1];
        Assert.AreEqual((VerdictKind.Stalled, 3, 1), (third.Verdict.Kind, third.Verdict.StallCount, third.Attempt.Count));
        Assert.AreEqual("C", Assert.ContainsSingle(third.Attempt.Failures).Id);
        Assert.AreEqual(1, Assert.ContainsSingle(third.Attempt.Causes).Count);
        Assert.Contains(" failed, 1 of 3 tests, 2 more known, same failure 3 times in a row", AttemptLine.Describe(third));
    }

    [TestMethod]
    public void The_other_failure_has_the_fingerprint_that_it_has_alone()
    {
        var alone = Run("A", "!C").Attempt;
        Run("A", "C");
        Run("!A", "C");
        Accept();

        var both = Run("!A", "!C").Attempt;
        Assert.AreEqual((alone.Fingerprint, alone.Detail, alone.FailedIds), (both.Fingerprint, both.Detail, both.FailedIds));
        Assert.AreEqual(alone.FailedTests, both.FailedTests);
    }

    [TestMethod]
    public void A_known_test_that_fails_in_another_way_is_new_and_known_again_afterwards()
    {
        Run("!A", "B");
        Accept();

        Assert.AreEqual("A", Assert.ContainsSingle(Run("!A: other", "B").Attempt.Failures).Id);
        Assert.IsTrue(Run("!A", "B").Attempt.IsAllKnown);
    }

    [TestMethod]
    public void A_known_test_that_passes_is_called_fixed_and_leaves_the_list()
    {
        Run("!A", "!B", "C");
        Accept();
        var fixedNow = Run("A", "!B", "C");

        Assert.EndsWith(", 1 of 3 tests failed, all known, fixed 1 known: \"A\"", AttemptLine.Describe(fixedNow));
        Assert.HasCount(1, Loop.Worst!.Known.ListOpen());
        var again = Run("!A", "!B", "C");
        Assert.AreEqual("A", Assert.ContainsSingle(again.Attempt.Failures).Id);
        Assert.IsEmpty(again.Attempt.KnownFixed);
    }

    [TestMethod]
    public void A_known_test_that_is_skipped_or_does_not_run_stays_known_and_has_not_vanished()
    {
        Run("!A", "B");
        Accept();
        Run("!A", "B");
        var (skipped, absent) = (Run("-A", "B").Attempt, Run("B").Attempt);

        Assert.AreEqual((0, 0, 0, 0), (skipped.VanishedCount, skipped.KnownFixed.Count, absent.VanishedCount, absent.KnownFixed.Count));
        Assert.IsTrue(Run("!A", "B").Attempt.IsAllKnown);
    }

    [TestMethod]
    public void A_test_that_vanishes_beside_known_failures_is_named_and_the_run_is_not_clean()
    {
        Run("!A", "B", "C");
        Accept();
        Run("!A", "!B", "C");
        Run("!A", "!B", "C");
        var run = Run("!A", "-B", "C");

        Assert.AreEqual(("B", false), (Assert.ContainsSingle(run.Attempt.Vanished).Id, run.Attempt.EndsWindow));
        Assert.StartsWith("Only known tests failed, but \"B\", which failed in attempts", PassText.Describe(run.Verdict.Pass));
        Assert.AreEqual(3, Run("!A", "!B", "C").Verdict.StallCount);
    }

    [TestMethod]
    public void A_run_that_says_nothing_of_the_tests_that_did_not_run_keeps_its_failures()
    {
        Run("!A", "B");
        Accept();

        Assert.AreEqual("A", Assert.ContainsSingle(Run("stopped", "!A").Attempt.Failures).Id);
    }

    [TestMethod]
    public void Known_failures_of_all_tests_end_the_streak_of_a_filtered_run()
    {
        var filtered = Inputs() with { Command = "test --filter B" };
        Run(filtered, "!B");
        Run(filtered, "!B");
        Run("!A", "B");
        Accept(filtered.Stream with { Command = "test" });
        Run("!A", "B");

        Assert.AreEqual(1, Run(filtered, "!B").Verdict.StallCount);
    }

    [TestMethod]
    public void A_copied_row_accepts_nothing_again()
    {
        Run("!A", "B");
        Accept();
        var copy = File.ReadAllText(JournalPath);
        Recorder.RecordReset(Inputs() with { Project = "", Framework = "", Command = "" }, GateResult.Accept([], []));
        File.AppendAllText(JournalPath, copy);

        Assert.HasCount(1, Run("!A", "B").Attempt.Failures);
        Assert.IsEmpty(Loop.Worst!.Known.Tests);
    }

    private string JournalPath => Path.Combine(_repository.Journal, "journal.jsonl");

    private AttemptRecorder Recorder => new(_repository.Journal, _repository.Root);

    private void Accept(StreamKey? stream = null)
    {
        var known = Loop.Streams.Where(state => stream is null || state.Key == stream).Select(state => state.Known).ToList();
        var inputs = stream is null
            ? Inputs() with { Project = "", Framework = "", Command = "" }
            : Inputs() with { Command = stream.Command };
        Recorder.RecordReset(inputs, GateResult.Accept([.. known.SelectMany(k => k.ListFailing())], known.SelectMany(k => k.ListNamed())));
    }

    private RecordedAttempt Run(params string[] tests) => Run(Inputs(), tests);

    /// <summary>
    /// A run with these results: <c>"!A"</c> failed, <c>"!A: other"</c> in another way, <c>"-A"</c> was skipped; <c>"stopped"</c>: at a
    /// limit of failures.
    /// </summary>
    private RecordedAttempt Run(AttemptInputs inputs, params string[] tests)
    {
        _repository.Write("src/A.cs", $"{_edits++}");
        inputs = inputs with { Id = AttemptInputs.CreateId(), Tree = _repository.Take() };
        var capture = Path.Combine(_repository.Journal, "captures", inputs.Id + ".jsonl");
        using (var writer = CaptureWriter.TryCreate(capture, _repository.Root, null, InputsJson.Write(inputs))!)
        {
            List<RanTest> ran = [];
            foreach (var test in tests.Where(test => test != "stopped"))
            {
                var parts = test.TrimStart('!', '-').Split(": ");
                var outcome = test[0] == '!' ? RanOutcome.Failed : test[0] == '-' ? RanOutcome.Skipped : RanOutcome.Passed;
                ran.Add(RanTest.From(parts[0], parts[0], outcome));
                if (outcome == RanOutcome.Failed)
                {
                    writer.Fail(parts[0], parts[0], "", parts.Length > 1 ? parts[1] : "no answer", "");
                }
            }

            int Count(RanOutcome outcome) => ran.Count(test => test.Outcome == outcome);
            writer.End(
                CaptureEnd.Completed, Count(RanOutcome.Passed), Count(RanOutcome.Failed), Count(RanOutcome.Skipped), TimeSpan.Zero, "",
                tests.Contains("stopped") ? null : RanTest.Write(ran));
        }

        return Recorder.RecordTestRun(capture, inputs, exitCode: tests.Any(test => test[0] == '!') ? 1 : 0)!;
    }

    private AttemptInputs Inputs() => new()
    {
        Id = AttemptInputs.CreateId(),
        Loop = "main",
        Project = "tests/Shop.Tests/Shop.Tests.csproj",
        Framework = "net10.0",
        Command = "test",
        Root = _repository.Root,
    };
}
