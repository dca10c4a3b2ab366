using LoopJournal.Journal;

namespace LoopJournal.Stalls;

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
        return [.. window.Stream
            .Where(attempt => !attempt.Clears && window.FailureOf(attempt) == failure)
            .Select(attempt => Trim(attempt.Action))
            .Where(action => action.Length > 0)
            .GroupBy(action => action, StringComparer.Ordinal)
            .Where(tried => tried.Skip(1).Any())
            .Select(tried => tried.Key)
            .Order(CodePointOrder.Instance)];
    }

    /// <summary>Python's <c>str.strip()</c>, which the original script trims with: white space, and the separators U+001C to U+001F.</summary>
    internal static string Trim(string action)
    {
        static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';

        var (start, end) = (0, action.Length);
        while (start < end && IsBlank(action[start]))
        {
            start++;
        }

        while (end > start && IsBlank(action[end - 1]))
        {
            end--;
        }

        return action[start..end];
    }
}
