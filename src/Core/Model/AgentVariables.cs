namespace LoopJournal.Model;

/// <summary>The environment variables by which coding agents mark the commands that they start.</summary>
internal static class AgentVariables
{
    /// <summary>The variable with which a user names an agent that the table does not have.</summary>
    public const string Own = "LoopAgent";

    /// <summary>
    /// The first row that fits counts. Sources: <c>LLMEnvironmentDetectorForTelemetry.cs</c> in dotnet/sdk; for CURSOR_AGENT and
    /// CODEX_THREAD_ID <c>detect-agent.ts</c> in aws/aws-cdk-cli.
    /// </summary>
    private static readonly (string Variable, string? Value, string Agent)[] Table =
    [
        ("CLAUDECODE", null, "claude"),
        ("CLAUDE_CODE_ENTRYPOINT", null, "claude"),
        ("CURSOR_AGENT", null, "cursor"),
        ("CURSOR_EDITOR", null, "cursor"),
        ("CURSOR_AI", null, "cursor"),
        ("GEMINI_CLI", null, "gemini"),
        ("GITHUB_COPILOT_CLI_MODE", null, "copilot"),
        ("COPILOT_CLI", null, "copilot"),
        ("AI_AGENT", "github_copilot_app_agent", "copilot"),
        ("CODEX_CLI", null, "codex"),
        ("CODEX_SANDBOX", null, "codex"),
        ("CODEX_THREAD_ID", null, "codex"),
        ("OR_APP_NAME", "Aider", "aider"),
        ("OR_APP_NAME", "OpenHands", "openhands"),
        ("AMP_HOME", null, "amp"),
        ("QWEN_CODE", null, "qwen"),
        ("DROID_CLI", null, "droid"),
        ("OPENCODE_AI", null, "opencode"),
        ("ZED_ENVIRONMENT", null, "zed"),
        ("ZED_TERM", null, "zed"),
        ("KIMI_CLI", null, "kimi"),
        ("GOOSE_TERMINAL", null, "goose"),
        ("CLINE_TASK_ID", null, "cline"),
        ("ROO_CODE_TASK_ID", null, "roo"),
        ("WINDSURF_SESSION", null, "windsurf"),
        ("AGENT_CLI", null, "agent"),
    ];

    /// <summary>The agent that an environment names; empty where it names none.</summary>
    /// <param name="getVariable">Gives a variable's value; null where it is not set.</param>
    public static string Find(Func<string, string?> getVariable) => getVariable(Own) is { Length: > 0 } own ? own
        : Array.Find(Table, row => getVariable(row.Variable) is { } value && Fits(value, row.Value)).Agent ?? "";

    // a switch that is off does not name an agent
    private static bool Fits(string value, string? wanted) =>
        wanted is null ? value is not ("" or "0" or "false") : string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);
}
