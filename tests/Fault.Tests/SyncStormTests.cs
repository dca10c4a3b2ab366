using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Sharing;

namespace LoopJournal.Tests;

/// <summary>20 clones of one remote record 50 attempts each and synchronize after every one, 8 at a time; a third of them is killed.</summary>
[TestClass]
public sealed class SyncStormTests : IDisposable
{
    private const int Writers = 20;
    private const int AtOnce = 8;

    /// <summary>How often each clone records; fewer for a quick look.</summary>
    private static int Attempts => int.TryParse(Environment.GetEnvironmentVariable("LOOPJOURNAL_STORM"), out var given) ? given : 50;

    private readonly Clones _clones = new();
    private Process? _daemon;

    public void Dispose()
    {
        _daemon?.Kill(entireProcessTree: true);
        _daemon?.Dispose();
        _clones.Dispose();
    }

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(3_600_000)]
    public void Over_a_folder_no_row_is_lost_and_no_push_is_rejected() => Storm(_clones.Remote, attempts: Attempts);

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(1_800_000)]
    public void Nor_over_git_s_own_protocol() => Storm(StartDaemon(), attempts: 10);

    private void Storm(string url, int attempts)
    {
        var tools = Enumerable.Range(0, Writers).Select(_ => _clones.Add()).ToList();
        var killed = 0;
        var took = Stopwatch.StartNew();
        Parallel.For(0, Writers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, number =>
        {
            var (tool, random) = (tools[number], new Random(number));
            for (var i = 0; i < attempts; i++)
            {
                Record(tool, number, i);
                if (random.Next(3) > 0)
                {
                    Assert.AreEqual("", Sync(tool, url, Timeout.InfiniteTimeSpan));
                }
                else
                {
                    Interlocked.Add(ref killed, Sync(tool, url, TimeSpan.FromMilliseconds(random.Next(1200))) == "killed" ? 1 : 0);
                }
            }
        });
        var storm = took.Elapsed;
        tools.ForEach(tool => Assert.AreEqual("", Sync(tool, url, Timeout.InfiniteTimeSpan)));

        Assert.HasCount(Writers, _clones.ListRefs().Keys.Select(name => name.Split('/')[2]).Distinct(), "a rejected push makes a new id");
        var fetch = Stopwatch.StartNew();
        Assert.AreEqual("", Sync(_clones.First, url, Timeout.InfiniteTimeSpan));
        Console.WriteLine($"{Writers} clones, {attempts} attempts each, {killed} killed: {storm.TotalSeconds:0} s; "
            + $"fetch and union of all: {fetch.Elapsed.TotalSeconds:0.0} s");
        var rows = OtherRows.List(LoopJournal.Git.GitFolders.Find(_clones.First.Folder)).SelectMany(file => file.ReadOldestFirst()).ToList();
        Assert.HasCount(Writers * attempts, rows);
        Assert.HasCount(Writers * attempts, rows.Select(row => row.Id).Distinct());
        foreach (var writer in rows.GroupBy(OtherRows.GetWriter))
        {
            Assert.HasCount(1, writer.Select(row => row.Id[..8]).Distinct(), "each reference has the rows of one clone");
        }
    }

    private static void Record(Tool tool, int number, int attempt) =>
        new AttemptRecorder(Path.GetDirectoryName(tool.Journal)!, tool.Folder).RecordOutputs(
            new() { Id = $"{number:x8}{attempt:x24}", Loop = "l", Command = "run", Action = $"try {attempt}", Root = tool.Folder },
            Gates.Fail,
            Stages.Command,
            1,
            new([new MemoryStream("error: the cart is bad"u8.ToArray())]));

    /// <returns>What went wrong; empty where all went well.</returns>
    private static string Sync(Tool tool, string url, TimeSpan limit)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Tool.Program, "sync", url])
        {
            WorkingDirectory = tool.Folder,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return "killed";
        }

        return process.ExitCode == 0 ? "" : error.Result;
    }

    private string StartDaemon()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var folder = Path.GetDirectoryName(_clones.Remote)!;
        _daemon = Process.Start("git", [
            "daemon", "--listen=127.0.0.1", $"--port={port}", "--export-all", "--enable=receive-pack", $"--base-path={folder}", folder]);
        var url = $"git://127.0.0.1:{port}/{Path.GetFileName(_clones.Remote)}";
        Assert.IsTrue(SpinWait.SpinUntil(() => Accepts(port), TimeSpan.FromSeconds(20)));
        return url;
    }

    private static bool Accepts(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
