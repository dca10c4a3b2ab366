using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace LoopJournal.Tests;

/// <summary>The server as the SDK's own client sees it, over standard input and output.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ServerTests
{
    private readonly string _folder = TemporaryFolder.Create();

    public ServerTests() => Directory.CreateDirectory(Path.Combine(_folder, ".git"));

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Stop => TestContext.CancellationToken;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task Every_tool_has_a_title_a_description_schemas_and_hints()
    {
        await using var client = await Connect("sh", "-c", "exit 1");
        var tools = await client.ListToolsAsync(cancellationToken: Stop);

        Assert.AreSequenceEqual(
            ["failures", "proof", "record", "resume", "run_gate", "stall"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        foreach (var tool in tools.Select(tool => tool.ProtocolTool))
        {
            Assert.IsNotEmpty(tool.Title!);
            Assert.IsNotEmpty(tool.Description!);
            Assert.AreEqual("object", tool.InputSchema.GetProperty("type").GetString());
            Assert.IsTrue(tool.OutputSchema!.Value.GetProperty("properties").TryGetProperty("text", out _));
            Assert.AreEqual(tool.Name is not ("record" or "run_gate"), tool.Annotations!.ReadOnlyHint);
            Assert.AreEqual(tool.Name == "run_gate", tool.Annotations.DestructiveHint ?? false);
        }

        await using var withoutGate = await Connect();
        Assert.DoesNotContain("run_gate", (await withoutGate.ListToolsAsync(cancellationToken: Stop)).Select(tool => tool.Name));
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task Every_tool_answers_in_a_loop_that_stalls()
    {
        // A gate that reads its input would take the protocol's bytes
        await using var client = await Connect("sh", "-c", "cat; echo 'error: no answer'; exit 3");
        Assert.AreEqual((0, true), await Call(client, "resume", "fresh loop"));
        Assert.AreEqual((3, true), await Call(client, "run_gate", "error: no answer", ("action", "try 1")));
        Assert.AreEqual((3, true), await Call(client, "run_gate", "error: no answer"));
        Assert.AreEqual((10, true), await Call(client, "run_gate", "LOOP0010"));
        Assert.AreEqual((10, true), await Call(client, "stall", "stalled\n"));
        Assert.AreEqual((0, true), await Call(client, "resume", "try 1", ("max_bytes", 4000)));
        Assert.AreEqual((0, true), await Call(client, "failures", "error: no answer", ("attempt", 2)));
        Assert.AreEqual((1, true), await Call(client, "proof", "not known"));
        Assert.AreEqual((0, true), await Call(client, "record", "gate=fail", ("gate", "fail"), ("output", "error: another")));
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    [DataRow("record", "gate", null)]
    [DataRow("record", "gate", 3)]
    [DataRow("record", "gate", "perhaps")]
    [DataRow("record", "gate", "fail --journal=/tmp/x")]
    [DataRow("resume", "max_bytes", 1.5)]
    [DataRow("resume", "max_bytes", 1)]
    [DataRow("failures", "attempt", "--help")]
    public async Task A_wrong_call_is_an_answer_with_an_error(string tool, string name, object? value)
    {
        await using var client = await Connect();
        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { [name] = value }, cancellationToken: Stop);

        Assert.IsTrue(result.IsError);
        Assert.IsNotEmpty(Assert.IsInstanceOfType<TextContentBlock>(Assert.ContainsSingle(result.Content)).Text);
        Assert.IsFalse(Directory.Exists(Path.Combine(_folder, ".orchestrator")));
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task An_answer_is_bounded()
    {
        await using var client = await Connect("sh", "-c", "seq -f 'error: no answer from the host number %g' 4000; exit 3");
        var result = await client.CallToolAsync("run_gate", cancellationToken: Stop);

        Assert.IsLessThan(21_000, result.StructuredContent!.Value.GetProperty("text").GetString()!.Length);
    }

    private async Task<McpClient> Connect(params string[] gate) => await McpClient.CreateAsync(
        new StdioClientTransport(new()
        {
            Command = "dotnet",
            Arguments = [Server.Program, "mcp", .. gate],
            WorkingDirectory = _folder,
            EnvironmentVariables = new Dictionary<string, string?> { ["LoopId"] = "test" },
        }),
        cancellationToken: Stop);

    /// <summary>Calls a tool; gives its exit code, and whether the text has these words.</summary>
    private async Task<(int ExitCode, bool HasWords)> Call(
        McpClient client, string tool, string words, params (string Name, object? Value)[] arguments)
    {
        var result = await client.CallToolAsync(
            tool, arguments.ToDictionary(argument => argument.Name, argument => argument.Value), cancellationToken: Stop);
        var answer = result.StructuredContent!.Value;
        var text = answer.GetProperty("text").GetString()!;
        Assert.AreEqual(text, Assert.IsInstanceOfType<TextContentBlock>(Assert.ContainsSingle(result.Content)).Text);
        TestContext.WriteLine($"{tool}: {text}");
        return (answer.GetProperty("exit_code").GetInt32(), text.Contains(words, StringComparison.Ordinal));
    }
}
