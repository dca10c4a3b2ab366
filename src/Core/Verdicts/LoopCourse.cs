namespace LoopJournal.Verdicts;

/// <summary>The turns of one <c>loop</c> so far, and what follows from them. Pure: the same turns give the same end.</summary>
/// <param name="K">How many passes in a row that are not clean end the loop.</param>
internal sealed record LoopCourse(int K)
{
    private int _oscillations;
    private int _passes; // in a row, not clean or not proven
    private HashSet<string> _stalls = []; // fingerprints

    /// <summary>Why the loop ends; null where it goes on.</summary>
    public LoopEnd? End { get; private init; }

    /// <summary>What the next turn is told.</summary>
    public LoopAdvice Advice { get; private init; }

    /// <summary>The course after the next turn.</summary>
    /// <param name="outcome">How its gate ended.</param>
    /// <param name="verdict">The verdict on its attempt.</param>
    /// <param name="budget">The budget of the attempts, beside that of the loop's own turns.</param>
    public LoopCourse After(TurnOutcome outcome, Verdict verdict, Budget budget)
    {
        var isError = outcome == TurnOutcome.Failed && verdict.Severity == VerdictSeverity.Error;
        var stalls = isError && verdict.Kind == VerdictKind.Stalled ? [.. _stalls, verdict.Fingerprint] : _stalls;
        var next = this with
        {
            _oscillations = _oscillations + (isError && verdict.Kind == VerdictKind.Oscillating ? 1 : 0),
            _passes = outcome == TurnOutcome.PassedInPart ? _passes + 1 : 0,
            _stalls = stalls,
            Advice = !isError || verdict.Kind != VerdictKind.Stalled ? LoopAdvice.None
                : stalls.Count > 1 ? LoopAdvice.StartFromBest
                : LoopAdvice.ChangeStrategy,
        };
        return next with
        {
            End = outcome == TurnOutcome.Passed ? LoopEnd.Passed
                : isError && verdict.Kind == VerdictKind.Blocked ? LoopEnd.Blocked
                : isError && HasChangedStrategy(verdict) ? LoopEnd.Stalled
                : next._oscillations > 1 ? LoopEnd.Oscillating
                : next._passes >= K ? LoopEnd.PassedInPart
                : outcome == TurnOutcome.Failed && budget.Judge(verdict.Spent) == VerdictSeverity.Error ? LoopEnd.Budget
                : null,
        };
    }

    /// <summary>
    /// Whether a turn of this loop was told of the same stall. The first turn may find a stall that began before: the next one gets a try.
    /// </summary>
    private bool HasChangedStrategy(Verdict verdict) =>
        verdict.Kind == VerdictKind.Stalled && verdict.StallCount > K && _stalls.Contains(verdict.Fingerprint);
}

/// <summary>How the gate of a turn ended.</summary>
internal enum TurnOutcome
{
    /// <summary>It failed, or was blocked.</summary>
    Failed,

    /// <summary>It passed, but tests have vanished, binaries are stale, or a proof was asked for and is missing.</summary>
    PassedInPart,

    /// <summary>It passed, or only known failures remained.</summary>
    Passed,
}

/// <summary>What the next turn of a loop is told, beside the summary of the loop.</summary>
internal enum LoopAdvice
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The loop is stalled for the first time.</summary>
    ChangeStrategy,

    /// <summary>The loop is stalled again, with another failure.</summary>
    StartFromBest,
}

/// <summary>Why a loop ended.</summary>
internal enum LoopEnd
{
    /// <summary>Its goal is reached.</summary>
    Passed,

    /// <summary>The turn after a stall failed in the same way.</summary>
    Stalled,

    /// <summary>The second error of this verdict.</summary>
    Oscillating,

    /// <summary>The tests cannot be run.</summary>
    Blocked,

    /// <summary>K passes in a row were not clean, or not proven.</summary>
    PassedInPart,

    /// <summary>The budget of the attempts is spent.</summary>
    Budget,

    /// <summary>The loop has had all its turns.</summary>
    Attempts,

    /// <summary>The loop's time is over.</summary>
    Minutes,

    /// <summary>A signal stopped it.</summary>
    Stopped,
}
