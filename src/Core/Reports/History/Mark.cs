using LoopJournal.Verdicts;

namespace LoopJournal.Reports.History;

/// <summary>An attempt on a time line.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Letter">The letter of its fingerprint; empty without one.</param>
internal sealed record Mark(Attempt Attempt, MarkKind Kind, string Letter)
{
    /// <summary>The verdict on the stream up to this attempt.</summary>
    public VerdictKind Verdict { get; init; }

    /// <summary>How grave that verdict was.</summary>
    public VerdictSeverity Severity { get; init; }

    /// <summary>Its reason; empty where no rule held.</summary>
    public string Reason { get; init; } = "";

    /// <summary>See <see cref="Reports.Effect.Describe"/>.</summary>
    public string Effect { get; init; } = "";

    /// <summary>What it fixed and broke; null where that is not known.</summary>
    public FailureDelta? Delta { get; init; }

    /// <summary>
    /// How many tests failed, and after a pass how many had vanished; null where that is not known, and for the errors of a compiler,
    /// which have no scale in common with tests.
    /// </summary>
    public int? Count =>
        Attempt.Stage is Stages.Compile or Stages.Host || Attempt.Gate is Gates.Reset ? null
        : Attempt.HasPassed ? Attempt.VanishedCount
        : AttemptRank.CountFailures(Attempt);

    /// <summary>Whether a row is a mark of a stream: a full run's pass counts in its filtered streams, but is not theirs.</summary>
    public static bool IsOf(StreamKey stream, Attempt row) => row.Stream == stream || row.Gate is Gates.Reset;

    /// <summary>How an attempt is marked.</summary>
    public static MarkKind GetKind(Attempt attempt) => attempt switch
    {
        { Gate: Gates.Reset } => MarkKind.Reset,
        { HasPassed: true, VanishedCount: > 0 } => MarkKind.Vanished,
        { HasPassed: true, Stale: true } => MarkKind.Stale,
        { IsAllKnown: true } => MarkKind.Known,
        { HasPassed: true } => MarkKind.Pass,
        { Gate: Gates.Fail } => MarkKind.Fail,
        _ => MarkKind.Blocked,
    };
}

/// <summary>The ways in which attempts end that a time line tells apart.</summary>
internal enum MarkKind
{
    /// <summary>A clean pass.</summary>
    Pass,

    /// <summary>A pass, but tests that failed before did not run.</summary>
    Vanished,

    /// <summary>A pass of old binaries.</summary>
    Stale,

    /// <summary>Known failures alone.</summary>
    Known,

    /// <summary>The gate turned the attempt down.</summary>
    Fail,

    /// <summary>The gate could not judge.</summary>
    Blocked,

    /// <summary>A user started the count again, or accepted failures.</summary>
    Reset,
}
