using System.Diagnostics;

namespace LoopJournal.Tests;

/// <summary>Input that no client sends: each ends in an answer or an orderly end.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class HostileInputTests
{
    private const string Hello = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}

        """;

    private const string List = """
        {"jsonrpc":"2.0","id":2,"method":"tools/list"}

        """;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    [DataRow("garbage", "\0\u0001{{{]]\nnot json\n\n")]
    [DataRow("an array", "[[[[[[]]]]]]\n")]
    [DataRow("another method", """{"jsonrpc":"2.0","id":9,"method":"no/such"}""" + "\n")]
    [DataRow("a call without parameters", """{"jsonrpc":"2.0","id":9,"method":"tools/call"}""" + "\n")]
    public void The_next_message_is_answered_behind(string what, string text)
    {
        using var folder = new TemporaryFolder();
        using var server = Server.Start(folder.Path);
        server.StandardInput.Write(Hello + text + List);
        server.StandardInput.Flush();

        Assert.IsTrue(ReadUntil(server, "\"id\":2", "\"tools\""), what);
        AssertEnds(server);
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public void Ten_megabytes_are_answered()
    {
        using var folder = new TemporaryFolder();
        using var server = Server.Start(folder.Path);
        var call = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"record","arguments":{"gate":"fail","output":"X"}}}""";
        server.StandardInput.Write(Hello + call.Replace("X", new string('x', 10_000_000), StringComparison.Ordinal) + "\n");
        server.StandardInput.Flush();

        Assert.IsTrue(ReadUntil(server, "\"id\":2", "recorded"));
        AssertEnds(server);
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    [DataRow("")]
    [DataRow("{\"jsonrpc\":\"2.0\",\"id\":7,\"meth")]
    public void Half_a_message_and_a_closed_pipe_end_it(string half)
    {
        using var folder = new TemporaryFolder();
        using var server = Server.Start(folder.Path);
        server.StandardInput.Write(Hello + half);
        AssertEnds(server);
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    [OSCondition(OperatingSystems.Linux)]
    public void A_closed_pipe_ends_the_gate_that_runs()
    {
        using var folder = new TemporaryFolder();
        using var server = Server.Start(folder.Path, "sh", "-c", "sleep 983.5; true");
        server.StandardInput.Write(Hello + """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"run_gate"}}""" + "\n");
        server.StandardInput.Flush();
        while (!IsRunning("sleep 983.5") && !server.HasExited)
        {
            Thread.Yield();
        }

        AssertEnds(server);
        Assert.IsFalse(IsRunning("sleep 983.5"));
    }

    private static void AssertEnds(Process server)
    {
        server.StandardInput.Close();
        server.StandardOutput.ReadToEnd();
        server.WaitForExit();
        Assert.AreEqual(0, server.ExitCode);
    }

    private static bool ReadUntil(Process server, params string[] words)
    {
        while (server.StandardOutput.ReadLine() is { } line)
        {
            if (Array.TrueForAll(words, word => line.Contains(word, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRunning(string command) => Directory.EnumerateDirectories("/proc").Any(folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ').Trim() == command;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // it has ended, or is not a process
        }
    });
}
