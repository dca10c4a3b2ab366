using System.Text.Json.Nodes;

namespace LoopJournal.Cli.Agents;

/// <summary>The answers of hooks, in the form that an agent reads.</summary>
internal static class HookAnswer
{
    /// <summary>Adds a text to what the agent knows.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="name">Its name of the event.</param>
    /// <param name="text">The text.</param>
    public static JsonObject AddContext(HookAgent agent, string name, string text) => agent.Form switch
    {
        HookForm.Copilot => new() { ["additionalContext"] = text },
        HookForm.Cursor => new() { ["additional_context"] = text },
        _ => new() { ["hookSpecificOutput"] = new JsonObject { ["hookEventName"] = name, ["additionalContext"] = text } },
    };

    /// <summary>Holds an agent that is about to stop, and tells it why.</summary>
    public static JsonObject Hold(HookAgent agent, string reason) => agent.Form switch
    {
        HookForm.Cursor => new() { ["followup_message"] = reason },
        var form => new() { ["decision"] = form == HookForm.Gemini ? "deny" : "block", ["reason"] = reason },
    };

    /// <summary>Lets an agent stop, and tells its user something; null where the agent has no place for it.</summary>
    public static JsonObject? LetGo(HookAgent agent, string message) =>
        agent.Form is HookForm.Claude or HookForm.Gemini ? new() { ["systemMessage"] = message } : null;
}
