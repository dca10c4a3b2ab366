using LoopJournal.Fingerprints.Seed;

namespace LoopJournal.Verdicts;

/// <summary>Actions that were tried more than once under one failure.</summary>
internal static class DeadEnds
{
    /// <summary>Looks through the whole stream for the failure of <paramref name="run"/>. What nobody named is no dead end.</summary>
    public static IReadOnlyList<string> Of(Window window, List<Attempt> run)
    {
        if (run.Count == 0)
        {
            return [];
        }

        var failure = window.FailureOf(run[^1]);
        var tried = new HashSet<string>(StringComparer.Ordinal);
        var again = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attempt in window.Stream.FindAll(attempt => !attempt.Clears && window.FailureOf(attempt) == failure))
        {
            if (PythonText.Strip(attempt.Action) is { Length: > 0 } action && !tried.Add(action))
            {
                again.Add(action);
            }
        }

        return CodePointOrder.Sorted(again);
    }
}
