using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>
/// The failures of an attempt, one entry a cause, as many as fit: first more causes, then more of each message. Where the evidence is a
/// log, its lines.
/// </summary>
internal static class CauseText
{
    private const int NameLength = 100;
    private const int ShapeLength = 160;

    /// <summary>How many bytes the heading takes, and the line after the causes.</summary>
    private const int HeadingLength = 100;

    /// <summary>The sizes of an entry, the largest first. All but the first entry may have the smallest.</summary>
    private static readonly EntrySize[] Sizes =
    [
        new(100, 1000, 400, 400, 3, 5), new(100, 600, 300, 300, 3, 5), new(100, 400, 250, 250, 3, 3),
        new(90, 250, 200, 200, 2, 2), new(80, 160, 120, 0, 1, 1), new(70, 110, 0, 0, 0, 1),
    ];

    /// <summary>The entries under their heading, as lines without their breaks; empty where nothing failed.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="flaky">The ids of flaky tests.</param>
    /// <param name="length">The most bytes of UTF-8; the first entry is there even where it is longer.</param>
    /// <param name="sources">The source of the causes.</param>
    public static List<string> GetLines(Attempt attempt, IReadOnlyCollection<string> flaky, int length, CauseSources sources)
    {
        if (attempt.Clears)
        {
            return [];
        }

        var count = attempt.Tests is { } tests ? $" ({attempt.Count ?? tests.Failed} of {tests.Total} tests{CountKnown(attempt)})" : "";
        if (attempt.Causes.Count + attempt.Failures.Count == 0)
        {
            return [$"  live failure{count}: known by its fingerprint alone; the gate's output says more"];
        }

        if (attempt.Causes.Count == 0)
        {
            return [$"  live failures{count}:", .. ListFailures(attempt, flaky, length)];
        }

        var causes = attempt.Causes.Take(Attempt.MaxCauses)
            .Select(cause => cause with { Type = OneLine.From(cause.Type), Message = OneLine.From(cause.Message) }).ToList();
        var fitting = Fit(
            causes.Count,
            (index, level) => [.. Describe(causes[index], attempt, flaky, sources, Sizes[level])],
            length - HeadingLength);
        var shown = fitting.Count;
        var rest = attempt.Causes.Skip(shown).Sum(cause => (long)cause.Count) + attempt.CausesOmitted;
        return
        [
            $"  live failures{count}, by cause:",
            .. fitting.SelectMany(entry => entry),
            .. rest > 0 ? [$"    and {Count(rest, attempt)} of other causes"] : Array.Empty<string>(),
        ];
    }

    /// <summary>
    /// As many entries as fit where the first is not the shortest; then each as long as the rest of the bytes allows.
    /// </summary>
    private static List<List<string>> Fit(int count, Func<int, int, List<string>> describe, int length)
    {
        var briefest = Sizes.Length - 1;
        var shown = CountFitting(
            Enumerable.Range(0, count).Select(index => describe(index, index == 0 ? briefest - 1 : briefest)), length);
        var entries = Enumerable.Range(0, shown).Select(index => describe(index, briefest)).ToList();
        var left = length - entries.Sum(entry => entry.Sum(GetSize));
        for (var level = briefest - 1; level >= 0; level--)
        {
            for (var index = 0; index < shown; index++)
            {
                var longer = describe(index, level);
                var more = longer.Sum(GetSize) - entries[index].Sum(GetSize);
                if (more <= left)
                {
                    (entries[index], left) = (longer, left - more);
                }
            }
        }

        return entries;
    }

    /// <summary>How many bytes a line takes, with its break.</summary>
    public static int GetSize(string line) => Encoding.UTF8.GetByteCount(line) + 1;

    /// <summary>How many known failures an attempt has beside the others, behind a comma; empty without them.</summary>
    public static string CountKnown(Attempt attempt) =>
        FailedTests.Count(attempt.Known) is > 0 and var known ? $", {known} more known" : "";

    /// <summary>A number of failures, in the word that fits the attempt.</summary>
    public static string Count(long count, Attempt attempt)
    {
        var word = attempt.Algorithm == Algorithms.Diagnostics ? "error" : attempt.Stage == Stages.Test ? "test" : "failure";
        return string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");
    }

    private static int CountFitting(IEnumerable<IEnumerable<string>> entries, int left) =>
        Math.Max(1, entries.TakeWhile(entry => (left -= entry.Sum(GetSize)) >= 0).Count());

    private static IEnumerable<string> Describe(
        RecordedCause cause, Attempt attempt, IReadOnlyCollection<string> flaky, CauseSources sources, EntrySize size)
    {
        var type = cause.Type.Length == 0 || cause.Id.StartsWith(cause.Type, StringComparison.Ordinal) ? "" : cause.Type + ": ";
        var one = $"{Quoted.FromTest(cause.Id, size.Name)}{(flaky.Contains(cause.Id) ? " (flaky)" : "")}: ";
        var count = Count(cause.Count, attempt);
        if (cause.Shape.Length > 0 && type.Length > 0 && size.TestStatement > 0)
        {
            yield return $"    {count}: {Quoted.From(type + cause.Shape, ShapeLength)}";
            yield return $"      one is {one}{Quoted.FromMessage(cause.Message, size.Message)}";
        }
        else
        {
            // An assertion is shown once, because its message is long and its shape differs in the values alone. So is a short entry's.
            var which = cause.Shape.Length > 0 ? ", with other values each, one is" : cause.Count > 1 ? ", one is" : ":";
            yield return $"    {count}{which} {one}{Quoted.FromMessage(type + cause.Message, size.Message)}";
        }

        if (cause.Frame.Length > 0)
        {
            var callers = size.TestStatement > 0 && cause.Callers.Count > 0
                ? $", from {Quoted.FromList(cause.Callers, RecordedCause.MaxCallers, NameLength)}" : "";
            yield return $"      at {Quoted.FromPath(cause.Frame, NameLength)}{sources.Describe(cause.Frame, size.Statement)}{callers}";
        }

        if (cause.TestFrame.Length > 0 && (cause.Frame.Length == 0 || size.Statement > 0))
        {
            var statement = sources.Describe(cause.TestFrame, cause.Frame.Length > 0 ? size.TestStatement : size.Statement);
            yield return $"      the test's line: {Quoted.FromPath(cause.TestFrame, NameLength)}{statement}";
        }

        if (string.Join("; ", sources.ListCalled(cause, size.Calls)) is { Length: > 0 } called)
        {
            yield return $"      {(cause.Frame.Length > 0 ? "they call" : "it calls")} {called}";
        }

        if (cause.Printed.Count > 0)
        {
            var printed = cause.Printed.Take(size.Printed).Select(line => Quoted.From(line, ShapeLength));
            yield return $"      printed: {string.Join("; ", printed)}";
        }
    }

    private static IEnumerable<string> ListFailures(Attempt attempt, IReadOnlyCollection<string> flaky, int length)
    {
        var failures = attempt.Failures.Take(Attempt.MaxFailures);
        var lines = failures.Select(failure => $"    {DescribeFailure(failure, attempt, flaky)}").ToList();
        var shown = CountFitting(lines.Select(line => new[] { line }), length);
        return FailureList.CountMore(attempt, shown) is { } more ? [.. lines.Take(shown), $"    and {more}"] : lines.Take(shown);
    }

    private static string DescribeFailure(RecordedFailure failure, Attempt attempt, IReadOnlyCollection<string> flaky)
    {
        if (FailureList.IsLogLine(failure, attempt))
        {
            return Quoted.FromMessage(failure.Message, 200);
        }

        var message = OneLine.From(failure.Message);
        message = failure.Type.Length > 0 ? $"{OneLine.From(failure.Type)}: {message}" : message;
        var site = failure.Site.Length > 0 ? $" at {Quoted.FromSite(failure.Site, 80)}" : "";
        var id = Quoted.FromTest(failure.Id, NameLength);
        return $"{id}: {Quoted.FromMessage(message, 140)}{site}{(flaky.Contains(failure.Id) ? " (flaky)" : "")}";
    }
}

/// <summary>How much an entry shows of a cause.</summary>
/// <param name="Name">How many characters of the test's name.</param>
/// <param name="Message">How many of the message.</param>
/// <param name="Statement">How many of the statement at the first line.</param>
/// <param name="TestStatement">How many of the test's statement, where the product has a line too.</param>
/// <param name="Calls">How many of the called methods.</param>
/// <param name="Printed">How many printed lines.</param>
internal readonly record struct EntrySize(int Name, int Message, int Statement, int TestStatement, int Calls, int Printed);
