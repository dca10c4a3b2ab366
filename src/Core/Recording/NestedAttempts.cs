using LoopJournal.Journal;
using LoopJournal.Verdicts;

namespace LoopJournal.Recording;

/// <summary>
/// The attempts that a command journaled while it ran, as <c>dotnet test</c> does where the project references the package. They hold
/// structured results, where the recorder of the command has only its console text: recording both would create a second, poorer stream.
/// </summary>
internal static class NestedAttempts
{
    /// <summary>
    /// The gravest verdict on the streams of these attempts; null when they do not show how the command ended, so that it has to be
    /// journaled itself: it failed for another reason, or passed after it had failed.
    /// </summary>
    /// <param name="command">The command as an attempt.</param>
    /// <param name="tail">Its stream, and the rows that were appended while it ran.</param>
    /// <param name="judge">Gives the verdict on a stream.</param>
    public static Verdict? Judge(Attempt command, StreamTail tail, Func<StreamKey, Verdict> judge)
    {
        var rows = tail.Since.Where(row => IsOf(command, row)).ToList();
        return command.Gate switch
        {
            Gates.Fail => FindGravest(
                [.. rows.Where(row => !row.Clears || row.IsAllKnown).Select(row => row.Stream).Distinct().Select(judge)]),
            Gates.Pass when rows.Count > 0 && tail.Attempts is [] or [.., { Clears: true }] =>
                rows.Find(row => row is { Gate: Gates.Pass, IsClean: false }) is { } pass ? judge(pass.Stream)
                : StallDetector.Analyze([], StallDetector.DefaultThreshold),
            _ => null,
        };
    }

    /// <summary>The newest of them in each stream.</summary>
    public static List<Attempt> FindNewest(Attempt command, StreamTail tail) =>
        [.. tail.Since.Where(row => IsOf(command, row)).DistinctBy(row => row.Stream).Reverse()];

    private static Verdict? FindGravest(List<Verdict> verdicts) => verdicts.MaxBy(verdict => verdict.Severity) is { } gravest
        ? gravest with { Spent = verdicts.Select(verdict => verdict.Spent).Aggregate(Cost.Max) } : null;

    // Ids of later attempts sort later: a killed run of before, which another process has claimed meanwhile, does not belong to the
    // command.
    private static bool IsOf(Attempt command, Attempt row) =>
        row.Stream.Loop == command.Stream.Loop && string.CompareOrdinal(row.Id, command.Id) > 0;
}
