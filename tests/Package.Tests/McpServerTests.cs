using ModelContextProtocol.Client;

namespace LoopJournal.Tests;

/// <summary>An IDE's agent that works through the server of <c>mcp -- dotnet test FOLDER</c>, with the client of the protocol's SDK.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class McpServerTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [Timeout(600_000, CooperativeCancellation = true)]
    public async Task An_agent_stalls_and_mends_the_bug_through_the_tools_alone()
    {
        using var shop = new TamperedShop("mstest").Create();
        var program = Path.Combine(AppContext.BaseDirectory, "loop-journal-mcp.dll");
        await using var client = await McpClient.CreateAsync(
            new StdioClientTransport(new()
            {
                Command = "dotnet",
                Arguments = [program, "mcp", "dotnet", "test", Shop.TestFolder],
                WorkingDirectory = shop.Repo.Root,
                EnvironmentVariables = shop.Repo.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value),
            }),
            cancellationToken: TestContext.CancellationToken);

        await AssertSays(client, "resume", 0, "fresh loop");
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            shop.Repo.Write("notes.txt", $"{attempt}");
            await AssertSays(client, "run_gate", 1, $"attempt {attempt} failed, 1 of 3 tests", ("action", $"try {attempt}"));
        }

        shop.Repo.Write("notes.txt", "3");
        await AssertSays(client, "run_gate", 10, "LOOP0010: Stalled: 3 consecutive attempts failed the same way", ("action", "try 3"));
        await AssertSays(client, "stall", 10, "\"try 1\"");
        await AssertSays(client, "resume", 0, "\"try 3\"", ("max_bytes", 4000));
        await AssertSays(client, "failures", 0, TamperedShop.Total, ("attempt", 2));
        await AssertSays(client, "proof", 11, "not proven");
        await AssertSays(client, "record", 0, "gate=fail", ("gate", "fail"), ("output", "error: seen by hand"));
        shop.Fix();
        await AssertSays(client, "run_gate", 0, "passed", ("action", "mend the total"));
        await AssertSays(client, "proof", 0, "proof");
    }

    private async Task AssertSays(
        McpClient client, string tool, int exitCode, string words, params (string Name, object? Value)[] arguments)
    {
        var result = await client.CallToolAsync(
            tool, arguments.ToDictionary(argument => argument.Name, argument => argument.Value),
            cancellationToken: TestContext.CancellationToken);
        var answer = result.StructuredContent!.Value;
        var text = answer.GetProperty("text").GetString()!;
        TestContext.WriteLine($"> {tool}\n{text}");
        Assert.Contains(words, text);
        Assert.AreEqual(exitCode, answer.GetProperty("exit_code").GetInt32(), text);
    }
}
