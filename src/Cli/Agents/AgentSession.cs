using static LoopJournal.Text.JsonField<LoopJournal.Cli.Agents.AgentSession>;
using static LoopJournal.Text.JsonValues;

namespace LoopJournal.Cli.Agents;

/// <summary>What the hooks keep of an agent's session.</summary>
internal sealed record AgentSession
{
    /// <summary>The id of the session's first hook: ids of later attempts sort later.</summary>
    public string Began { get; init; } = "";

    /// <summary>The tree of the files when the session began.</summary>
    public string Tree { get; init; } = "";

    /// <summary>The id of the newest attempt when the session began; empty without one.</summary>
    public string Newest { get; init; } = "";

    /// <summary>The id of the newest attempt that the agent was told of.</summary>
    public string Told { get; init; } = "";

    /// <summary>How often the agent was held.</summary>
    public int Holds { get; init; }

    /// <summary>The id of the newest attempt when the agent was held last; empty without one.</summary>
    public string HeldAt { get; init; } = "";

    private static readonly JsonField<AgentSession>[] Fields =
    [
        AnyText("began", s => s.Began, (ref s, text) => s = s with { Began = text }),
        AnyText("tree", s => s.Tree, (ref s, text) => s = s with { Tree = text }),
        AnyText("newest", s => s.Newest, (ref s, text) => s = s with { Newest = text }),
        AnyText("told", s => s.Told, (ref s, text) => s = s with { Told = text }),
        Number("holds", s => s.Holds, (ref s, number) => s = s with { Holds = ToCount(number) }),
        AnyText("heldAt", s => s.HeldAt, (ref s, text) => s = s with { HeldAt = text }),
    ];

    /// <summary>The session as one line.</summary>
    public string Write() => WriteLine(Fields, this);

    /// <summary>Reads such a line; null where it is not one.</summary>
    public static AgentSession? Read(ReadOnlySpan<byte> line) =>
        ReadLine(line, Fields, new()) is { Began.Length: > 0 } session ? session : null;
}
