using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoopJournal.Tests.Agents;

/// <summary>A git repository with one file, in which an agent works: it edits the file, runs the gate, and calls the hooks.</summary>
internal sealed class AgentRepository : IDisposable
{
    /// <summary>The payloads that the agents' documentation shows.</summary>
    public static readonly IReadOnlyList<JsonObject> Payloads =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "hooks.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject())];

    private readonly string _agent;

    public AgentRepository(string agent = "claude", bool hasGit = true)
    {
        _agent = agent;
        if (hasGit)
        {
            Directory.Delete(Path.Combine(Tool.Folder, ".git"));
            Git("init", "-q", "-b", "main");
        }

        Edit("1");
    }

    public Tool Tool { get; } = new();

    public void Edit(string text) => Tool.Write("a.txt", text);

    /// <summary>Records a run of the tests.</summary>
    public void RunTests(string gate, string log = "error: no answer", params string[] more) =>
        Assert.AreEqual(0, Tool.RunWith(log, ["record", "--gate", gate, "--gate-output", "-", .. more]).ExitCode);

    /// <summary>Calls a hook with the first payload of the agent's documentation for the event.</summary>
    public Answer Call(string name, string? payload = null, params string[] more)
    {
        payload ??= Payloads.First(row => (string)row["agent"]! == _agent && (string)row["event"]! == name)["payload"]!.ToJsonString();
        var answer = Tool.RunWith(
            payload.Replace("$ROOT", JsonEncodedText.Encode(Tool.Folder).ToString(), StringComparison.Ordinal),
            ["hook", name, "--agent", _agent, .. more]);
        Assert.AreEqual(0, answer.ExitCode);
        return answer;
    }

    /// <summary>Calls the stop hook.</summary>
    /// <returns>The reason of a hold; empty where the agent was let go.</returns>
    public string Stop() => Call("stop") is { Output.Length: > 0 } answer ? ReadHold(answer) : "";

    /// <summary>The reason of a hold in the form of the agent; empty where it is not one.</summary>
    public string ReadHold(Answer answer)
    {
        var json = JsonNode.Parse(answer.Output)!.AsObject();
        return _agent == "cursor" ? (string?)json["followup_message"] ?? ""
            : (string?)json["decision"] == (_agent == "gemini" ? "deny" : "block") ? (string)json["reason"]!
            : "";
    }

    public void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Tool.Folder })!;
        git.WaitForExit();
        Assert.AreEqual(0, git.ExitCode);
    }

    public void Dispose() => Tool.Dispose();
}
