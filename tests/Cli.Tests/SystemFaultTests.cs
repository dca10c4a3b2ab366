using System.Diagnostics;

namespace LoopJournal.Tests;

/// <summary>What the operating system refuses while an attempt is recorded, in real processes.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class SystemFaultTests
{
    /// <summary>The runtime maps its code by way of a large file, which a limit on files would refuse; without it a small limit can be set.</summary>
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
    public void A_command_that_is_run_has_the_limit_as_it_would_without_the_tool()
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
    public void A_disk_that_does_not_take_the_record_is_an_error_that_shows_it(string error, int exitCode)
    {
        using var tool = new Tool();

        var record = StartWith(tool, $"fsync:error={error}", "record", "--gate", "fail", "--action", "keep this");

        Assert.AreEqual(exitCode, record.ExitCode, record.Error);
        Assert.AreEqual(exitCode != 0, record.Error.Contains("is not for certain on the disk", StringComparison.Ordinal), record.Error);
        Assert.AreEqual(exitCode != 0, record.Error.Contains("\"action\":\"keep this\"", StringComparison.Ordinal), record.Error);
    }

    [TestMethod]
    [DataRow("openat:error=EMFILE:when=3+", 0, new[] { "record", "--gate", "fail" })]
    [DataRow("openat:error=EMFILE:when=5+", 7, new[] { "run", "--", "sh", "-c", "exit 7" })]
    public void An_attempt_that_is_written_is_recorded_even_where_the_journal_cannot_be_read_after_it(string fault, int exitCode, string[] arguments)
    {
        using var tool = new Tool();
        tool.WriteJournal([Records.Fail("run make")]);

        var record = StartWith(tool, fault, arguments);

        Assert.AreEqual(exitCode, record.ExitCode, record.Error);
        Assert.HasCount(2, File.ReadAllLines(tool.Journal), record.Error);
        Assert.DoesNotContain("LOOP0002", record.Error);
        Assert.AreEqual(arguments[0] == "run", record.Error.Contains("warning LOOP0003: The journal could not be read", StringComparison.Ordinal), record.Error);
    }

    /// <summary>Runs the tool while a system call on the journal fails.</summary>
    private static Answer StartWith(Tool tool, string fault, params string[] arguments)
    {
        if (!File.Exists("/usr/bin/strace") || Start(tool, "strace", "-o", "/dev/null", "true").ExitCode != 0)
        {
            Assert.Inconclusive("strace, by which the system call fails, is not here or may not trace.");
        }

        var trace = Path.Combine(tool.Folder, "trace");
        var answer = Start(tool, "strace", ["-f", "-qq", "-o", trace, "-P", tool.Journal, "-e", "inject=" + fault, "dotnet", Tool.Program, .. arguments]);
        Assert.Contains("(INJECTED)", File.ReadAllText(trace), "The system call that should have failed was not made.");
        return answer;
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
