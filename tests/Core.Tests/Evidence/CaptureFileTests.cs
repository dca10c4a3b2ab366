using LoopJournal.Capture;
using LoopJournal.Evidence;
using LoopJournal.Model;
using LoopJournal.Recording;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class CaptureFileTests
{
    private const string Header = """{"capture":1,"project":"Shop.csproj","tree":"","id":"a1","command":"test --filter x"}""";

    private readonly string _folder = TemporaryFolder.Create();

    private string Capture => Path.Combine(_folder, "captures", "a1.jsonl");

    [TestCleanup]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void The_fields_of_the_header_are_read_in_any_order()
    {
        using (new CaptureWriter(Capture, Header))
        {
        }

        var inputs = Read().Inputs;

        Assert.AreEqual("a1", inputs.Id);
        Assert.AreEqual("test --filter x", inputs.Command);
        Assert.AreEqual("Shop.csproj", inputs.Project);
    }

    [TestMethod]
    public void The_last_try_of_a_test_counts_and_a_test_without_a_key_has_one_try()
    {
        using (var writer = new CaptureWriter(Capture, Header))
        {
            writer.Fail("T.Flaky", "Flaky", "", "first", "", "1");
            writer.Fail("T.Broken", "Broken", "", "first", "", "2");
            writer.Fail("T.Row", "Row", "", "one", "");
            writer.Fail("T.Row", "Row", "", "two", "");
            writer.Fail("T.Broken", "Broken", "", "second", "", "2");
            writer.Recover("1");
            writer.Recover("never failed");
            writer.End(CaptureEnd.Completed, 1, 3, 0, TimeSpan.FromSeconds(1), "");
        }

        var run = Read();

        CollectionAssert.AreEqual(new[] { "one", "two", "second" }, run.Failures.Select(failure => failure.Message).ToArray());
        Assert.AreEqual(new(4, 1, 3, 0), run.End!.Tests);
    }

    [TestMethod]
    public void The_tries_of_a_run_are_one_run()
    {
        using (var first = new CaptureWriter(Capture, Header))
        {
            first.Fail("T.Flaky", "Flaky", "", "not yet", "", "1");
            first.Fail("T.Broken", "Broken", "", "broken", "", "2");
            first.End(CaptureEnd.Completed, 7, 2, 1, TimeSpan.FromSeconds(2), "");
        }

        using (var second = new CaptureWriter(Capture, "not written", continues: true))
        {
            second.Recover("1");
            second.Fail("T.Broken", "Broken", "", "broken", "", "2");
            second.End(CaptureEnd.Completed, 1, 1, 0, TimeSpan.FromSeconds(1), "");
        }

        var run = Read();

        Assert.AreEqual("T.Broken", run.Failures.Single().Id);
        Assert.AreEqual(new(10, 8, 1, 1), run.End!.Tests);
        Assert.AreEqual(TimeSpan.FromSeconds(3), run.End.Duration);
    }

    [TestMethod]
    public void A_try_that_was_stopped_stops_the_run()
    {
        using (var first = new CaptureWriter(Capture, Header))
        {
            first.End(CaptureEnd.Completed, 7, 2, 1, TimeSpan.FromSeconds(2), "");
        }

        using (var second = new CaptureWriter(Capture, "", continues: true))
        {
            second.End(CaptureEnd.Cancelled, 0, 0, 0, TimeSpan.FromSeconds(1), "");
        }

        Assert.AreEqual(CaptureEnd.Cancelled, Read().End!.Kind);
    }

    [TestMethod]
    public void A_capture_is_made_once_and_written_on_only_when_asked()
    {
        using (new CaptureWriter(Capture, Header))
        {
        }

        Assert.IsNull(CaptureWriter.TryCreate(Capture, _folder, fallback: null, Header));
        using var more = CaptureWriter.TryCreate(Capture, _folder, fallback: null, Header, continues: true);
        Assert.IsNotNull(more);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Where_the_journals_disk_becomes_full_the_capture_goes_on_in_the_fallback_place()
    {
        using var disk = new TinyDisk();
        var capture = disk["loop", "captures", "a1.jsonl"];
        using (var writer = CaptureWriter.TryCreate(capture, disk.Path, Capture, Header))
        {
            writer!.Fail("T.First", "First", "", new string('x', 3000), "");
            writer.Fail("T.Second", "Second", "", new string('y', 15_000), "");
            writer.Fail("T.Third", "Third", "", "z", "");
            writer.End(CaptureEnd.Completed, 1, 3, 0, TimeSpan.FromSeconds(1), "");

            Assert.AreEqual(Capture, writer.Path);
        }

        Assert.IsFalse(File.Exists(capture), "Two captures of one run would be two attempts.");
        var run = Read();
        Assert.AreSequenceEqual(["T.First", "T.Second", "T.Third"], run.Failures.Select(failure => failure.Id));
        Assert.AreEqual(3, run.End!.Tests.Failed);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Where_the_journals_disk_is_full_no_empty_capture_stays_there()
    {
        using var disk = new TinyDisk();
        var capture = disk["loop", "captures", "a1.jsonl"];
        Directory.CreateDirectory(Path.GetDirectoryName(capture)!);
        disk.Fill();

        using (var writer = CaptureWriter.TryCreate(capture, disk.Path, Capture, Header))
        {
            Assert.AreEqual(Capture, writer!.Path);
        }

        Assert.IsFalse(File.Exists(capture));
        Assert.AreEqual("a1", Read().Inputs.Id);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_passing_run_whose_capture_could_not_be_written_is_reported()
    {
        using var disk = new TinyDisk();
        var inputs = new AttemptInputs { Id = "a1", Command = "test" };
        var recorder = new AttemptRecorder(disk["loop"], disk.Path);

        Assert.IsNull(
            recorder.RecordTestRun(disk["loop", "captures", "a1.jsonl"], inputs, exitCode: 0), "a runner that was asked for no test");
        disk.Fill();
        Assert.Contains(
            "could not write its capture", recorder.RecordTestRun(disk["loop", "captures", "a1.jsonl"], inputs, exitCode: 0)!.Problem!);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_run_that_failed_is_blocked_only_if_its_runner_could_have_written_a_capture()
    {
        using var disk = new TinyDisk();
        var inputs = new AttemptInputs { Id = "a1", Command = "test" };
        var recorder = new AttemptRecorder(disk["loop"], disk.Path);

        Assert.AreEqual(
            Gates.Blocked, recorder.RecordTestRun(disk["loop", "captures", "a1.jsonl"], inputs, exitCode: 1)!.Attempt.Gate);
        disk.Fill();
        var failed = recorder.RecordTestRun(disk["loop", "captures", "a2.jsonl"], inputs with { Id = "a2" }, exitCode: 1)!;
        Assert.AreEqual((Gates.Fail, Stages.Test, Algorithms.Unknown), (failed.Attempt.Gate, failed.Attempt.Stage,
            failed.Attempt.Algorithm));
    }

    [TestMethod]
    public void Results_without_a_key_that_are_equal_are_counted_each_and_are_one_failure()
    {
        using (var writer = new CaptureWriter(Capture, Header))
        {
            writer.Fail("T.Row", "Row", "", "one", "");
            writer.Fail("T.Row", "Row", "", "one", "");
            writer.End(CaptureEnd.Completed, 1, 2, 0, TimeSpan.FromSeconds(1), "");
        }

        var run = Read();

        Assert.AreEqual(2, run.Failed);
        Assert.HasCount(1, run.Failures);
        Assert.AreEqual(0, run.Omitted);
    }

    [TestMethod]
    [DataRow("", 12_000)]
    [DataRow("key ", 9_000)]
    public void Of_more_failures_than_are_kept_all_are_counted(string key, int failed)
    {
        using (var writer = new CaptureWriter(Capture, Header))
        {
            for (var i = 0; i < 12_000; i++)
            {
                writer.Fail($"T.Row{i}", $"Row{i}", "", "one", "", key.Length > 0 ? key + i : "");
            }

            for (var i = 0; i < 3_000; i++)
            {
                writer.Recover("key " + i);
            }
        }

        var run = Read();

        Assert.AreEqual(failed, run.Failed);
        Assert.AreEqual(failed, run.Failures.Count + run.Omitted);
    }

    [TestMethod]
    [DataRow("{\"end\":\"99999999999\",\"passed\":1,\"failed\":0,\"skipped\":0,\"durationMs\":1,\"message\":\"\"}",
        "A field is missing, or has a value")]
    [DataRow("{\"end\":\"completed\",\"passed\":1,\"failed\":0,\"skipped\":0,\"durationMs\":9223372036854775807,\"message\":\"\"}",
        "A field is missing, or has a value")]
    [DataRow("{\"test\":\"T\"}", "A field is missing, or has a value")]
    [DataRow("{\"test\":", "Line 2, byte 9.")]
    [DataRow("[", "Line 2, byte 2.")]
    [DataRow("7", "A field is missing, or has a value")]
    public void A_line_that_cannot_be_read_is_skipped_and_named_unless_it_is_the_last(string line, string problem)
    {
        const string failure = """{"test":"T","display":"T","type":"","message":"m","stack":""}""";
        Directory.CreateDirectory(Path.GetDirectoryName(Capture)!);
        File.WriteAllText(Capture, $"{Header}\n{line}\n{failure}\n{line}");

        var run = Read();

        Assert.AreEqual("m", run.Failures.Single().Message);
        Assert.IsNull(run.End);
        Assert.Contains(problem, run.Problem);
        Assert.Contains("Line 2", run.Problem);

        File.WriteAllText(Capture, $"{Header}\n{failure}\n{line}");
        Assert.AreEqual("", Read().Problem);
    }

    [TestMethod]
    public void Counts_and_times_of_several_tries_do_not_overflow()
    {
        const string end = """{"end":"completed","passed":2147483647,"failed":2147483647,"skipped":2147483647,"""
            + "\"durationMs\":922337203685477,\"message\":\"\"}";
        Directory.CreateDirectory(Path.GetDirectoryName(Capture)!);
        File.WriteAllText(Capture, $"{Header}\n{end}\n{end}\n");

        Assert.AreEqual(new(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue), Read().End!.Tests);
    }

    [TestMethod]
    public void A_line_of_megabytes_is_skipped()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Capture)!);
        File.WriteAllText(Capture, $$"""
            {{Header}}
            {"test":"A","display":"A","type":"","message":"{{new string('x', 5 << 20)}}","stack":""}
            {"test":"B","display":"B","type":"","message":"m","stack":""}
            """);

        Assert.AreEqual("B", Read().Failures.Single().Id);
        Assert.Contains("longer than 4194304 bytes.\" Line 2.", Read().Problem);
    }

    [TestMethod]
    public void A_file_of_lines_that_cannot_be_read_is_not_a_capture()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Capture)!);
        File.WriteAllText(Capture, Header + "\n" + string.Concat(Enumerable.Repeat("x\n", 2_000)));

        using var file = File.OpenRead(Capture);
        Assert.IsNull(CaptureFile.Read(file));
    }

    private CapturedRun Read()
    {
        using var file = File.OpenRead(Capture);
        return CaptureFile.Read(file)!;
    }
}
