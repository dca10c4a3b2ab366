using LoopJournal.Fingerprints.Seed;

namespace LoopJournal.Verdicts;

/// <summary>Actions that were tried more than once under one failure.</summary>
internal static class DeadEnds
{
    /// <summary>
    /// Looks through the whole stream for the failure of <paramref name="run"/>. An attempt without an action does not count.
    /// </summary>
    public static IReadOnlyList<string> Find(StreamWindow window, List<Attempt> run)
    {
        var failure = run is [.., var last] ? window.GetFailure(last) : null;
        var tried = window.Stream.Where(attempt => !attempt.Clears && window.GetFailure(attempt) == failure)
            .Select(attempt => PythonText.Strip(attempt.Action)).Where(action => action.Length > 0);
        return CodePointOrder.Sort(tried.GroupBy(action => action).Where(tries => tries.Skip(1).Any()).Select(tries => tries.Key));
    }
}
