using System.Text.Json.Nodes;

namespace LoopJournal.Cli.Agents;

/// <summary>The file of an agent's hooks: two entries are ours.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Tool">The command that starts the tool.</param>
internal sealed record HookFile(HookAgent Agent, string Tool) : SettingsFile
{
    /// <summary>How many arrays and objects are on the way to an entry.</summary>
    private const int Depth = 2;

    public override string Path => Agent.Settings;

    private IEnumerable<(string[] Path, JsonObject Hook)> Entries =>
    [
        (GetPath(Agent.Events.SessionStart), Agent.CreateHook($"{Tool} hook session-start --agent {Agent.Name}")),
        (GetPath(Agent.Events.Stop), Agent.CreateHook($"{Tool} hook stop --agent {Agent.Name}")),
    ];

    public override string Apply(string? text)
    {
        text ??= Agent.NewSettings;
        foreach (var (path, hook) in Entries)
        {
            var ours = JsonText.ListElements(text, path).Where(IsOurs).ToList();
            if (ours is not [var only] || !JsonNode.DeepEquals(JsonText.Parse(only), hook))
            {
                text = JsonText.Add(JsonText.Remove(text, path, IsOurs, Depth), path, hook);
            }
        }

        return text;
    }

    /// <summary>An array or an object that is empty without our entries may have been there, empty.</summary>
    protected override IEnumerable<string> ListOriginals(string text) =>
        from first in Enumerable.Range(0, Depth + 1)
        from second in Enumerable.Range(0, Depth + 1)
        select JsonText.Remove(
            JsonText.Remove(text, GetPath(Agent.Events.Stop), IsOurs, second), GetPath(Agent.Events.SessionStart), IsOurs, first);

    private static string[] GetPath(string name) => ["hooks", name];

    private bool IsOurs(string element) =>
        Regex.IsMatch(element, $@"(loop-journal|LoopJournal\.Tool)[^""]* hook (session-start|stop) --agent {Agent.Name}\b");
}
