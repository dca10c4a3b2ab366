using System.Reflection;
using LoopJournal.Capture;
using LoopJournal.Tasks;
using Microsoft.Build.Framework;

namespace LoopJournal.Tests;

/// <summary>No secret is in a message of the tasks, in an output parameter or in a file that they keep, at any verbosity.</summary>
[TestClass]
public sealed class SecretLeakTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly string _folder;
    private readonly FakeBuildEngine _engine = new();

    public SecretLeakTests() => _folder = Directory.CreateDirectory(_temporary["loop"]).FullName;

    public static IEnumerable<(string Text, string Secret)> Shapes => SecretVectors.Shapes;

    public void Dispose() => _temporary.Dispose();

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void An_attempt_is_masked_and_its_stream_is_found_by_the_unmasked_texts(string text, string secret)
    {
        for (var i = 0; i < 3; i++)
        {
            Run(secret, Record(text));
        }

        var check = Run(secret, With(new CheckStall(), text), except: "Command");
        Assert.AreEqual("STALLED", check.Verdict);
        var whole = Run(secret, new CheckStall { JournalDirectory = _folder, Loop = text, Project = text });
        Assert.AreEqual("STALLED", whole.Verdict);
        SecretVectors.AssertAbsentBelow(secret, _folder);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void A_wrong_value_is_shown_masked(string text, string secret)
    {
        foreach (var parameter in (string[])["Iteration", "ExitCode", "Gate", "Stage"])
        {
            var record = Record("x");
            typeof(RecordAttempt).GetProperty(parameter)!.SetValue(record, text);
            Run(secret, record, except: parameter);
        }

        Run(secret, new CheckStall { JournalDirectory = _folder, StallThreshold = text });
        Run(secret, new CheckStall { JournalDirectory = _folder, Severity = text });
        foreach (var handsOn in (bool[])[false, true])
        {
            Run(secret, new PrepareAttempt
            {
                ProjectFile = Path.Combine(_folder, "Shop.csproj"),
                Directory = "loop",
                Iteration = text,
                Enabled = text,
                StallThreshold = text,
                StallSeverity = text,
                RecordBuilds = text,
                CompileErrors = text,
                DeferErrors = handsOn,
            });
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void The_inputs_of_a_test_run_are_masked_before_they_are_passed_on(string text, string secret)
    {
        _engine.GlobalProperties["VSTestTestCaseFilter"] = text;
        var prepare = Run(secret, new PrepareAttempt
        {
            ProjectFile = Path.Combine(_folder, "Shop.csproj"),
            Directory = "loop",
            Framework = text,
            Filter = text,
            LoopId = text,
            Branch = "refs/heads/" + text,
            Commit = text,
            Action = text,
            Hypothesis = text,
            Note = text,
        }.WithDefaults());

        Assert.AreNotEqual("", prepare.Header);
        Run(secret, new WriteRunSettings
        {
            File = Path.Combine(_folder, "settings"), Header = prepare.Header,
            Capture = prepare.Capture, CaptureFallback = prepare.CaptureFallback,
        });
        SecretVectors.AssertAbsentBelow(secret, _folder);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void The_marker_that_a_failed_build_leaves_is_masked(string text, string secret)
    {
        var errors = new BuildErrors([.. Enum.GetValues<KnownErrors>().Select(known => (known, $"/src/{text}/{known}.csproj"))]);
        var framework =
            text.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()) || text.Contains('\\', StringComparison.Ordinal) ? "net10.0" : text;
        var journal = new JournalFolder(_folder, _folder);
        errors.Write(journal, "/src/a.csproj", framework);

        Assert.IsNotNull(BuildErrors.Read(journal, "/src/a.csproj", framework));
        SecretVectors.AssertAbsentBelow(secret, _folder);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void A_record_that_cannot_be_written_is_shown_masked(string text, string secret)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "journal.jsonl"));
        Run(secret, Record(text), except: "Command");
        Assert.Contains("The record: {", _engine.Warnings[0].Message!);
    }

    private RecordAttempt Record(string text)
    {
        var log = _temporary["build.log"];
        File.WriteAllText(log, $"error: {text}\n");
        return With(
            new RecordAttempt
            {
                ExitCode = "1",
                Action = text,
                Hypothesis = text,
                Note = text,
                Commit = text,
                GateOutput = [log, $"/no/{text}"],
                Causes = [text],
                Advice = text,
            },
            text);
    }

    private T With<T>(T task, string text)
        where T : StreamTask
    {
        (task.JournalDirectory, task.Loop, task.Project, task.Framework, task.Command) = (_folder, text, text, text, "run " + text);
        return task;
    }

    /// <summary>Runs a task and checks its messages and output parameters.</summary>
    /// <param name="secret">The text that must not be there.</param>
    /// <param name="task">The task.</param>
    /// <param name="except">A parameter that comes back as it was given.</param>
    private T Run<T>(string secret, T task, string except = "")
        where T : Microsoft.Build.Utilities.Task
    {
        task.BuildEngine = _engine;
        task.Execute();
        var lines = _engine.Messages.Select(e => e.Message)
            .Concat(_engine.Warnings.Select(e => e.Message)).Concat(_engine.Errors.Select(e => e.Message));
        foreach (var line in lines)
        {
            SecretVectors.AssertAbsent(secret, line!, "a line");
        }

        foreach (var output in typeof(T).GetProperties()
            .Where(property => property.GetCustomAttribute<OutputAttribute>() is not null && property.Name != except))
        {
            var values = output.GetValue(task) as string[] ?? [output.GetValue(task)!.ToString()!];
            foreach (var value in values)
            {
                SecretVectors.AssertAbsent(secret, value, output.Name);
            }
        }

        return task;
    }
}
