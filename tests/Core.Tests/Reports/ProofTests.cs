using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Reports;
using LoopJournal.Tests.Recording;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Reports;

/// <summary>Whether the files as they are now have passed, in full: real snapshots of a real repository.</summary>
[TestClass]
public sealed class ProofTests : IDisposable
{
    private const string Shop = "tests/Shop.Tests/Shop.Tests.csproj";
    private const string Cart = "tests/Cart.Tests/Cart.Tests.csproj";

    private readonly TestRepository _repository = new();

    public ProofTests() => _repository.Write(Shop, "<Project />").Write("src/Cart.cs", "1");

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public void A_full_clean_pass_proves_its_files_and_one_edited_byte_takes_the_proof_away()
    {
        Run(Shop, "A -B");
        Assert.AreEqual($"proven {_repository.Take()[..12]}: 1 project, 1 passed, 1 skipped", Prove());

        _repository.Write("src/Cart.cs", "2");
        Assert.AreEqual("not proven: Shop.Tests (net10.0): edited since attempt 1: src/Cart.cs", Prove());

        _repository.Write("src/Cart.cs", "1");
        StringAssert.StartsWith(Prove(), "proven ");
        _repository.Commit();
        StringAssert.StartsWith(Prove(), "proven ", "a commit of the same files keeps the proof");
    }

    [TestMethod]
    public void Files_that_a_gate_wrote_are_not_edits_also_where_another_project_ran_later()
    {
        _repository.Write(Cart, "<Project />");
        Run(Shop, "A", gate: () => _repository.Write("report.txt", "of Shop"));
        Run(Cart, "A", gate: () => _repository.Write("coverage.txt", "of Cart"));
        StringAssert.StartsWith(Prove(), "proven ");

        File.Delete(_repository.At("report.txt"));
        StringAssert.StartsWith(Prove(), "not proven: ");
    }

    [TestMethod]
    public void A_project_that_did_not_run_in_this_loop_is_named()
    {
        _repository.Write(Cart, "<Project />");
        Run(Shop, "A");
        Run(Cart, "A", loop: "other");
        Assert.AreEqual("not proven: Cart.Tests (net10.0): never run in this loop (main)", Prove());

        Run(Cart, "A", command: "test --filter A");
        Assert.AreEqual("not proven: Cart.Tests (net10.0): only a part of the tests has run in this loop", Prove());
        Assert.AreEqual(
            "not proven: Cart.Tests (net10.0): never run in this loop (new); Shop.Tests (net10.0): never run in this loop (new)",
            Prove("new"));
    }

    [TestMethod]
    public void A_removed_project_and_a_framework_that_was_given_up_are_not_asked()
    {
        _repository.Write(Cart, "<Project />");
        Run(Cart, "A", loop: "other");
        File.Delete(_repository.At(Cart));
        Run(Shop, "A");
        StringAssert.StartsWith(Prove(), "proven ");

        _repository.Write(Shop, "<Project><TargetFrameworks>net9.0;net8.0</TargetFrameworks></Project>");
        Assert.AreEqual("not proven: never run in this loop (main)", Prove());
        _repository.Write(Shop, "<Project><TargetFramework>$(Ours)</TargetFramework></Project>");
        Assert.Contains("edited since attempt 1", Prove());
    }

    [TestMethod]
    public void A_failure_and_vanished_tests_are_named()
    {
        Run(Shop, "!A B");
        Assert.AreEqual("not proven: Shop.Tests (net10.0): attempt 1 failed", Prove());
        Run(Shop, "-A B");
        Assert.AreEqual("not proven: Shop.Tests (net10.0): attempt 2 passed, but 1 that failed before did not run or was skipped: A", Prove());
    }

    [TestMethod]
    public void A_skipped_test_counts_only_where_it_has_run_in_the_loop_before()
    {
        Run(Shop, "A -Old");
        StringAssert.StartsWith(Prove(), "proven ");

        Run(Shop, "-A B");
        Assert.AreEqual("not proven: Shop.Tests (net10.0): 1 test was skipped that ran in this loop before", Prove());
        Run(Shop, "-A B");
        StringAssert.StartsWith(Prove(), "not proven: ", "the second such run does not launder the first");

        Reset();
        Run(Shop, "-A B");
        StringAssert.StartsWith(Prove(), "proven ");
        Assert.AreEqual("a plan", Assert.ContainsSingle(Find().Resets).Note);
        Run(Shop, "A B");
        Assert.IsEmpty(Find().Resets, "the reset is older than the clean pass before");
    }

    [TestMethod]
    public void An_attempt_without_a_snapshot_proves_nothing()
    {
        Run(Shop, "A");
        var pass = Rows.Single();
        _repository.Write("src/Cart.cs", "2");
        Directory.Delete(Path.Combine(_repository.Journal, "snapshots"), recursive: true);
        Assert.AreEqual("not proven: Shop.Tests (net10.0): the snapshot of attempt 1 is missing", Prove());
        _repository.Write("src/Cart.cs", "1");
        StringAssert.StartsWith(Prove(), "proven ", "the ids are enough");

        File.WriteAllText(JournalFile, AttemptJson.Write(pass with { Tree = "", TreeAfter = "" }) + "\n");
        Assert.AreEqual("not proven: Shop.Tests (net10.0): the snapshot of attempt 1 is missing", Prove());
    }

    [TestMethod]
    public void Without_test_projects_the_commands_of_the_loop_are_asked()
    {
        Assert.AreEqual("not proven: never run in this loop (main)", Prove());
        RunCommand("run npm test");
        Assert.AreEqual($"proven {_repository.Take()[..12]}: 1 command", Prove());
        Run(Shop, "A");
        Assert.AreEqual($"proven {_repository.Take()[..12]}: 1 project, 1 passed", Prove());
    }

    [TestMethod]
    [Timeout(60_000)]
    [DataRow("/dev/zero", "proven ")]
    [DataRow("../../../../../../dev/zero", "not proven: zero (net10.0): never run in this loop (main)")]
    [DataRow("tests", "proven ")]
    public void A_device_that_a_hostile_row_names_is_not_read(string project, string expected)
    {
        File.WriteAllText(
            JournalFile, AttemptJson.Write(new() { Gate = Gates.Fail, Id = "1", Stream = new("x", project, "net10.0", "test") }) + "\n");
        RunCommand("run npm test");

        StringAssert.StartsWith(Prove(), expected);
    }

    [TestMethod]
    public void What_no_snapshot_holds_is_counted()
    {
        _repository.Write(".gitignore", "bin/\n").Write("bin/a.dll", "1").Write("bin/b.dll", "1").Write(".env", "K=1")
            .Write("big.bin", new string('x', 2_000_000));

        Assert.AreEqual(new(Ignored: 1, Secret: 1, Large: 1), _repository.WorkingTree.CountOutside(TimeSpan.FromMinutes(1)));
    }

    private string JournalFile => Path.Combine(_repository.Journal, "journal.jsonl");

    private List<Attempt> Rows => [.. new JournalReader(JournalFile).ReadOldestFirst()];

    private AttemptRecorder Recorder => new(_repository.Journal, _repository.Root);

    /// <summary>The answer without quotes, its lines joined.</summary>
    private string Prove(string loop = "main")
    {
        var lines = ProofText.GetLines(Find(loop), null).Where(line => !line.StartsWith("  reset", StringComparison.Ordinal)).ToList();
        var gaps = string.Join("; ", lines.Skip(1).Select(line => line.Trim())).Replace("\"", "", StringComparison.Ordinal);
        return gaps.Length > 0 ? $"{lines[0]} {gaps}" : lines[0];
    }

    private Proof Find(string loop = "main")
    {
        var journal = new JournalReader(JournalFile, _repository.Root);
        var state = LoopState.Read(journal, new(loop), k: 3);
        return new ProofFinder(_repository.Root, _repository.Journal, journal).Find(state)!.Value.Proof;
    }

    /// <summary>A test run with these results: <c>"!A"</c> failed, <c>"-A"</c> was skipped.</summary>
    private void Run(string project, string results, string loop = "main", string command = "test", Action? gate = null)
    {
        var tests = results.Split(' ');
        var inputs = CreateInputs(loop, project, command);
        var capture = Path.Combine(_repository.Journal, "captures", inputs.Id + ".jsonl");
        gate?.Invoke();
        Runs.WriteCapture(capture, _repository.Root, inputs, tests);
        Recorder.RecordTestRun(capture, inputs, exitCode: tests.Any(test => test[0] == '!') ? 1 : 0);
    }

    private void RunCommand(string command) =>
        Recorder.RecordOutputs(CreateInputs("main", "", command), Gates.Pass, "", exitCode: 0, outputs: new([]));

    private void Reset() => Recorder.RecordOutputs(
        new() { Id = AttemptInputs.CreateId(), Loop = "main", Note = "a plan", Root = _repository.Root }, Gates.Reset, "", 0, new([]));

    private AttemptInputs CreateInputs(string loop, string project, string command) => new()
    {
        Id = AttemptInputs.CreateId(),
        Loop = loop,
        Project = project,
        Framework = project.Length > 0 ? "net10.0" : "",
        Command = command,
        Root = _repository.Root,
        Tree = _repository.Take(),
    };
}
