using System.Diagnostics;

namespace LoopJournal.Tests;

/// <summary>Faults of the operating system while an attempt is recorded, in real processes.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class SystemFaultTests
{
    /// <summary>
    /// Limits the size of files. Without these variables the runtime makes a large file for its code, which exceeds a small limit.
    /// </summary>
    private const string SmallFiles = "export DOTNET_EnableWriteXorExecute=0 DOTNET_EnableDiagnostics=0; ulimit -f";

    [TestMethod]
    public void A_limit_on_the_size_of_files_is_an_error_that_shows_the_record()
    {
        using var tool = new Tool();
        tool.WriteJournal(Enumerable.Range(0, 40).Select(_ => Records.Fail("run make")));
        var length = new FileInfo(tool.Journal).Length;

        var record = Start(tool, "sh", "-c", $"{SmallFiles} 8; exec dotnet '{Tool.Program}' record --gate fail --action 'keep this'");

        Assert.AreEqual(3, record.ExitCode, record.Error);
        Assert.IsGreaterThan(4096, length);
        Assert.Contains("\"action\":\"keep this\"", record.Error);
    }

    [TestMethod]
    public void No_part_of_an_output_is_kept_where_its_file_has_no_room()
    {
        using var tool = new Tool();
        const string gate = "sh -c 'yes error | head -c 100000; exit 3'";

        var run = Start(tool, "sh", "-c", $"{SmallFiles} 64; exec dotnet '{Tool.Program}' run -- {gate}");

        Assert.AreEqual(3, run.ExitCode, run.Error);
        Assert.Contains("LoopJournal: the output was not kept: \"", run.Error);
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(tool.Folder, ".orchestrator", "loop", "logs")));
        Assert.Contains("\"gate\":\"fail\"", File.ReadAllText(tool.Journal));
    }

    [TestMethod]
    public void No_part_of_a_set_of_tests_is_kept_where_its_file_has_no_room_and_the_attempt_is_journaled()
    {
        using var tool = new Tool();
        var results = Enumerable.Range(0, 3000).Select(i => $"<UnitTestResult testName=\"S.T{i}\" outcome=\"Passed\" />");
        tool.Write("a.trx", "<TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\">"
            + $"<Results>{string.Concat(results)}</Results></TestRun>");
        const string record = "record --gate pass --gate-output a.trx --command test";
        Start(tool, "dotnet", [Tool.Program, .. record.Split(' ')]);
        var ran = Path.Combine(tool.Folder, ".orchestrator", "loop", "ran");
        var set = File.ReadAllBytes(Directory.GetFiles(ran).Single());

        var answer = Start(tool, "sh", "-c", $"{SmallFiles} 8; exec dotnet '{Tool.Program}' {record}");

        Assert.IsGreaterThan(8 * 512, set.Length);
        Assert.AreEqual(0, answer.ExitCode, answer.Error);
        Assert.HasCount(2, File.ReadAllLines(tool.Journal));
        CollectionAssert.AreEqual(set, File.ReadAllBytes(Directory.GetFiles(ran).Single()));
    }

    [TestMethod]
    public void A_command_has_the_same_limit_as_without_the_tool()
    {
        using var tool = new Tool();

        var run = Start(tool, "dotnet", Tool.Program, "run", "--", "sh", "-c", "ulimit -f 0; exec sh -c 'echo x > file'");

        Assert.AreEqual(128 + 25, run.ExitCode, run.Error);
        Assert.Contains("attempt 1 failed", run.Error);
    }

    [TestMethod]
    [DataRow("EIO", 3)]
    [DataRow("EDQUOT", 3)]
    [DataRow("EINVAL", 0, DisplayName = "a file without a disk")]
    public void A_disk_that_rejects_the_record_is_an_error_that_shows_it(string error, int exitCode)
    {
        using var tool = new Tool();

        var record = StartWith(tool, $"fsync:error={error}", "record", "--gate", "fail", "--action", "keep this");

        Assert.AreEqual(exitCode, record.ExitCode, record.Error);
        Assert.AreEqual(exitCode != 0, record.Error.Contains("is not for certain on the disk", StringComparison.Ordinal), record.Error);
        Assert.AreEqual(exitCode != 0, record.Error.Contains("\"action\":\"keep this\"", StringComparison.Ordinal), record.Error);
    }

    [TestMethod]
    [DataRow(1, new[] { "record", "--gate", "fail" })]
    [DataRow(2, new[] { "run", "--", "sh", "-c", "exit 7" }, DisplayName = "run: its length before the command, the stream after it")]
    public void An_attempt_is_judged_without_reading_the_journal_again(int reads, string[] arguments)
    {
        using var tool = new Tool();
        tool.WriteJournal([Records.Fail("run make")]);

        var (_, trace) = Trace(tool, "trace=openat", arguments);

        var opened = trace.Split('\n').Where(line => line.Contains("journal.jsonl", StringComparison.Ordinal)).ToList();
        Assert.HasCount(reads, opened.FindAll(line => line.Contains("O_RDONLY", StringComparison.Ordinal)), trace);
        Assert.Contains("O_APPEND", opened[^1], trace);
        Assert.HasCount(reads + 1, opened, trace);
    }

    /// <summary>Runs the tool while a system call on the journal fails.</summary>
    private static Answer StartWith(Tool tool, string fault, params string[] arguments)
    {
        var (answer, trace) = Trace(tool, "inject=" + fault, arguments);
        Assert.Contains("(INJECTED)", trace, "The system call that should have failed was not made.");
        return answer;
    }

    /// <summary>Runs the tool under strace, which traces the calls on the journal.</summary>
    private static (Answer Answer, string Trace) Trace(Tool tool, string expression, string[] arguments)
    {
        if (!File.Exists("/usr/bin/strace") || Start(tool, "strace", "-o", "/dev/null", "true").ExitCode != 0)
        {
            Assert.Inconclusive("strace, by which the system call fails, is not here or may not trace.");
        }

        var trace = Path.Combine(tool.Folder, "trace");
        string[] strace = ["-f", "-qq", "-o", trace, "-P", tool.Journal, "-e", expression];
        return (Start(tool, "strace", [.. strace, "dotnet", Tool.Program, .. arguments]), File.ReadAllText(trace));
    }

    private static Answer Start(Tool tool, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = tool.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
