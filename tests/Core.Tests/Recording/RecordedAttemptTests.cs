using System.Text;
using LoopJournal.Evidence;
using LoopJournal.Fingerprints;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Reports;
using LoopJournal.Text;
using LoopJournal.Text.Secrets;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Recording;

/// <summary>The recorder fingerprints raw evidence and returns the attempt as it is written.</summary>
[TestClass]
public sealed class RecordedAttemptTests
{
    private const string Secret = "hunter2x";

    private static readonly AttemptInputs Inputs = new()
    {
        Id = "1",
        Loop = $"fix/password={Secret}",
        Project = $"src/token={Secret}/Shop.csproj",
        Framework = $"password={Secret}",
        Command = $"run deploy --token {Secret}",
        Action = $"log in with password '{Secret}'",
        Hypothesis = new string('x', 2000),
        Note = $"curl -u me:{Secret} https://h",
        Commit = $"password={Secret}",
    };

    [TestMethod]
    public void The_returned_attempt_is_the_one_in_the_journal()
    {
        using var folder = new TemporaryFolder();
        var recorded = Record(folder, Inputs).Attempt;

        var line = Assert.ContainsSingle(File.ReadAllLines(folder["journal.jsonl"]).Where(line => line.Length > 0));
        Assert.DoesNotContain(Secret, line);
        var row = AttemptJson.Read(Encoding.UTF8.GetBytes(line))!;
        Assert.AreEqual(
            row with { Failures = [], Causes = [], Frames = [] },
            recorded with { Failures = [], Causes = [], Frames = [], Duration = row.Duration });
        Assert.AreSequenceEqual(row.Failures, recorded.Failures);
        var shown = recorded with { Stream = new("", "", "", recorded.Stream.Command), Tests = null, Fingerprint = "" };
        Assert.AreEqual(
            "\"run deploy --token ***\": attempt 1 failed", AttemptLine.Describe(new(shown, StallDetector.Analyze([], 3), false, null)));
    }

    [TestMethod]
    [DataRow(Gates.Fail, Stages.Test, "the coverage is low", "Shop: attempt 1 failed, 3 tests, \"the coverage is low\"")]
    [DataRow(Gates.Fail, Stages.Test, "", "Shop: attempt 1 failed, 3 tests")]
    [DataRow(Gates.Fail, Stages.Command, "no network", "Shop: attempt 1 failed, 3 tests")]
    [DataRow(Gates.Blocked, Stages.Host, "no test ran", "Shop: attempt 1 blocked, 3 tests, \"no test ran\"")]
    [DataRow(Gates.Blocked, Stages.Host, "", "Shop: attempt 1 blocked, 3 tests, the tests could not be run to an end")]
    public void The_line_has_the_cause_of_a_test_run_that_failed_without_a_failed_test(
        string gate, string stage, string cause, string expected)
    {
        var result = GateResult.Unknown(gate, stage, "Shop.csproj", 1, cause.Length > 0 ? [cause] : []);
        var attempt = (result with { Tests = new(3, 3, 0, 0) }).ToAttempt(new() { Id = "1", Project = "Shop.csproj" }, DateTime.UtcNow);

        Assert.AreEqual(
            expected, AttemptLine.Describe(new(attempt with { Fingerprint = "" }, StallDetector.Analyze([], 3), false, null)));
    }

    [TestMethod]
    [DataRow(1, 1, "Shop: attempt 4 failed, does not compile, 1 error, same failure 3 times in a row (f1f1f1f1f1f1)")]
    [DataRow(1, 6, "Shop: attempt 4 failed, does not compile, 6 errors, same failure 3 times in a row (f1f1f1f1f1f1)")]
    [DataRow(2, 3, "Shop: attempt 4 failed, does not compile, 3 errors, same failure 3 times in a row (f1f1f1f1f1f1)")]
    public void The_line_of_a_build_counts_errors_as_the_compiler_does(int errors, int places, string expected)
    {
        var attempt = CreateFailure(4, "f1f1f1f1f1f1") with
        {
            Stage = Stages.Compile,
            Algorithm = Algorithms.Diagnostics,
            Failures = [.. Enumerable.Repeat(new RecordedFailure("CS0103", "", "", "", "f"), errors)],
            Count = places,
        };

        Assert.AreEqual(expected, DescribeAfter([CreateFailure(2, "f1f1f1f1f1f1"), CreateFailure(3, "f1f1f1f1f1f1")], attempt));
    }

    [TestMethod]
    public void The_line_of_a_run_that_broke_off_does_not_count_the_failures_before_it()
    {
        var crash = CreateFailure(4, "c1c1c1c1c1c1") with { Gate = Gates.Blocked, Stage = Stages.Host };

        Assert.AreEqual(
            "Shop: attempt 4 blocked, the tests could not be run to an end (c1c1c1c1c1c1)",
            DescribeAfter([CreateFailure(1, "f1f1f1f1f1f1"), CreateFailure(2, "f1f1f1f1f1f1"), CreateFailure(3, "f1f1f1f1f1f1")], crash));
        Assert.AreEqual(
            "Shop: attempt 4 blocked, the tests could not be run to an end, same failure 3 times in a row (c1c1c1c1c1c1)",
            DescribeAfter([crash with { Id = "2" }, crash with { Id = "3" }], crash));
    }

    [TestMethod]
    public void The_second_attempt_finds_the_first_by_inputs_that_are_not_masked()
    {
        using var folder = new TemporaryFolder();
        Record(folder, Inputs);
        var second = Record(folder, Inputs with { Id = "2" });

        Assert.AreEqual(2, second.Attempt.Iteration);
        Assert.AreEqual(2, second.Verdict.StallCount);
    }

    [TestMethod]
    public void A_mask_changes_no_fingerprint()
    {
        using var folder = new TemporaryFolder();
        var recorded = Record(folder, Inputs).Attempt;
        var raw = ParsedOutput.Read(CreateLog(), new RepositoryPaths("", _ => false));

        Assert.AreEqual(FailureSetFingerprint.Compute(raw.Algorithm, raw.Failures), recorded.Fingerprint);
        Assert.AreEqual(FailureSetFingerprint.ComputeDetail(raw.Algorithm, raw.Failures), recorded.Detail);
        Assert.AreSequenceEqual(
            raw.Failures.Select(failure => FailureSetFingerprint.Compute(raw.Algorithm, failure)).Order(StringComparer.Ordinal),
            recorded.Failures.Select(failure => failure.Fingerprint).Order(StringComparer.Ordinal));
        Assert.Contains(failure => failure.Id.Contains(SecretMask.Masked, StringComparison.Ordinal), recorded.Failures);
    }

    [TestMethod]
    public void A_secret_in_the_name_of_a_changed_file_is_masked()
    {
        using var repository = new TestRepository();
        var recorder = new AttemptRecorder(repository.Journal, repository.Root);
        Attempt Record(string id) => recorder.RecordOutputs(
            new() { Id = id, Command = "test", Tree = repository.Take() }, Gates.Fail, Stages.Command, 1, outputs: new([])).Attempt;

        Record("1");
        repository.Write($"password={Secret}.txt", "x");

        Assert.AreEqual("password=***", Assert.ContainsSingle(Record("2").Changed!));
        SecretVectors.AssertAbsent(Secret, File.ReadAllText(Path.Combine(repository.Journal, "journal.jsonl")), "the journal");
    }

    [TestMethod]
    public void The_marker_of_a_failing_project_is_found_by_its_name_and_hides_the_secret_in_it()
    {
        using var folder = new TemporaryFolder();
        Record(folder, Inputs);

        SecretVectors.AssertAbsentBelow(Secret, folder.Path);
        Assert.HasCount(1, Directory.GetFiles(folder["failing"]));
        Record(folder, Inputs with { Id = "2" }, Gates.Pass);
        Assert.IsEmpty(Directory.GetFiles(folder["failing"]));
    }

    /// <summary>
    /// Each recorder judges with the rows that it has read. The recorder of the last row has read all rows, or reads them again.
    /// </summary>
    [TestMethod]
    public void Of_recorders_that_write_at_once_the_last_one_judges_every_attempt()
    {
        for (var round = 0; round < 5; round++)
        {
            using var folder = new TemporaryFolder();
            var counts = new int[8];

            Parallel.For(0, counts.Length, new ParallelOptions { MaxDegreeOfParallelism = counts.Length }, i =>
                counts[i] = Record(folder, Inputs with { Id = AttemptInputs.CreateId() }).Verdict.StallCount);

            Assert.AreEqual(counts.Length, counts.Max());
        }
    }

    private static Attempt CreateFailure(int number, string fingerprint) => new()
    {
        Iteration = number, Id = $"{number}", Gate = Gates.Fail, Fingerprint = fingerprint, Stream = new("", "Shop.csproj", "", "test"),
    };

    private static string DescribeAfter(Attempt[] before, Attempt attempt) =>
        AttemptLine.Describe(new(attempt, StallDetector.Analyze([.. before, attempt], 3), false, null));

    private static RecordedAttempt Record(TemporaryFolder folder, AttemptInputs inputs, string gate = Gates.Fail)
    {
        var recorded = new AttemptRecorder(folder.Path, folder.Path).RecordOutputs(inputs, gate, stage: "", exitCode: 1, new([CreateLog()]));
        Assert.IsNull(recorded.Problem);
        return recorded;
    }

    private static MemoryStream CreateLog() =>
        new(Encoding.UTF8.GetBytes($"error: the server rejects mysql -p{Secret} after 3 s\nerror: PGPASSWORD={Secret} is wrong\n"));
}
