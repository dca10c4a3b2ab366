using System.Text.Json.Nodes;

namespace LoopJournal.Cli.Agents;

/// <summary>A JSON file of an agent, in which entries are ours.</summary>
/// <param name="Name">The name of the agent.</param>
/// <param name="Path">The file, relative to the repository, with forward slashes.</param>
/// <param name="NewText">A new file, without entries.</param>
/// <param name="Entries">The entries.</param>
internal sealed record AgentFile(string Name, string Path, string NewText, IReadOnlyList<JsonEntry> Entries) : SettingsFile(Name, Path)
{
    /// <summary>The files of an agent: its hooks, and where it has a place for servers of a project, the tool's server.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="tool">The command that starts the tool.</param>
    public static IEnumerable<AgentFile> FindAll(HookAgent agent, string tool)
    {
        JsonEntry[] hooks = [CreateHook(agent.Events.SessionStart, "session-start"), CreateHook(agent.Events.Stop, "stop")];
        JsonEntry[] servers = agent.Servers.Length == 0 ? [] : [new(["mcpServers"], "loop-journal", CreateServer(tool))];
        return agent.Servers == agent.Settings ? [new(agent.Name, agent.Settings, agent.NewSettings, [.. hooks, .. servers])]
            : servers.Length == 0 ? [new(agent.Name, agent.Settings, agent.NewSettings, hooks)]
            :
            [
                new(agent.Name, agent.Settings, agent.NewSettings, hooks),
                new(agent.Name, agent.Servers, HookAgent.EmptySettings, servers),
            ];

        JsonEntry CreateHook(string name, string call)
        {
            var arguments = $" hook {call} --agent {agent.Name}";
            return new(["hooks", name], null, agent.CreateHook(tool + arguments), arguments + "\"");
        }
    }

    public override string Apply(string? text)
    {
        text ??= NewText;
        foreach (var entry in Entries)
        {
            if (JsonText.List(text, entry) is not [var only] || !JsonText.AreEqual(only, entry.Value))
            {
                text = JsonText.Add(JsonText.Remove(text, entry, entry.Path.Length), entry);
            }
        }

        return text;
    }

    /// <summary>An array or an object that is empty without our entries may have been there, empty.</summary>
    protected override IEnumerable<string> ListOriginals(string text) => Entries.Reverse().Aggregate(
        (IEnumerable<string>)[text],
        (texts, entry) => texts.SelectMany(
            _ => Enumerable.Range(0, entry.Path.Length + 1), (found, kept) => JsonText.Remove(found, entry, kept)).Distinct());

    private static JsonObject CreateServer(string tool)
    {
        var words = tool.Split(' ');
        JsonNode[] arguments = [.. words[1..].Append("mcp").Select(word => (JsonNode)JsonValue.Create(word))];
        return new() { ["command"] = words[0], ["args"] = new JsonArray(arguments) };
    }
}
