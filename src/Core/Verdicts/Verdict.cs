namespace LoopJournal.Verdicts;

/// <summary>The verdict on the attempts of one stream, and the facts that it rests on.</summary>
internal sealed record Verdict
{
    /// <summary>Which rule held.</summary>
    public required VerdictKind Kind { get; init; }

    /// <summary>How grave it is, before the user's settings lower it.</summary>
    public VerdictSeverity Severity { get; init; }

    /// <summary>
    /// How many attempts at the end of the stream failed with <see cref="Fingerprint"/> without another between. Attempts that were
    /// blocked at the host do not interrupt the run, and flaky tests do not count as part of a failure.
    /// </summary>
    public int StallCount { get; init; }

    /// <summary>The fingerprint of the failure that was judged; empty after a pass, a reset, or a failure without one.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary><c>continue</c>, <c>switch-strategy</c>, <c>escalate</c>, <c>change-approach</c> or <c>fix-environment</c>.</summary>
    public string Recommend { get; init; } = Recommendations.Continue;

    /// <summary>Actions tried more than once under <see cref="Fingerprint"/>, trimmed, sorted by code point.</summary>
    public IReadOnlyList<string> DeadEnds { get; init; } = [];

    /// <summary>Why, in one sentence without a full stop.</summary>
    public string Reason { get; init; } = "";

    /// <summary>
    /// The attempts that the verdict rests on, oldest first; on <see cref="VerdictKind.Progress"/> those of <see cref="StallCount"/>.
    /// </summary>
    public IReadOnlyList<Attempt> Evidence { get; init; } = [];

    /// <summary>How many attempts make one turn of the circle, 2 or more; null when the stream does not end in a circle.</summary>
    public int? Period { get; init; }

    /// <summary>The first attempt with the tree and the failure that the last one has gone back to; null where it has not.</summary>
    public Attempt? ReturnsTo { get; init; }

    /// <summary>
    /// The latest of the attempts that came furthest and had the fewest failing tests since the last pass or reset; null where
    /// stage or count of one of them is not known.
    /// </summary>
    public Attempt? Best { get; init; }

    /// <summary>How many attempts came after the first that was as good as <see cref="Best"/>; null without one.</summary>
    public int? AttemptsSinceBest { get; init; }

    /// <summary>Whether <see cref="Best"/> was better than the last attempt: a way back to an equal one leads nowhere.</summary>
    public bool WasBetter { get; init; }

    /// <summary>The pairs of tests that have never passed together since the last pass or reset, the gravest first.</summary>
    public IReadOnlyList<SwappedPair> Pairs { get; init; } = [];

    /// <summary>How the last attempt changed the set of failures; null when one of the two sets is not known in full.</summary>
    public FailureDelta? Delta { get; init; }

    /// <summary>
    /// Files outside tests to which the failure's traces lead and that no attempt with this failure edited; empty where that is not known.
    /// </summary>
    public IReadOnlyList<string> Untouched { get; init; } = [];

    /// <summary>Ids of tests that both failed and did not on one tree since the last reset, sorted by code point.</summary>
    public IReadOnlyList<string> Flaky { get; init; } = [];

    /// <summary>
    /// The failure stays the same, but its values differ with every attempt: two or more, up to the threshold, were compared.
    /// </summary>
    public bool ValuesMoved { get; init; }

    /// <summary>
    /// 2K, where so many attempts make a stall because the values differed in each of the last K on more than one tree; null where K do.
    /// </summary>
    public int? MovingLimit { get; init; }

    /// <summary>
    /// Whether the last K attempts, two or more, ran on one tree: no file was edited between them. If they failed in different ways, the
    /// environment moved or the gate is flaky.
    /// </summary>
    public bool NoChange { get; init; }

    /// <summary>What the judged failure rests on: one of <see cref="EvidenceKinds"/>; empty where the evidence describes it.</summary>
    public string EvidenceKind { get; init; } = "";

    /// <summary>What the last attempt proves, beside how it ended.</summary>
    public PassFacts Pass { get; init; } = PassFacts.None;

    /// <summary>What the attempts since the last clean pass or reset have cost; nothing where the last attempt passed.</summary>
    public Cost Spent { get; init; }

    /// <summary>How many attempts at the end of the stream ran on one tree; 0 where the last tree is not known.</summary>
    public int AttemptsOnTree { get; init; }
}

/// <summary>The verdicts, worst last.</summary>
internal enum VerdictKind
{
    /// <summary>No rule holds: the loop may go on.</summary>
    Progress,

    /// <summary>Many attempts without a new best.</summary>
    Plateau,

    /// <summary>The loop goes in a circle.</summary>
    Oscillating,

    /// <summary>The last attempts failed in the same way.</summary>
    Stalled,

    /// <summary>The tests cannot be run: the environment is at fault, not the code.</summary>
    Blocked,
}

/// <summary>How grave a verdict is.</summary>
internal enum VerdictSeverity
{
    /// <summary>The build reports nothing.</summary>
    None,

    /// <summary>A warning: the build goes on.</summary>
    Warning,

    /// <summary>An error: the build fails, which it does anyway, because a gate failed.</summary>
    Error,
}

/// <summary>The recommendations of verdicts.</summary>
internal static class Recommendations
{
    /// <summary>Go on.</summary>
    public const string Continue = "continue";

    /// <summary>Try something of another kind.</summary>
    public const string SwitchStrategy = "switch-strategy";

    /// <summary>Another strategy was due an attempt ago: ask a person.</summary>
    public const string Escalate = "escalate";

    /// <summary>Each repair undoes the other: look for one that does not.</summary>
    public const string ChangeApproach = "change-approach";

    /// <summary>Mend the machine, not the code.</summary>
    public const string FixEnvironment = "fix-environment";
}
