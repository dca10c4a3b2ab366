using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>The failures of some attempts in full: the answer of <c>failures</c>, and what <c>run --brief</c> prints.</summary>
internal static class FailuresText
{
    /// <summary>The most bytes of UTF-8 when the user sets no other bound.</summary>
    public const int DefaultLength = 8192;

    private const int MaxNames = 10;

    private const string More = "  (more was left out: --max-bytes)";

    /// <summary>One line where none of the attempts failed, else the causes of each that did.</summary>
    /// <param name="attempts">The newest attempt of each stream, with the ids of the stream's flaky tests.</param>
    /// <param name="length">The most bytes of UTF-8, line breaks included.</param>
    /// <param name="sources">Reads the source of an attempt's causes; null where none is wanted.</param>
    public static IEnumerable<string> GetLines(
        IReadOnlyList<(Attempt Attempt, IReadOnlyList<string> Flaky)> attempts, int length, Func<Attempt, CauseSources>? sources = null)
    {
        var failing = attempts.Where(pair => !pair.Attempt.Clears).ToList();
        if (failing.Count == 0)
        {
            return [DescribePass([.. attempts.Select(pair => pair.Attempt)])];
        }

        var lines = failing.SelectMany(pair => Describe(
            pair.Attempt, pair.Flaky, length / failing.Count, sources?.Invoke(pair.Attempt) ?? CauseSources.None)).ToList();
        if (lines.Sum(CauseText.GetSize) <= length)
        {
            return lines;
        }

        var left = length - CauseText.GetSize(More);
        return [.. lines.TakeWhile(line => (left -= CauseText.GetSize(line)) >= 0), More];
    }

    private static string DescribePass(List<Attempt> attempts) => attempts switch
    {
        [] => "no attempts yet",
        [var only] => AttemptLine.DescribeBriefly(only),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"passed: {attempts.Count} streams, {attempts.Sum(attempt => (long)(attempt.Tests?.Total ?? 0))} tests"),
    };

    private static List<string> Describe(Attempt attempt, IReadOnlyList<string> flaky, int length, CauseSources sources)
    {
        var causes = attempt.Causes.Count == 0 || attempt.CausesOmitted > 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {attempt.Causes.Count} cause{(attempt.Causes.Count == 1 ? "" : "s")}");
        List<string> head = [AttemptLine.DescribeBriefly(attempt) + causes];
        List<string> names = attempt.Stage == Stages.Test && attempt.Causes.Any(cause => cause.Count > 1) ? [ListTests(attempt)] : [];
        var left = length - head.Sum(CauseText.GetSize);
        var lines = head.Concat(CauseText.GetLines(attempt, flaky, left, sources)).ToList();
        return lines.Concat(names).Sum(CauseText.GetSize) <= length ? [.. lines, .. names] : lines;
    }

    /// <summary>The tests that the record names, by class; the rows of a method are counted.</summary>
    private static string ListTests(Attempt attempt)
    {
        var tests = attempt.Failures.Take(Attempt.MaxFailures).Select(failure => Split(OneLine.From(failure.Id)))
            .GroupBy(test => test.Class).Select(names => $"{Quoted.FromTest(names.Key, 80)} ({ListMethods(names.Select(n => n.Method))})");
        var more = Math.Max(attempt.FailuresOmitted, (attempt.Count ?? 0) - attempt.Failures.Count);
        return $"  the tests: {string.Join(", ", tests)}{(more > 0 ? $" and {more} more" : "")}";
    }

    private static string ListMethods(IEnumerable<string> names)
    {
        var methods = names.CountBy(name => name, StringComparer.Ordinal).ToList();
        var shown = methods.Take(MaxNames).Select(name => Quoted.From(name.Key, 60) + (name.Value > 1 ? $" {name.Value} times" : ""));
        return string.Join("; ", shown) + (methods.Count > MaxNames ? $" and {methods.Count - MaxNames} more" : "");
    }

    private static (string Class, string Method) Split(string id)
    {
        var open = id.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? id : id[..open];
        var dot = name.LastIndexOf('.');
        return dot <= 0 ? ("", name) : (name[..dot], name[(dot + 1)..]);
    }
}
