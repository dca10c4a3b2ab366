using System.Diagnostics;
using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>
/// <c>loop-journal run</c> with a journal that cannot be written: the command's exit code stays, and the record is printed.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class GateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loop-journal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [Timeout(30_000)]
    [DataRow("mkfifo .orchestrator/loop/journal.jsonl", DisplayName = "a pipe")]
    [DataRow("mkdir .orchestrator/loop/journal.jsonl", DisplayName = "a folder")]
    [DataRow("ln -s /dev/full .orchestrator/loop/journal.jsonl", DisplayName = "a link to a device")]
    [DataRow("rmdir .orchestrator/loop; ln -s /nowhere .orchestrator/loop", DisplayName = "a dangling link")]
    [DataRow("rmdir .orchestrator/loop; echo > .orchestrator/loop", DisplayName = "a file in the folder's place")]
    [DataRow("ln -s ../../.git .orchestrator/loop/snapshots", DisplayName = "a link to the repository")]
    public void The_commands_exit_code_stays_and_one_warning_has_the_record(string fault)
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".git"));
        Directory.CreateDirectory(Path.Combine(_folder, ".orchestrator", "loop"));
        Assert.AreEqual(0, Run("sh", "-c", fault).ExitCode);

        var run = Run(
            "dotnet", Path.Combine(AppContext.BaseDirectory, "loop-journal.dll"), "run", "--exit-code", "--", "sh", "-c", "exit 3");

        Assert.AreEqual(3, run.ExitCode, run.Error);
        var warning = Assert.ContainsSingle(
            run.Error.Split('\n').Where(line => line.Contains("LOOP00", StringComparison.Ordinal)), run.Error);
        var record = warning[warning.IndexOf("The record: ", StringComparison.Ordinal)..]["The record: ".Length..];
        Assert.AreEqual("fail", JsonElement.Parse(record).GetProperty("gate").GetString());
    }

    [TestMethod]
    [Timeout(30_000)]
    public void On_a_full_disk_the_commands_exit_code_stays_too()
    {
        using var disk = new TinyDisk();
        disk.Fill();

        var run = Run("dotnet", Path.Combine(AppContext.BaseDirectory, "loop-journal.dll"), "run", "--journal", disk.Path,
            "--", "sh", "-c", "exit 3");

        Assert.AreEqual(3, run.ExitCode, run.Error);
        Assert.ContainsSingle(run.Error.Split('\n').Where(line => line.Contains("LOOP0002", StringComparison.Ordinal)), run.Error);
    }

    [TestMethod]
    [Timeout(30_000)]
    public void A_folder_that_another_user_protects_is_reported_and_left_alone()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Inconclusive("Only root can run the tool as another user.");
        }

        var loop = Directory.CreateDirectory(Path.Combine(_folder, ".orchestrator", "loop")).FullName;
        Directory.CreateDirectory(Path.Combine(_folder, ".git"));
        Run("chmod", "-R", "u=rwX,go=rX", _folder);
        var tool = Path.Combine(AppContext.BaseDirectory, "loop-journal.dll");

        var run = Run(
            "setpriv", "--reuid=65534", "--clear-groups", "env",
            $"DOTNET_ROOT={Path.GetDirectoryName(Environment.ProcessPath)}", $"HOME={_folder}",
            Environment.ProcessPath!, tool, "run", "--", "sh", "-c", "exit 3");

        Assert.AreEqual(3, run.ExitCode, run.Error);
        Assert.ContainsSingle(run.Error.Split('\n').Where(line => line.Contains("LOOP0002", StringComparison.Ordinal)), run.Error);
        Assert.IsEmpty(Directory.GetFileSystemEntries(loop));
    }

    [TestMethod]
    [Timeout(60_000)]
    public void A_common_folder_that_another_user_protects_is_said_once_and_the_own_journal_is_kept()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Inconclusive("Only root can run the tool as another user.");
        }

        Directory.CreateDirectory(Path.Combine(_folder, ".git"));
        Run("chmod", "0777", _folder);
        string[] command =
        [
            "--reuid=65534", "--clear-groups", "env", "LoopJournalShare=machine", "LoopId=l",
            $"DOTNET_ROOT={Path.GetDirectoryName(Environment.ProcessPath)}", $"HOME={_folder}", Environment.ProcessPath!,
            Path.Combine(AppContext.BaseDirectory, "loop-journal.dll"), "run", "--", "sh", "-c", "exit 3",
        ];

        var (first, second) = (Run("setpriv", command), Run("setpriv", command));

        Assert.Contains("cannot be written, so this working tree keeps a journal of its own.", first.Error);
        Assert.DoesNotContain("keeps a journal of its own", second.Error);
        Assert.Contains("attempt 2 failed", second.Error);
        Assert.HasCount(0, Directory.GetFileSystemEntries(Path.Combine(_folder, ".git")));
    }

    private (int ExitCode, string Error) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder, RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
