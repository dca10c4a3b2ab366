using LoopJournal.Capture;
using LoopJournal.Evidence;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class CaptureFileTests
{
    private const string Header = """{"capture":1,"id":"","project":"Shop.csproj","tree":"","id":"a1","command":"test --filter x"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("loopjournal-").FullName;

    private string Capture => Path.Combine(_folder, "captures", "a1.jsonl");

    [TestCleanup]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Of_a_name_that_the_header_has_twice_the_last_value_counts()
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
    public void Of_the_tries_of_a_test_the_last_counts_and_a_test_without_a_key_has_none()
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

        Assert.AreEqual("T.Broken", run.Failures.Single().Name);
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
        Assert.AreSequenceEqual(["T.First", "T.Second", "T.Third"], run.Failures.Select(failure => failure.Name));
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
    public void A_passing_run_whose_capture_could_not_be_written_is_not_passed_over_in_silence()
    {
        using var disk = new TinyDisk();
        var inputs = new AttemptInputs { Id = "a1", Command = "test" };
        var recorder = new AttemptRecorder(disk["loop"], disk.Path);

        Assert.IsNull(recorder.RecordTestRun(disk["loop", "captures", "a1.jsonl"], inputs, exitCode: 0), "a runner that was asked for no test");
        disk.Fill();
        Assert.Contains("could not write its capture", recorder.RecordTestRun(disk["loop", "captures", "a1.jsonl"], inputs, exitCode: 0)!.Problem!);
    }

    private CapturedRun Read()
    {
        using var file = File.OpenRead(Capture);
        return CaptureFile.Read(file)!;
    }
}
