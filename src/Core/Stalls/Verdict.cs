namespace LoopJournal.Stalls;

/// <summary>What the attempts of one stream say about the loop, and the facts that it rests on.</summary>
public sealed record Verdict
{
    /// <summary>Which rule held.</summary>
    public required VerdictKind Kind { get; init; }

    /// <summary>How grave it is, before anybody's settings lower it.</summary>
    public VerdictSeverity Severity { get; init; }

    /// <summary>How many attempts at the end of the stream have <see cref="Fingerprint"/> without another between.</summary>
    public int StallCount { get; init; }

    /// <summary>The fingerprint that the verdict speaks of; empty after a pass, a reset, or a failure without one.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary><c>continue</c>, <c>switch-strategy</c>, <c>escalate</c>, <c>change-approach</c> or <c>fix-environment</c>.</summary>
    public string Recommend { get; init; } = Recommendations.Continue;

    /// <summary>Actions tried more than once under <see cref="Fingerprint"/>, trimmed, sorted by code point.</summary>
    public IReadOnlyList<string> DeadEnds { get; init; } = [];

    /// <summary>Why, in one sentence.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>The verdicts, worst last.</summary>
public enum VerdictKind
{
    /// <summary>Nothing speaks against going on.</summary>
    Progress,

    /// <summary>Many attempts without a new best.</summary>
    Plateau,

    /// <summary>The loop goes round in a circle.</summary>
    Oscillating,

    /// <summary>The last attempts failed in the same way.</summary>
    Stalled,

    /// <summary>The tests cannot be run: the environment is at fault, not the code.</summary>
    Blocked,
}

/// <summary>How grave a verdict is.</summary>
public enum VerdictSeverity
{
    /// <summary>Nothing is said.</summary>
    None,

    /// <summary>A warning: the build goes on.</summary>
    Warning,

    /// <summary>An error: the build fails, which it does anyway, because a gate failed.</summary>
    Error,
}

/// <summary>What a verdict recommends.</summary>
public static class Recommendations
{
    /// <summary>Go on.</summary>
    public const string Continue = "continue";

    /// <summary>Try something of another kind.</summary>
    public const string SwitchStrategy = "switch-strategy";

    /// <summary>Another strategy was due an attempt ago: ask somebody.</summary>
    public const string Escalate = "escalate";

    /// <summary>Each repair undoes the other: look for one that does not.</summary>
    public const string ChangeApproach = "change-approach";

    /// <summary>Mend the machine, not the code.</summary>
    public const string FixEnvironment = "fix-environment";
}
