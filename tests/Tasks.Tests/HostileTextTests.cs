using LoopJournal.Tasks;

namespace LoopJournal.Tests;

/// <summary>Text from outside stays in its quotes and contains no command for a CI runner, in every message of a task.</summary>
[TestClass]
public sealed class HostileTextTests
{
    private readonly string _folder = TemporaryFolder.Create();
    private readonly FakeBuildEngine _engine = new();

    [TestCleanup]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void No_input_of_an_attempt_leaves_its_quotes()
    {
        foreach (var text in HostileText.All)
        {
            foreach (var (gate, stage) in new[] { ("fail", "test"), ("blocked", "host"), ("fail", "compile") })
            {
                for (var i = 0; i < 3; i++)
                {
                    Record(_folder, text, gate, stage).Execute();
                    Record(_folder, text, "fail", stage, causes: [text, text + "2"]).Execute();
                    Record(_folder, text, gate, stage, causes: [text]).Execute();
                }

                Check(text, severity: "error").Execute();
                Check(text, severity: "warning").Execute();
            }
        }

        CollectionAssert.Contains(_engine.Errors.ConvertAll(error => error.Code), "LOOP0010");
        AssertIsInert();
    }

    [TestMethod]
    public void No_value_that_is_not_allowed_leaves_its_quotes()
    {
        foreach (var text in HostileText.All)
        {
            Record(_folder, "x", text, "test").Execute();
            Record(_folder, "x", "fail", text).Execute();
            Record(_folder, "x", "fail", "test", iteration: text).Execute();
            Record(_folder, "x", "", "test", exitCode: text).Execute();
            Check("x", severity: text).Execute();
            Check("x", severity: "error", threshold: text).Execute();
            foreach (var handsOn in new[] { false, true })
            {
                var prepare = new PrepareAttempt
                {
                    BuildEngine = _engine,
                    ProjectFile = "/r/Shop.csproj",
                    Directory = text + "\0",
                    Iteration = text,
                    Enabled = text,
                    StallThreshold = text,
                    StallSeverity = text,
                    RecordBuilds = text,
                    CompileErrors = text,
                    DeferErrors = handsOn,
                };
                Assert.AreEqual(handsOn, prepare.Execute());
                HostileText.AssertIsInert(prepare.Problem);
            }
        }

        CollectionAssert.IsSubsetOf(new[] { "LOOP0001" }, _engine.Errors.ConvertAll(error => error.Code));
        CollectionAssert.IsSubsetOf(new[] { "LOOP0002" }, _engine.Warnings.ConvertAll(warning => warning.Code));
        AssertIsInert();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void No_path_leaves_its_quotes()
    {
        foreach (var text in HostileText.All.Select(text => text.Replace('/', '-')))
        {
            var folder = Path.Combine(_folder, text);
            Record(folder, text, "fail", "test", outputs: [Path.Combine(folder, "no.log")]).Execute();
            Directory.Move(Path.Combine(folder, "journal.jsonl"), Path.Combine(folder, "old.jsonl"));
            Directory.CreateDirectory(Path.Combine(folder, "journal.jsonl"));
            // The check is first, because it does not warn again after the recorder has.
            Check(text, severity: "error", journal: folder).Execute();
            Record(folder, text, "fail", "test").Execute();
            var unmade = Record(folder, text, "pass", "test", exitCode: "0");
            unmade.Capture = Path.Combine(folder, "old.jsonl", "captures", text + ".jsonl");
            unmade.Execute();
            Assert.Contains("could not write its capture", _engine.Warnings[^1].Message!);
            new WriteRunSettings { BuildEngine = _engine, File = Path.Combine(folder, "old.jsonl", "settings"), Problem = text }.Execute();
        }

        CollectionAssert.IsSubsetOf(new[] { "LOOP0002", "LOOP0003" }, _engine.Warnings.ConvertAll(warning => warning.Code));
        AssertIsInert();
    }

    /// <summary>The file of a message is not part of its text: MSBuild prints it like the path of every project.</summary>
    private void AssertIsInert()
    {
        var messages = _engine.Messages.Select(message => message.Message);
        foreach (var text in messages.Concat(_engine.Warnings.Select(warning => warning.Message))
            .Concat(_engine.Errors.Select(error => error.Message)))
        {
            HostileText.AssertIsInert(text!);
        }
    }

    private RecordAttempt Record(
        string journal, string text, string gate, string stage, string exitCode = "1", string iteration = "", string[]? causes = null,
        string[]? outputs = null) => new()
    {
        BuildEngine = _engine,
        JournalDirectory = journal,
        Loop = text,
        Project = text,
        Framework = text,
        Command = text,
        Iteration = iteration,
        Action = text,
        Hypothesis = text,
        Note = text,
        Commit = text,
        Gate = gate,
        ExitCode = exitCode,
        Stage = stage,
        GateOutput = outputs ?? [],
        Causes = causes ?? [],
        Advice = "words of the build",
    };

    private CheckStall Check(string text, string severity, string threshold = "", string? journal = null) => new()
    {
        BuildEngine = _engine,
        JournalDirectory = journal ?? _folder,
        Loop = text,
        Project = text,
        Framework = text,
        Command = text,
        StallThreshold = threshold,
        Severity = severity,
    };
}
