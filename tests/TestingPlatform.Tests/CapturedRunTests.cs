using System.Text.Json;
using LoopJournal.TestingPlatform;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Services;
using Microsoft.Testing.Platform.TestHost;

namespace LoopJournal.Tests;

[TestClass]
public sealed class CapturedRunTests
{
    private static readonly TestMethodIdentifierProperty Total = new("Shop", "Shop.Tests", "CartTests", "Total", 0, [], "System.Void");

    private readonly string _folder = Directory.CreateTempSubdirectory("loopjournal-").FullName;

    private string Captures => Path.Combine(_folder, "loop", "captures");

    private string[] Lines => File.ReadAllLines(Directory.GetFiles(Captures).Single());

    [TestCleanup]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task A_run_is_a_header_a_line_for_each_failure_and_a_footer()
    {
        using var run = await Start("--filter Total");
        await Send(run, "1", "Passes", PassedTestNodeStateProperty.CachedInstance);
        await Send(run, "2", "Total", InProgressTestNodeStateProperty.CachedInstance);
        await Send(run, "2", "Total", new FailedTestNodeStateProperty(new TimeoutException("no answer")), Total);
        await Send(run, "3", "Later", SkippedTestNodeStateProperty.CachedInstance);
        await End(run);

        var header = JsonElement.Parse(Lines[0]);
        Assert.AreEqual("test --filter Total", header.GetProperty("command").GetString());
        Assert.AreEqual("a;b ü", header.GetProperty("action").GetString());
        Assert.AreEqual(header.GetProperty("id").GetString() + ".jsonl", Path.GetFileName(Directory.GetFiles(Captures).Single()));
        Assert.AreEqual(
            """
            {"test":"Shop.Tests.CartTests.Total","display":"Total","type":"System.TimeoutException",
            "message":"no answer","stack":"","key":"2 Total"}
            """.ReplaceLineEndings(""),
            Lines[1]);
        var end = JsonElement.Parse(Lines[2]);
        Assert.AreEqual("completed", end.GetProperty("end").GetString());
        Assert.AreEqual(
            (1, 1, 1), (end.GetProperty("passed").GetInt32(), end.GetProperty("failed").GetInt32(), end.GetProperty("skipped").GetInt32()));
        Assert.HasCount(3, Lines);
    }

    [TestMethod]
    public async Task A_failure_has_the_errors_that_the_test_printed()
    {
        using var run = await Start();
#pragma warning disable TPEXP
        await Send(
            run, "2", "Total", new FailedTestNodeStateProperty("boom"), Total, new StandardOutputProperty("begin\nerror: no disk\nend"),
            new StandardErrorProperty("fail: Shop[0]"));
#pragma warning restore TPEXP
        await End(run);

        Assert.EndsWith(",\"printed\":[\"error: no disk\",\"fail: Shop[0]\"]}", Lines[1]);
    }

    [TestMethod]
    public async Task A_failure_is_on_the_disk_as_soon_as_it_happened_and_the_file_is_held_until_the_end()
    {
        using var run = await Start();
        var file = Directory.GetFiles(Captures).Single();
        var before = new FileInfo(file).Length;
        await Send(run, "2", "Total", new FailedTestNodeStateProperty("boom"), Total);

        Assert.IsGreaterThan(before + 20, new FileInfo(file).Length);
        Assert.ThrowsExactly<IOException>(() => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None).Dispose());
    }

    [TestMethod]
    public async Task The_last_try_of_a_test_counts_and_a_row_is_not_a_try()
    {
        using var run = await Start();
        await Send(run, "1", "Flaky", new FailedTestNodeStateProperty("not yet"), Total);
        await Send(run, "1", "Flaky", PassedTestNodeStateProperty.CachedInstance, Total);
        await Send(run, "2", "Row (1)", new FailedTestNodeStateProperty("one"), Total);
        await Send(run, "2", "Row (2)", PassedTestNodeStateProperty.CachedInstance, Total);
        await End(run);

        Assert.AreEqual("""{"recovered":"1 Flaky"}""", Lines[2]);
        Assert.HasCount(5, Lines);
        Assert.AreEqual((2, 1),
            (JsonElement.Parse(Lines[4]).GetProperty("passed").GetInt32(), JsonElement.Parse(Lines[4]).GetProperty("failed").GetInt32()));
    }

    [TestMethod]
    [DataRow("", "fps")]
    [DataRow("--maximum-failed-tests 1", null)]
    public async Task The_footer_names_the_tests_unless_the_run_ends_at_a_failure(string arguments, string? outcomes)
    {
        using var run = await Start(arguments);
        await Send(run, "1", "Passes", PassedTestNodeStateProperty.CachedInstance);
        await Send(run, "2", "Total", new FailedTestNodeStateProperty("boom"), Total);
        await Send(run, "3", "Later", SkippedTestNodeStateProperty.CachedInstance);
        await End(run);

        var ran = JsonElement.Parse(Lines[2]).TryGetProperty("ran", out var text) ? text.GetBytesFromBase64() : null;
        Assert.AreEqual(outcomes, ran is null ? null : string.Concat(ran.Chunk(17).Select(test => (char)test[16]).Order()));
    }

    [TestMethod]
    public async Task Errors_and_timeouts_are_failures()
    {
        using var run = await Start();
        await Send(run, "1", "a", new ErrorTestNodeStateProperty(new InvalidOperationException("broken")));
        await Send(run, "2", "b", new TimeoutTestNodeStateProperty("too long"));
        await End(run);

        Assert.AreEqual(
            """{"test":"a","display":"a","type":"System.InvalidOperationException","message":"broken","stack":"","key":"1 a"}""", Lines[1]);
        Assert.AreEqual("""{"test":"b","display":"b","type":"","message":"too long","stack":"","key":"2 b"}""", Lines[2]);
    }

    [TestMethod]
    public async Task The_capture_of_a_stopped_run_says_so()
    {
        using var run = await Start();
        await run.OnTestSessionFinishingAsync(new Session(isCancelled: true));
        await run.AfterRunAsync(3, CancellationToken.None);

        Assert.AreEqual("cancelled", JsonElement.Parse(Lines[1]).GetProperty("end").GetString());
    }

    [TestMethod]
    public async Task A_run_that_the_build_records_has_the_builds_id()
    {
        using var run = await Start(more: "AttemptId=0123456789abcdef0123456789abcdef");
        await End(run);

        Assert.AreEqual("0123456789abcdef0123456789abcdef",
            JsonElement.Parse(Lines[0]).EnumerateObject().Last(field => field.Name == "id").Value.GetString());
    }

    [TestMethod]
    public async Task The_tries_of_a_retried_run_write_one_capture()
    {
        using (var first = await Start(attempt: "aa"))
        {
            await Send(first, "1", "Flaky", new FailedTestNodeStateProperty("not yet"), Total);
            await End(first);
        }

        using var second = await Start("--filter-uid 1", attempt: "aa");
        await Send(second, "1", "Flaky", PassedTestNodeStateProperty.CachedInstance, Total);
        await End(second);

        Assert.HasCount(5, Lines);
        Assert.DoesNotContain("filter-uid", Lines[0]);
        Assert.AreEqual("""{"recovered":"1 Flaky"}""", Lines[3]);
    }

    [TestMethod]
    public async Task Where_the_journals_folder_cannot_be_made_the_capture_is_in_the_fallback()
    {
        File.WriteAllText(Path.Combine(_folder, "loop"), "");
        using var run = await Start();

        Assert.HasCount(1, Directory.GetFiles(Path.Combine(_folder, "obj")));
    }

    [TestMethod]
    public async Task Where_no_capture_can_be_made_the_run_goes_on_without_an_exception()
    {
        File.WriteAllText(Path.Combine(_folder, "loop"), "");
        File.WriteAllText(Path.Combine(_folder, "obj"), "");
        using var run = await Start();
        await Send(run, "1", "a", new FailedTestNodeStateProperty("boom"));
        await End(run);
    }

    [TestMethod]
    public async Task The_folder_of_the_journal_hides_itself_from_git()
    {
        using var run = await Start();

        Assert.AreEqual("*\n", File.ReadAllText(Path.Combine(_folder, "loop", ".gitignore")));
    }

    private static Task Send(CaptureConsumer run, string uid, string display, params IProperty[] properties) =>
        run.ConsumeAsync(
            null!,
            new TestNodeUpdateMessage(
                new SessionUid("s"), new TestNode { Uid = uid, DisplayName = display, Properties = new PropertyBag(properties) }),
            CancellationToken.None);

    private static async Task End(CaptureConsumer run)
    {
        await run.OnTestSessionFinishingAsync(new Session(isCancelled: false));
        await run.AfterRunAsync(2, CancellationToken.None);
    }

    private async Task<CaptureConsumer> Start(string filters = "", string? attempt = null, string more = "")
    {
        var file = Path.Combine(_folder, "settings");
        File.WriteAllText(file, string.Join('\n',
        [
            "Header=" + Uri.EscapeDataString("""{"capture":1,"action":"a;b ü"}"""),
            "Command=test",
            "Captures=" + Uri.EscapeDataString(Captures),
            "Fallback=" + Uri.EscapeDataString(Path.Combine(_folder, "obj")),
            more,
        ]));
        var stopsEarly = ProgramArguments.StopsEarly(filters.Split(' '));
        var run = new CaptureConsumer(RunSettings.Read(file)!, filters, attempt, recorder: null, stopsEarly);
        await run.OnTestSessionStartingAsync(new Session(isCancelled: false));
        return run;
    }

    private sealed class Session(bool isCancelled) : ITestSessionContext
    {
        public SessionUid SessionUid => new("s");

        public CancellationToken CancellationToken => new(isCancelled);
    }
}
