using System.Text;
using LoopJournal.Evidence;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Text;
using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class ParsedOutputTests
{
    private const string Sarif = """{"version":"2.1.0","runs":[{"results":[{"ruleId":"C1","level":"error"},""";

    [TestMethod]
    public void The_message_names_the_file_and_stays_on_one_line()
    {
        using var folder = new TemporaryFolder();
        var path = folder["a\nb.sarif"];
        File.WriteAllText(path, Sarif);
        using var file = File.OpenRead(path);

        var problem = ParsedOutput.Read(file, Repository).Problem;

        Assert.StartsWith(Quoted.From(path) + " can be read only in part", problem);
        Assert.AreEqual(-1, problem.IndexOfAny(['\n', '\r']));
    }

    [TestMethod]
    public void A_message_shows_no_secret_of_the_file() =>
        Assert.DoesNotContain(
            "hunter2",
            Read("<TestRun><password>hunter2</password></TestRun><x>").Problem
            + Read("<TestRun>&password=hunter2;</TestRun>").Problem);

    [TestMethod]
    [DataRow("<TestRun><#", " Line 1, position 10")]
    [DataRow("{\"version\":1,\"runs\":#", " Line 1, byte 22.")]
    public void A_message_that_quotes_the_file_is_short_and_names_the_place(string text, string place)
    {
        var problem = Read(text.Replace("#", new string('t', 10_000), StringComparison.Ordinal) + " >").Problem;

        Assert.IsLessThan(400, problem.Length);
        Assert.Contains(place, problem);
    }

    [TestMethod]
    public void The_fault_of_one_file_loses_nothing_of_the_others()
    {
        using var good =
            new MemoryStream(Encoding.UTF8.GetBytes("""{"version":"2.1.0","runs":[{"results":[{"ruleId":"C2","level":"error"}]}]}"""));
        using var bad = new MemoryStream(Encoding.UTF8.GetBytes(Sarif));
        using var broken = new BrokenStream(Sarif, new IOException("the disk is gone"));

        var output = ParsedOutput.Read([bad, broken, good], Repository)!;

        CollectionAssert.AreEqual(new[] { "C1", "C2" }, output.Failures.Select(failure => failure.Id).ToArray());
        Assert.AreEqual(3, output.Count);
        Assert.Contains("Line 1, byte ", output.Problem);
    }

    [TestMethod]
    [DataRow(Sarif, "diagnostics/1")]
    [DataRow("<TestRun>", "failures/1")]
    [DataRow("{\"capture\":1,\"id\":\"1\"}\n", "failures/1")]
    [DataRow("error: x\n", "text/1")]
    public void Evidence_that_breaks_its_reader_is_a_problem_and_not_an_exception(string start, string algorithm)
    {
        foreach (var exception in (Exception[])[new InvalidOperationException("x"), new IOException("y"), new OverflowException("z")])
        {
            using var broken = new BrokenStream(start + new string(' ', 5000), exception);

            var output = ParsedOutput.Read(broken, Repository);

            Assert.AreEqual(algorithm, output.Algorithm);
            Assert.Contains(exception.Message, output.Problem);
        }
    }

    [TestMethod]
    public void An_attempt_is_recorded_whatever_its_evidence_does()
    {
        using var folder = new TemporaryFolder();
        var recorder = new AttemptRecorder(folder.Path, folder.Path);
        var inputs = new AttemptInputs { Project = "Shop.csproj", Command = "build", Root = folder.Path };
        using var broken = new BrokenStream("<TestRun>" + new string(' ', 5000), new InvalidOperationException("x"));

        var recorded = recorder.RecordOutputs(inputs with { Id = "1" }, Gates.Fail, Stages.Compile, exitCode: 3, new([broken]));
        var without = recorder.RecordOutputs(inputs with { Id = "2" }, Gates.Fail, Stages.Compile, exitCode: 3, outputs: new([]));

        Assert.IsNull(recorded.Problem);
        Assert.AreEqual("fail compile unknown/1", $"{recorded.Attempt.Gate} {recorded.Attempt.Stage} {recorded.Attempt.Algorithm}");
        Assert.AreEqual(without.Attempt.Fingerprint, recorded.Attempt.Fingerprint);
        Assert.Contains("InvalidOperationException: x", recorded.EvidenceProblem);
        Assert.HasCount(2, new JournalReader(folder["journal.jsonl"]).ReadOldestFirst().ToList());
    }

    [TestMethod]
    public void A_record_says_how_many_failures_it_leaves_out()
    {
        using var folder = new TemporaryFolder();
        var results = string.Concat(
            Enumerable.Range(0, 12_000).Select(i => $$$"""{"ruleId":"C1","level":"error","message":{"text":"'x{{{i}}}'"}},"""));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"version":"2.1.0","runs":[{"results":[{{results}}]}]}"""));

        var attempt = new AttemptRecorder(folder.Path, folder.Path).RecordOutputs(
            new() { Id = "1", Root = folder.Path }, Gates.Fail, "", 1, new([file])).Attempt;

        Assert.AreEqual(12_000, attempt.Failures.Count + attempt.FailuresOmitted);
        Assert.AreEqual(11_980, new JournalReader(folder["journal.jsonl"]).FindNewest()!.FailuresOmitted);
    }

    private sealed class BrokenStream(string text, Exception exception) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, count) is > 0 and var read ? read : throw exception;
    }
}
