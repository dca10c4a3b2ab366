namespace LoopJournal.Reports.History;

/// <summary>A failure over the attempts of a loop.</summary>
/// <param name="Letter">Its letter.</param>
/// <param name="Last">The newest attempt with it.</param>
/// <param name="Count">How many attempts had it.</param>
/// <param name="Actions">The actions after which it was there as before, the last <see cref="MaxActions"/>.</param>
internal sealed record FailureHistory(string Letter, Attempt Last, int Count, IReadOnlyList<string> Actions)
{
    /// <summary>How many actions are listed at the most.</summary>
    public const int MaxActions = 12;

    /// <summary>Each fingerprint once, in the order of the letters.</summary>
    public static IReadOnlyList<FailureHistory> FindAll(IReadOnlyList<StreamHistory> streams)
    {
        var found = new Dictionary<string, FailureHistory>(StringComparer.Ordinal);
        foreach (var stream in streams)
        {
            Mark? before = null;
            foreach (var mark in stream.Marks)
            {
                if (mark.Letter.Length > 0)
                {
                    var known = found.GetValueOrDefault(mark.Letter) ?? new(mark.Letter, mark.Attempt, 0, []);
                    found[mark.Letter] = known with
                    {
                        Last = mark.Attempt,
                        Count = known.Count + 1,
                        Actions = before?.Letter == mark.Letter ? AddAction(known.Actions, mark.Attempt) : known.Actions,
                    };
                }

                before = mark;
            }
        }

        return [.. found.Values.OrderBy(failure => failure.Letter.Length).ThenBy(failure => failure.Letter, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string> AddAction(IReadOnlyList<string> actions, Attempt attempt)
    {
        var action = attempt.Action.Length > 0 ? attempt.Action : DerivedAction.Describe(attempt);
        return action.Length == 0 || actions.Contains(action) ? actions : [.. actions.TakeLast(MaxActions - 1), action];
    }
}
