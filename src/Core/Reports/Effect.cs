using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>What an attempt did to the failures of the one before it.</summary>
internal static class Effect
{
    private const int MaxNames = 2;
    private const int NameLength = 60;

    /// <summary>
    /// In a few words, for example <c>1022 > 50</c>, <c>fixed 2, broke 2</c>, <c>no effect</c>. An attempt that did not fail has its gate.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="before">The attempt of the stream that was judged before it; null where it is the first.</param>
    public static string Describe(Attempt attempt, Attempt? before)
    {
        if (attempt.Gate != Gates.Fail || attempt.Clears)
        {
            return (attempt.IsAllKnown ? "only known failures" : StatusText.FormatGate(attempt.Gate))
                + (attempt is { HasPassed: true, EndsWindow: false } ? ", not clean" : "");
        }

        if (before is null)
        {
            return "first result" + VerdictText.CountFailures(attempt);
        }

        var effect = before.Clears && Trend.GetPoint(attempt) is null ? "pass > fail"
            : string.Join(", ", CompareCounts(attempt, before)) is { Length: > 0 } counts ? counts
            : CompareWays(attempt, before);
        return attempt.Changed is [] ? effect + ", nothing edited" : effect;
    }

    /// <summary>The line about the last attempt of a stream: which tests it fixed and broke, and which now fail in another way.</summary>
    public static IEnumerable<string> GetLines(StreamState stream)
    {
        if (stream.Verdict.Delta is not { } delta)
        {
            return [];
        }

        string?[] parts =
        [
            ListNames("fixed", delta.Fixed, delta.FixedCount),
            ListNames("broke", delta.New, delta.NewCount),
            .. delta.Changed.Take(MaxNames).Select(way => $"{Quoted.FromTest(way.Now.Id, NameLength)} {DescribeNow(way.Before, way.Now)}"),
            delta.Changed.Count > MaxNames ? $"and {delta.Changed.Count - MaxNames} more fail in another way" : null,
        ];
        var known = parts.OfType<string>().ToList();
        return known.Count == 0 ? [] : ["  the last attempt: " + string.Join(", ", known)];
    }

    private static IEnumerable<string> CompareCounts(Attempt attempt, Attempt before)
    {
        var (was, now) = (Trend.GetPoint(before), Trend.GetPoint(attempt));
        var hasMoved = was is not null && now is not null && was != now;
        if (hasMoved)
        {
            yield return $"{was} > {now}";
        }

        // the lines of a log are not tests: a line that is gone was not fixed
        if (attempt.Algorithm is Algorithms.Failures or Algorithms.Diagnostics or ""
            && FailureDelta.Compare(before, attempt) is { } delta
            && (hasMoved ? delta.FixedCount > 0 && delta.NewCount > 0 : delta.FixedCount + delta.NewCount > 0))
        {
            yield return $"fixed {delta.FixedCount}, broke {delta.NewCount}";
        }
    }

    private static string CompareWays(Attempt attempt, Attempt before)
    {
        if (attempt.Fingerprint.Length > 0 && attempt.Fingerprint == before.Fingerprint)
        {
            var haveOtherValues = attempt.Detail.Length > 0 && before.Detail.Length > 0 && attempt.Detail != before.Detail;
            return haveOtherValues ? "same failure, other values" : "no effect";
        }

        return FailureDelta.Compare(before, attempt) switch
        {
            { Changed: [var only] } => $"1 test {DescribeNow(only.Before, only.Now)}",
            { Changed: [var first, ..] and var all } => $"{all.Count} tests fail in another way, {DescribeNow(first.Before, first.Now)}",
            _ => "another failure",
        };
    }

    // the outermost exception without its namespace, as people know it; the message where the exception is the same
    private static string DescribeNow(RecordedFailure before, RecordedFailure now)
    {
        var type = now.Type.Split(" > ")[0];
        var what = now.Type.Length == 0 || now.Type == before.Type ? now.Message : type[(type.LastIndexOf('.') + 1)..];
        return $"now: {Quoted.From(what, NameLength)}";
    }

    private static string? ListNames(string word, IReadOnlyList<string> names, int count)
    {
        if (count == 0)
        {
            return null;
        }

        var shown = names.Take(MaxNames).Select(name => Quoted.FromTest(name, NameLength)).ToList();
        return shown.Count == 0 ? $"{word} {count}"
            : $"{word} {string.Join("; ", shown)}" + (count > shown.Count ? $" and {count - shown.Count} more" : "");
    }
}
