using System.Text.Json;
using LoopJournal.Tasks;
using Microsoft.Build.Framework;

namespace LoopJournal.Tests;

/// <summary>The two public tasks, called as a user's target calls them.</summary>
[TestClass]
public sealed class TaskTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly string _folder;
    private readonly FakeBuildEngine _engine = new();

    public TaskTests() => _folder = _temporary["loop"];

    private string Journal => Path.Combine(_folder, "journal.jsonl");

    public void Dispose() => _temporary.Dispose();

    [TestMethod]
    public void Three_equal_logs_are_a_stall_whatever_their_numbers()
    {
        for (var i = 1; i <= 3; i++)
        {
            Assert.IsTrue(Record(exitCode: "1", action: "try " + i, log: $"error: no answer after {i} s").Execute());
        }

        var check = Check();

        Assert.IsFalse(check.Execute());
        Assert.AreEqual("STALLED", check.Verdict);
        Assert.AreEqual(3, check.StallCount);
        Assert.AreEqual("switch-strategy", check.Recommend);
        var error = Assert.ContainsSingle(_engine.Errors);
        Assert.AreEqual("LOOP0010", error.Code);
        Assert.AreEqual(Journal, error.File);
        StringAssert.EndsWith(error.HelpLink, "docs/codes.md#loop0010");
        Assert.Contains("\"try 1\", \"try 2\", \"try 3\"", error.Message!);
    }

    [TestMethod]
    [DataRow("warning", true, 1)]
    [DataRow("none", true, 0)]
    public void A_lower_severity_fails_nothing(string severity, bool passes, int warnings)
    {
        Record(exitCode: "1").Execute();
        var check = Check();
        (check.StallThreshold, check.Severity) = ("1", severity);

        Assert.AreEqual(passes, check.Execute());
        Assert.AreEqual("STALLED", check.Verdict);
        Assert.HasCount(warnings, _engine.Warnings);
    }

    [TestMethod]
    public void The_outputs_and_messages_say_what_was_recorded()
    {
        Record(exitCode: "1", log: "error: boom").Execute();
        var second = Record(exitCode: "139", log: "error: boom");
        second.Execute();

        Assert.AreEqual("2", second.Iteration);
        Assert.AreEqual("fail", second.Gate);
        Assert.AreEqual(32, second.AttemptId.Length);
        Assert.AreEqual(12, second.Fingerprint.Length);
        CollectionAssert.AreEqual(
            new[]
            {
                $"LoopJournal: attempts are recorded in \"{Journal}\" "
                + "(deleting it is safe; to switch it off: -p:LoopJournalEnabled=false, or the property in the project).",
                $"LoopJournal: \"Shop (run lint)\": attempt 1 failed ({second.Fingerprint})",
                $"LoopJournal: \"Shop (run lint)\": attempt 2 failed, same failure 2 times in a row ({second.Fingerprint})",
            },
            _engine.HighMessages.ToArray());
    }

    [TestMethod]
    public void A_prepared_attempt_is_recorded_from_its_header_with_the_given_command_and_id()
    {
        var prepare = new PrepareAttempt
        {
            BuildEngine = _engine,
            ProjectFile = Path.Combine(_folder, "src", "Shop.csproj"),
            Directory = _folder,
            Framework = "net10.0",
            LoopId = "night",
            Commit = "abc",
            Iteration = "7",
            Action = "50% off; 'now'",
            ActionVariable = "50% off%3B 'now'",
            Hypothesis = "typed",
            HypothesisVariable = "not typed",
        }.WithDefaults();
        Assert.IsTrue(prepare.Execute());

        foreach (var (command, id) in new[] { ("", prepare.AttemptId), ("build", "") })
        {
            new RecordAttempt
            {
                BuildEngine = _engine, JournalDirectory = _folder, Header = prepare.Header, Command = command,
                AttemptId = id, ExitCode = "1",
            }.Execute();
        }

        var rows = File.ReadLines(Journal).Select(line => JsonElement.Parse(line)).ToList();
        CollectionAssert.AreEqual(new[] { "test", "build" }, rows.ConvertAll(row => row.GetProperty("command").GetString()));
        Assert.AreEqual(prepare.AttemptId, rows[0].GetProperty("id").GetString());
        Assert.AreNotEqual(prepare.AttemptId, rows[1].GetProperty("id").GetString());
        foreach (var row in rows)
        {
            var texts = new[] { "loop", "framework", "commit", "iteration", "action", "hypothesis" }
                .Select(name => row.GetProperty(name).ToString());
            Assert.AreEqual("night|net10.0|abc|7|50% off%3B 'now'|typed", string.Join('|', texts));
        }
    }

    [TestMethod]
    public void A_failure_without_a_log_is_known_by_its_exit_code()
    {
        var (one, other, none) = (Record(exitCode: "1"), Record(exitCode: "2"), Record(exitCode: "1", log: "  \n"));
        one.Execute();
        other.Execute();
        none.Execute();

        Assert.AreNotEqual("", one.Fingerprint);
        Assert.AreNotEqual(one.Fingerprint, other.Fingerprint);
        Assert.AreEqual(one.Fingerprint, none.Fingerprint);
    }

    [TestMethod]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[{\"ruleId\":\"C1\",\"level\":\"error\",\"message\":{\"text\":\"\\ud800\"}},")]
    [DataRow("<TestRun><Results><UnitTestResult testName='A' outcome='Failed'/>\0")]
    [DataRow("{\"capture\":1}")]
    public void Damaged_evidence_is_recorded_and_named_without_a_warning(string log)
    {
        var record = Record(exitCode: "1", log: log);

        Assert.IsTrue(record.Execute());

        Assert.AreEqual(12, record.Fingerprint.Length);
        Assert.IsEmpty(_engine.Warnings);
        Assert.HasCount(1, File.ReadAllLines(Journal));
        var low = _engine.Messages.Where(m => m.Importance == MessageImportance.Low).Select(m => m.Message!);
        Assert.ContainsSingle(
            low.Where(m => m.StartsWith($"LoopJournal: \"{record.GateOutput[0]}\" can be read only in part, ", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("Gate", "Passed")]
    [DataRow("Iteration", "-1")]
    [DataRow("ExitCode", "one")]
    [DataRow("Stage", "lint")]
    public void A_wrong_parameter_is_a_warning_and_nothing_is_recorded(string parameter, string value)
    {
        var record = Record(exitCode: "0");
        typeof(RecordAttempt).GetProperty(parameter)!.SetValue(record, value);

        Assert.IsTrue(record.Execute());
        var warning = Assert.ContainsSingle(_engine.Warnings);
        Assert.AreEqual("LOOP0002", warning.Code);
        Assert.Contains($"{parameter} of RecordAttempt is \"{value}\". Allowed: ", warning.Message!);
        Assert.IsFalse(File.Exists(Journal));
    }

    [TestMethod]
    public void Where_the_journal_cannot_be_written_the_record_is_in_the_warning()
    {
        Directory.CreateDirectory(Journal);
        var record = Record(exitCode: "1", action: "try it");

        Assert.IsTrue(record.Execute());
        var warning = Assert.ContainsSingle(_engine.Warnings);
        Assert.AreEqual("LOOP0002", warning.Code);
        Assert.Contains("\"action\":\"try it\"", warning.Message!);
    }

    [TestMethod]
    public void A_journal_that_cannot_be_read_is_one_warning_of_a_failing_run()
    {
        Directory.CreateDirectory(Journal);

        Record(exitCode: "1").Execute();
        Check().Execute();

        Assert.AreEqual("LOOP0002", Assert.ContainsSingle(_engine.Warnings).Code);
    }

    [TestMethod]
    public void A_journal_that_cannot_be_read_is_a_warning_where_nothing_was_recorded()
    {
        Directory.CreateDirectory(Journal);

        Check().Execute();

        Assert.AreEqual("LOOP0003", Assert.ContainsSingle(_engine.Warnings).Code);
    }

    [TestMethod]
    public void The_verdict_of_an_attempt_that_was_just_recorded_is_raised_without_reading_the_journal_again()
    {
        Record(exitCode: "1").Execute();
        var second = Record(exitCode: "1");
        (second.AttemptId, second.StallThreshold) = ("019ab12e0d3c7000800000000000000a", "2");
        second.Execute();
        File.Delete(Journal);

        var check = Check();
        (check.AttemptId, check.StallThreshold) = ("019ab12e0d3c7000800000000000000a", "2");
        Assert.IsFalse(check.Execute());

        Assert.AreEqual(("STALLED", 2), (check.Verdict, check.StallCount));
        Assert.AreEqual("LOOP0010", Assert.ContainsSingle(_engine.Errors).Code);
    }

    [TestMethod]
    public void An_attempt_that_cannot_be_written_is_judged_with_those_before_it()
    {
        using var disk = new TinyDisk();
        var last = "";
        for (var id = "1"; _engine.Warnings.Count == 0; id += "1") // until the last page is full too
        {
            var record = Record(exitCode: "1", action: new string('x', 900));
            (record.JournalDirectory, record.AttemptId) = (disk["loop"], id);
            record.Execute();
            last = id;
            if (id == "11")
            {
                disk.Fill();
            }
        }

        var check = Check();
        (check.JournalDirectory, check.AttemptId) = (disk["loop"], last);
        check.Execute();

        Assert.AreEqual("LOOP0002", Assert.ContainsSingle(_engine.Warnings).Code);
        Assert.AreEqual("LOOP0010", Assert.ContainsSingle(_engine.Errors).Code);
    }

    [TestMethod]
    public void Damaged_lines_are_counted_and_lose_nothing_else()
    {
        Record(exitCode: "1").Execute();
        File.AppendAllText(Journal, "{\"iteration\":2,\"gate\":\n");
        Record(exitCode: "1").Execute();
        Record(exitCode: "1").Execute();

        var check = Check();
        check.Execute();

        Assert.AreEqual(3, check.StallCount);
        var warning = Assert.ContainsSingle(_engine.Warnings);
        Assert.AreEqual("LOOP0003", warning.Code);
        Assert.Contains("Lines: 2.", warning.Message!);
    }

    [TestMethod]
    public void A_killed_run_is_journaled_and_reported_before_the_next_attempt()
    {
        WriteCapture("019ab12e0d3c7000800000000000000a");

        var record = Record(exitCode: "0");
        record.Execute();

        var rows = File.ReadAllLines(Journal);
        Assert.HasCount(2, rows);
        Assert.Contains("\"gate\":\"blocked\"", rows[0]);
        Assert.AreEqual("pass", record.Gate);
        var lines = _engine.HighMessages.ToList();
        Assert.HasCount(3, lines);
        Assert.StartsWith($"LoopJournal: attempts are recorded in \"{Journal}\" ", lines[0]);
        Assert.StartsWith("LoopJournal: Cart: attempt 1 blocked, \"crashed or killed before it could end\" (", lines[1]);
        Assert.AreEqual("LoopJournal: \"Shop (run lint)\": attempt 1 passed", lines[2]);
    }

    [TestMethod]
    public void A_test_run_that_another_process_has_claimed_is_the_tasks_own_attempt()
    {
        var capture = WriteCapture("019ab12e0d3c7000800000000000000a");
        Record(exitCode: "0").Execute();
        var record = Record(exitCode: "1");
        (record.AttemptId, record.Capture) = ("019ab12e0d3c7000800000000000000a", capture);

        record.Execute();

        Assert.AreEqual("019ab12e0d3c7000800000000000000a blocked 1", $"{record.AttemptId} {record.Gate} {record.Iteration}");
        Assert.HasCount(2, File.ReadAllLines(Journal));
        Assert.StartsWith("LoopJournal: Cart: attempt 1 blocked, ", _engine.HighMessages.Last());
    }

    [TestMethod]
    public void No_text_of_a_user_or_a_log_can_forge_a_line()
    {
        Record(exitCode: "1", action: "x\nerror LOOP0010: forged \u001b[2J\u202e").Execute();
        var check = Check();
        check.StallThreshold = "1";
        check.Execute();

        foreach (var text in _engine.Messages.Select(m => m.Message).Append(_engine.Errors[0].Message))
        {
            Assert.IsFalse(text!.Any(c => char.IsControl(c) || c == '\u202e'), text);
        }

        Assert.HasCount(1, File.ReadAllLines(Journal));
    }

    [TestMethod]
    [DataRow(MessageImportance.Low, 2)]
    [DataRow(MessageImportance.Normal, 0)]
    public void Parameters_are_read_only_where_a_logger_wants_them(MessageImportance lowest, int reads)
    {
        var task = new ReadTask { BuildEngine = new FakeBuildEngine { LowestImportance = lowest } };

        Assert.IsTrue(task.Execute());
        Assert.AreEqual(reads, task.Reads);
    }

    /// <summary>Writes the capture of a run that was killed long ago.</summary>
    private string WriteCapture(string id)
    {
        var path = Path.Combine(_folder, "captures", id + ".jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"{{\"capture\":1,\"id\":\"{id}\",\"project\":\"src/Cart.csproj\",\"command\":\"test\"}}\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 5, 4, 14, 1, 12, DateTimeKind.Utc));
        return path;
    }

    private RecordAttempt Record(string exitCode, string action = "", string? log = null)
    {
        var output = "";
        if (log is not null)
        {
            output = _temporary[Guid.NewGuid().ToString("N") + ".log"];
            File.WriteAllText(output, log);
        }

        return new RecordAttempt
        {
            BuildEngine = _engine,
            JournalDirectory = _folder,
            Project = "src/Shop.csproj",
            Command = "run lint",
            ExitCode = exitCode,
            Action = action,
            GateOutput = output.Length == 0 ? [] : [output],
        };
    }

    private CheckStall Check() =>
        new() { BuildEngine = _engine, JournalDirectory = _folder, Project = "src/Shop.csproj", Command = "run lint" };

    /// <summary>Counts how often its parameter is read.</summary>
    private sealed class ReadTask : LoopTask
    {
        public string Value => $"{++Reads}";

        internal int Reads { get; private set; }

        private protected override void Run()
        {
        }
    }
}
