using System.Collections.ObjectModel;
using System.Text.Json;
using LoopJournal.TestLogger;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;
using PlatformResult = Microsoft.VisualStudio.TestPlatform.ObjectModel.TestResult;

namespace LoopJournal.Tests;

[TestClass]
public sealed class CaptureLoggerTests
{
    private const string Aborted = "The active test run was aborted. Reason: Test host process crashed";

    private const string Header = """{"capture":1,"id":"a1","action":"50% off; ü"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("loopjournal-").FullName;
    private readonly FakeEvents _events = new();

    private string Capture => Path.Combine(_folder, "captures; it's", "a1.jsonl");

    private string[] Lines => File.ReadAllLines(Capture);

    [TestCleanup]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_run_is_a_header_a_line_for_each_failure_and_a_footer()
    {
        using var logger = Start();
        _events.RaiseResult(TestOutcome.Passed, "Shop.CartTests.Passes");
        _events.RaiseResult(
            TestOutcome.Failed, "Shop.CartTests.Total", "Assert.AreEqual failed.\nExpected:<1>", "   at Shop.CartTests.Total()");
        _events.RaiseResult(TestOutcome.Skipped, "Shop.CartTests.Later");
        _events.RaiseComplete();

        Assert.AreEqual(Header, Lines[0]);
        Assert.AreEqual(
            """
            {"test":"Shop.CartTests.Total","display":"Total of it","type":"",
            "message":"Assert.AreEqual failed.\nExpected:<1>","stack":"   at Shop.CartTests.Total()"}
            """.ReplaceLineEndings(""),
            Lines[1]);
        var end = JsonElement.Parse(Lines[2]);
        Assert.AreEqual("completed", end.GetProperty("end").GetString());
        Assert.AreEqual(
            (1, 1, 1), (end.GetProperty("passed").GetInt32(), end.GetProperty("failed").GetInt32(), end.GetProperty("skipped").GetInt32()));
        Assert.HasCount(3, Lines);
    }

    [TestMethod]
    [DataRow("<NUnit><StopOnError>false</StopOnError></NUnit>", "pfs")]
    [DataRow("<NUnit><StopOnError>true</StopOnError></NUnit>", null)]
    [DataRow("<xUnit><StopOnFail>True</StopOnFail></xUnit>", null)]
    public void The_footer_names_the_tests_unless_the_run_ends_at_a_failure(string settings, string? outcomes)
    {
        using var logger = Start();
        _events.RaiseStart($"<RunSettings>{settings}</RunSettings>");
        _events.RaiseResult(TestOutcome.Passed, "Shop.CartTests.Passes");
        _events.RaiseResult(TestOutcome.Failed, "Shop.CartTests.Total");
        _events.RaiseResult(TestOutcome.None, "Shop.CartTests.Later");
        _events.RaiseComplete();

        var ran = JsonElement.Parse(Lines[2]).TryGetProperty("ran", out var text) ? text.GetBytesFromBase64() : null;
        Assert.AreEqual(outcomes, ran is null ? null : string.Concat(ran.Chunk(17).Select(test => (char)test[16])));
    }

    [TestMethod]
    public void A_failure_is_on_the_disk_as_soon_as_it_happened_and_the_file_is_held_until_the_end()
    {
        using var logger = Start();
        _events.RaiseResult(TestOutcome.Failed, "Shop.CartTests.Total", "boom");

        Assert.IsGreaterThan(Header.Length + 20, new FileInfo(Capture).Length);
        Assert.ThrowsExactly<IOException>(() => new FileStream(Capture, FileMode.Open, FileAccess.Read, FileShare.None).Dispose());
        _events.RaiseComplete();
        Assert.HasCount(3, Lines);
    }

    [TestMethod]
    public void A_failure_has_the_errors_that_the_test_printed()
    {
        using var logger = Start();
        _events.RaiseResult(TestOutcome.Failed, "Shop.CartTests.Total", "boom", output: "begin\nerror: no disk\nend");
        _events.RaiseComplete();

        Assert.EndsWith(",\"printed\":[\"error: no disk\"]}", Lines[1]);
    }

    [TestMethod]
    public void An_aborted_run_has_the_runners_last_error()
    {
        using var logger = Start();
        _events.RaiseMessage(TestMessageLevel.Error, "The active test run was aborted. Reason: Test host process crashed : boom");
        _events.RaiseMessage(TestMessageLevel.Informational, "Test Run Aborted.");
        _events.RaiseComplete(aborted: true);

        var end = JsonElement.Parse(Lines[1]);
        Assert.AreEqual("aborted", end.GetProperty("end").GetString());
        Assert.AreEqual(
            "The active test run was aborted. Reason: Test host process crashed : boom", end.GetProperty("message").GetString());
    }

    [TestMethod]
    public void Blame_names_the_test_at_which_a_host_hung()
    {
        var (attachments, sequence) = CreateSequence("""
            <TestSequence>
              <Test Name="Shop.CartTests.Add" Completed="True" />
              <Test Name="Shop.CartTests.Hang" Completed="False" />
            </TestSequence>
            """);
        using var logger = Start();
        _events.RaiseMessage(TestMessageLevel.Error, Aborted);
        _events.RaiseMessage(TestMessageLevel.Error, "Data collector 'Blame' message: The inactivity time has elapsed. Collecting "
            + "hang dumps.");
        _events.RaiseComplete(aborted: true, attachments);

        Assert.AreEqual(
            $"{Aborted} : Blame.\nThe inactivity time has elapsed. Collecting hang dumps.\nThe test that was running: Shop.CartTests.Hang",
            JsonElement.Parse(Lines[1]).GetProperty("message").GetString());
        Assert.IsTrue(File.Exists(sequence));
    }

    [TestMethod]
    [DataRow("<TestSequence><Test Name='A' Completed='False' /><Test Name='B' Completed='False' /></TestSequence>",
        DisplayName = "two tests")]
    [DataRow("<TestSequence><Test Name='A' Completed='True' /></TestSequence>", DisplayName = "no test")]
    [DataRow("<TestSequence><Test Name='A'", DisplayName = "a torn file")]
    [DataRow("<!DOCTYPE x [<!ENTITY a 'aaaa'>]><TestSequence><Test Name='&a;' Completed='False' /></TestSequence>", DisplayName = "a DTD")]
    public void Without_one_running_test_the_runners_words_stay(string sequence)
    {
        using var logger = Start();
        _events.RaiseMessage(TestMessageLevel.Error, Aborted);
        _events.RaiseComplete(aborted: true, CreateSequence(sequence).Attachments);

        Assert.AreEqual(Aborted, JsonElement.Parse(Lines[1]).GetProperty("message").GetString());
    }

    [TestMethod]
    public void Where_the_first_place_cannot_be_written_the_second_is_taken()
    {
        File.WriteAllText(Path.GetDirectoryName(Capture)!, "a file in the folder's place");
        var fallback = Path.Combine(_folder, "obj", "a1.jsonl");
        using var logger = Start(fallback);
        _events.RaiseComplete();

        Assert.HasCount(2, File.ReadAllLines(fallback));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_link_in_the_repository_is_not_followed()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_folder, "outside")).FullName;
        var repository = Directory.CreateDirectory(Path.Combine(_folder, "repository")).FullName;
        File.CreateSymbolicLink(Path.Combine(repository, ".orchestrator"), outside);
        var fallback = Path.Combine(_folder, "obj", "a1.jsonl");

        using var logger = Start(fallback, Path.Combine(repository, ".orchestrator", "loop", "captures", "a1.jsonl"), repository);

        Assert.IsEmpty(Directory.GetFileSystemEntries(outside));
        Assert.IsTrue(File.Exists(fallback));
    }

    [TestMethod]
    public void Without_a_place_that_can_be_written_and_without_parameters_it_does_nothing()
    {
        File.WriteAllText(Path.GetDirectoryName(Capture)!, "");
        using var logger = Start();
        using var other = new CaptureLogger();
        other.Initialize(_events, _folder);
        other.Initialize(_events, new Dictionary<string, string?>());
        _events.RaiseResult(TestOutcome.Failed, "Shop.CartTests.Total", "boom");
        _events.RaiseComplete();

        Assert.IsEmpty(Directory.GetDirectories(_folder));
    }

    [TestMethod]
    public void A_new_journals_folder_is_hidden_from_git_and_an_existing_one_is_left_alone()
    {
        var loop = Path.Combine(_folder, "loop");
        Start(capture: Path.Combine(loop, "captures", "a1.jsonl")).Dispose();
        Assert.AreEqual("*\n", File.ReadAllText(Path.Combine(loop, ".gitignore")));

        var there = Directory.CreateDirectory(Path.Combine(_folder, "there")).FullName;
        Start(capture: Path.Combine(there, "captures", "a1.jsonl")).Dispose();
        Assert.IsFalse(File.Exists(Path.Combine(there, ".gitignore")));
    }

    private (Collection<AttachmentSet> Attachments, string File) CreateSequence(string xml)
    {
        var file = Path.Combine(_folder, "Sequence_1.xml");
        File.WriteAllText(file, xml);
        var set = new AttachmentSet(new Uri("datacollector://microsoft/TestPlatform/Extensions/Blame/v1"), "Blame");
        set.Attachments.Add(new(new Uri(file), "Sequence"));
        return ([set], file);
    }

    private CaptureLogger Start(string? fallback = null, string? capture = null, string? root = null)
    {
        var logger = new CaptureLogger();
        logger.Initialize(_events, new Dictionary<string, string?>
        {
            ["Capture"] = Uri.EscapeDataString(capture ?? Capture),
            ["Root"] = Uri.EscapeDataString(root ?? _folder),
            ["Fallback"] = fallback is null ? null : Uri.EscapeDataString(fallback),
            ["Header"] = Uri.EscapeDataString(Header),
        });
        return logger;
    }

    /// <summary>The events that vstest.console raises.</summary>
    private sealed class FakeEvents : TestLoggerEvents
    {
        public override event EventHandler<TestRunMessageEventArgs>? TestRunMessage;

        public override event EventHandler<TestResultEventArgs>? TestResult;

        public override event EventHandler<TestRunCompleteEventArgs>? TestRunComplete;

        public override event EventHandler<TestRunStartEventArgs>? TestRunStart;

        public override event EventHandler<DiscoveryStartEventArgs>? DiscoveryStart { add { } remove { } }

        public override event EventHandler<TestRunMessageEventArgs>? DiscoveryMessage { add { } remove { } }

        public override event EventHandler<DiscoveredTestsEventArgs>? DiscoveredTests { add { } remove { } }

        public override event EventHandler<DiscoveryCompleteEventArgs>? DiscoveryComplete { add { } remove { } }

        public void RaiseResult(TestOutcome outcome, string name, string? message = null, string? stack = null, string? output = null) =>
            TestResult?.Invoke(this, new(
                new PlatformResult(new TestCase(name, new Uri("executor://x"), "x.dll"))
                {
                    Outcome = outcome,
                    DisplayName = name.Split('.')[^1] + " of it",
                    ErrorMessage = message,
                    ErrorStackTrace = stack,
                    Messages = { new(TestResultMessage.StandardOutCategory, output), new(TestResultMessage.AdditionalInfoCategory, output) },
                }));

        public void RaiseStart(string settings) => TestRunStart?.Invoke(this, new(new TestRunCriteria(["a.dll"], 1, true, settings)));

        public void RaiseMessage(TestMessageLevel level, string text) => TestRunMessage?.Invoke(this, new(level, text));

        public void RaiseComplete(bool aborted = false, Collection<AttachmentSet>? attachments = null) =>
            TestRunComplete?.Invoke(this, new(null, false, aborted, null, attachments ?? [], TimeSpan.Zero));
    }
}
