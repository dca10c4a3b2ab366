namespace LoopJournal.Verdicts.Rules;

/// <summary>The end is one block of two or more failures, not all equal, twice in a row: each repair undoes another.</summary>
internal static class Cycle
{
    public static Verdict? Judge(StreamWindow window, Verdict facts)
    {
        var count = window.JudgedAttempts.Count;
        if (FindPeriod(window.Failures) is not { } period || facts.AttemptsSinceBest < period)
        {
            return null;
        }

        return facts with
        {
            Kind = VerdictKind.Oscillating,
            Severity = VerdictSeverity.Error,
            Recommend = Recommendations.ChangeApproach,
            Reason = $"the last {2 * period} attempts went through the same {period} failures twice",
            Period = period,
            Evidence = window.JudgedAttempts[(count - (2 * period))..],
        };
    }

    /// <summary>The length of the shortest such block; null where there is none. Takes time linear in the length of the list.</summary>
    /// <remarks>
    /// Read backwards, the list begins with a block twice where as many elements from the block's length on match its beginning as the
    /// block is long. The Z function (Gusfield, Algorithms on Strings, Trees, and Sequences, 1.4) has these numbers for every length.
    /// </remarks>
    internal static int? FindPeriod(List<string> failures)
    {
        var tail = failures[(failures.LastIndexOf("") + 1)..];
        tail.Reverse();
        var equal = tail.TakeWhile(failure => failure == tail[0]).Count();
        var matches = new int[tail.Count];
        for (int i = 1, left = 0, right = 0; i < tail.Count; i++)
        {
            var match = i < right ? Math.Min(right - i, matches[i - left]) : 0;
            while (i + match < tail.Count && tail[match] == tail[i + match])
            {
                match++;
            }

            matches[i] = match;
            if (match >= i && i > equal)
            {
                return i;
            }

            if (i + match > right)
            {
                (left, right) = (i, i + match);
            }
        }

        return null;
    }
}
