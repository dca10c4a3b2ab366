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
        var tried = window.Stream.Where(attempt => !attempt.Clears && window.FailureOf(attempt) == failure)
            .Select(attempt => PythonText.Strip(attempt.Action)).Where(action => action.Length > 0);
        return CodePointOrder.Sorted(tried.GroupBy(action => action).Where(tries => tries.Skip(1).Any()).Select(tries => tries.Key));
    }
}
