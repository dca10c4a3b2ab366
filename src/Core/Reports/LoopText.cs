using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>What <c>loop</c> tells the agent before a turn, and people after it.</summary>
internal static class LoopText
{
    private const int GateLength = 200;

    /// <summary>The last line of the summary of a loop that did not reach its goal.</summary>
    public const string HowToGoOn = "to go on: loop-journal failures, diff, report or restore best; or run the loop again";

    /// <summary>The text for the agent's next turn, before that of <c>resume</c>.</summary>
    /// <param name="turn">The turn's number.</param>
    /// <param name="turns">How many there are at most.</param>
    /// <param name="gate">The gate, as a stream names it.</param>
    /// <param name="advice">What the loop's course asks for.</param>
    /// <param name="verdict">The verdict on the turn before; null in the first one.</param>
    public static IEnumerable<string> GetPrompt(int turn, int turns, string gate, LoopAdvice advice, Verdict? verdict)
    {
        yield return $"loop-journal loop: turn {turn} of {turns}. Make the gate pass: {Quoted.From(gate, GateLength)}";
        if (verdict is null || advice == LoopAdvice.None)
        {
            yield break;
        }

        yield return advice == LoopAdvice.StartFromBest && verdict is { Best: { Tree.Length: > 0 } best, WasBetter: true }
            ? "Stalled again, with another failure. Start from the best attempt and try something else: loop-journal restore best "
                + $"(attempt {best.Iteration}{VerdictText.CountFailures(best)})"
            : "Stalled: change the strategy. The tries below did not change the failure.";
        if (verdict.Untouched.Count > 0)
        {
            yield return $"The failures lead to files that no attempt edited: {VerdictText.ListUntouched(verdict)}";
        }
    }

    /// <summary>
    /// A turn on one line: <c>turn 3: failed, failing 22 > 5 (7f3a91c2d4e5); 1m 12s, 17 turns and 24m 30s left</c>.
    /// </summary>
    public static string DescribeTurn(LoopTurn turn)
    {
        string?[] parts =
        [
            Describe(turn),
            DescribeStep(turn),
            turn.Verdict.StallCount > 1 ? $"same failure {turn.Verdict.StallCount} times in a row" : null,
            turn.Verdict.Kind == VerdictKind.Progress ? null : StallText.GetKind(turn.Verdict),
            turn.AgentExitCode == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"the agent ended with {turn.AgentExitCode}"),
        ];
        var fingerprint = turn.Verdict.Fingerprint.Length > 0 ? $" ({Quoted.FromId(turn.Verdict.Fingerprint)})" : "";
        var left = Count(turn.TurnsLeft) + (turn.TimeLeft is { } time ? $" and {Format(time)}" : "");
        return $"turn {turn.Number}: {string.Join(", ", parts.OfType<string>())}{fingerprint}; {Format(turn.Time)}, {left} left";
    }

    private static string? DescribeStep(LoopTurn turn) => turn.Failing.Length == 0 || turn.Failing == turn.Before ? null
        : turn.Before.Length > 0 ? $"failing {turn.Before} > {turn.Failing}"
        : turn.Outcome == TurnOutcome.Failed && !turn.IsBlocked ? $"failing {turn.Failing}" : null;

    /// <summary>The head of the summary: why the loop ended, after how many turns, and how long it took.</summary>
    public static string DescribeEnd(LoopEnd end, int turns, TimeSpan time) =>
        $"loop: {Describe(end)} after {Count(turns)}, {Format(time)}";

    /// <summary>A time as in <c>1h 02m 03s</c>.</summary>
    public static string Format(TimeSpan time) => FormattableString.Invariant(
        time.TotalHours >= 1 ? $"{(int)time.TotalHours}h {time.Minutes:00}m {time.Seconds:00}s"
        : time.TotalMinutes >= 1 ? $"{time.Minutes}m {time.Seconds:00}s"
        : (FormattableString)$"{time.Seconds}s");

    private static string Count(int turns) => turns == 1 ? "1 turn" : string.Create(CultureInfo.InvariantCulture, $"{turns} turns");

    private static string Describe(LoopTurn turn) => turn.Outcome switch
    {
        TurnOutcome.Failed when turn.IsBlocked => "blocked",
        TurnOutcome.Passed => "passed",
        TurnOutcome.PassedInPart when turn.Verdict.Pass.Last is { IsClean: false } => "passed, not clean",
        TurnOutcome.PassedInPart => "passed, not proven",
        _ => "failed",
    };

    private static string Describe(LoopEnd end) => end switch
    {
        LoopEnd.Passed => "passed",
        LoopEnd.Stalled => "stalled, another strategy did not help,",
        LoopEnd.Oscillating => "in a circle",
        LoopEnd.Blocked => "blocked, the tests cannot be run,",
        LoopEnd.PassedInPart => "passed again and again, but not clean or not proven,",
        LoopEnd.Budget => "budget spent (LOOP0016)",
        LoopEnd.Attempts => "no turns left (--max-attempts)",
        LoopEnd.Minutes => "no time left (--max-minutes)",
        _ => "stopped",
    };
}

/// <summary>A turn of a loop that has ended.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Outcome">How its gate ended.</param>
/// <param name="IsBlocked">Whether the gate could not judge.</param>
/// <param name="Verdict">The verdict on its attempt.</param>
/// <param name="Before">How far the turn before came: see <see cref="Trend.GetPoint"/>; empty when not known.</param>
/// <param name="Failing">How far it came.</param>
/// <param name="AgentExitCode">How the agent ended.</param>
/// <param name="Time">How long agent and gate took.</param>
/// <param name="TurnsLeft">How many turns the loop has left.</param>
/// <param name="TimeLeft">How much time it has left; null without a limit.</param>
internal sealed record LoopTurn(
    int Number,
    TurnOutcome Outcome,
    bool IsBlocked,
    Verdict Verdict,
    string Before,
    string Failing,
    int AgentExitCode,
    TimeSpan Time,
    int TurnsLeft,
    TimeSpan? TimeLeft);
