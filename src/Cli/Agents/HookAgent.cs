using System.Text.Json.Nodes;

namespace LoopJournal.Cli.Agents;

/// <summary>A coding agent that runs commands at events of its session.</summary>
/// <param name="Name">The name that users type, and that the record has.</param>
/// <param name="Settings">The project's file in which the agent looks up its hooks, relative to the repository.</param>
/// <param name="Events">The agent's names of the events.</param>
/// <param name="CreateHook">The entry under an event's name that runs a command.</param>
/// <param name="Form">How the agent reads an answer.</param>
internal sealed record HookAgent(
    string Name, string Settings, HookEvents Events, Func<string, JsonObject> CreateHook, HookForm Form)
{
    /// <summary>How long an agent may wait for a hook: git looks at all files of the repository.</summary>
    private const int Seconds = 120;

    /// <summary>Files and folders, one of which a repository has that the agent is used in.</summary>
    public IReadOnlyList<string> Signs { get; init; } = [];

    /// <summary>The variable that gives a hook the repository's folder; empty without one: the payload's folder counts then.</summary>
    public string RootVariable { get; init; } = "";

    /// <summary>A new file of settings, without hooks.</summary>
    public string NewSettings { get; init; } = EmptySettings;

    /// <summary>The project's file in which the agent looks up servers of the Model Context Protocol; empty without one.</summary>
    public string Servers { get; init; } = "";

    public const string EmptySettings = "{\n}\n";

    private const string WithVersion = "{\n  \"version\": 1\n}\n";

    private static readonly HookEvents ClaudeEvents = new("SessionStart", "Stop", "PostToolUse");

    /// <summary>
    /// The table. Sources: code.claude.com/docs/en/hooks; docs.github.com/en/copilot/reference/hooks-reference; codex-rs/hooks/schema in
    /// openai/codex; cursor.com/docs/agent/hooks; docs/hooks/reference.md in google-gemini/gemini-cli.
    /// </summary>
    public static readonly HookAgent[] All =
    [
        new("claude", ".claude/settings.json", ClaudeEvents, command => CreateGroup(command, Seconds), HookForm.Claude)
        {
            Signs = [".claude", "CLAUDE.md"],
            RootVariable = "CLAUDE_PROJECT_DIR",
            Servers = ".mcp.json",
        },
        new("copilot", ".github/hooks/loop-journal.json", new("sessionStart", "agentStop", "postToolUse"), command => new()
        {
            ["type"] = "command", ["bash"] = command, ["powershell"] = command, ["timeoutSec"] = Seconds,
        }, HookForm.Copilot)
        {
            Signs = [".github/hooks", ".github/copilot-instructions.md"],
            NewSettings = WithVersion,
        },
        new("codex", ".codex/hooks.json", ClaudeEvents, command => CreateGroup(command, Seconds), HookForm.Claude)
        {
            Signs = [".codex"],
        },
        new("cursor", ".cursor/hooks.json", new("sessionStart", "stop", "postToolUse"), command => new()
        {
            ["command"] = command, ["timeout"] = Seconds,
        }, HookForm.Cursor)
        {
            Signs = [".cursor", ".cursorrules"],
            RootVariable = "CURSOR_PROJECT_DIR",
            Servers = ".cursor/mcp.json",
            NewSettings = WithVersion,
        },
        new("gemini", ".gemini/settings.json", new("SessionStart", "AfterAgent", "AfterTool"),
            command => CreateGroup(command, Seconds * 1000), HookForm.Gemini)
        {
            Signs = [".gemini", "GEMINI.md"],
            RootVariable = "GEMINI_PROJECT_DIR",
            Servers = ".gemini/settings.json",
        },
    ];

    /// <summary>The agent of this name; null where the table has none.</summary>
    public static HookAgent? Find(string name) => Array.Find(All, agent => agent.Name == name);

    private static JsonObject CreateGroup(string command, int timeout) => new()
    {
        ["hooks"] = new JsonArray(new JsonObject { ["type"] = "command", ["command"] = command, ["timeout"] = timeout }),
    };
}

/// <summary>An agent's names of the events at which it calls the tool.</summary>
/// <param name="SessionStart">A session begins, is resumed, or has just been compacted.</param>
/// <param name="Stop">The agent is about to end its turn.</param>
/// <param name="PostTool">The agent has used a tool.</param>
internal sealed record HookEvents(string SessionStart, string Stop, string PostTool);

/// <summary>How an agent reads the answer of a hook.</summary>
internal enum HookForm
{
    /// <summary><c>hookSpecificOutput.additionalContext</c>, <c>decision: block</c>, <c>systemMessage</c>.</summary>
    Claude,

    /// <summary>As <see cref="Claude"/>, with <c>decision: deny</c>.</summary>
    Gemini,

    /// <summary><c>additionalContext</c>, <c>decision: block</c>; nothing is shown to the user.</summary>
    Copilot,

    /// <summary><c>additional_context</c>, <c>followup_message</c>; nothing is shown to the user.</summary>
    Cursor,
}
