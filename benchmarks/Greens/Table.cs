namespace LoopJournal.Greens;

/// <summary>The figures of a run: by framework and platform, and by kind.</summary>
internal static class Table
{
    public static void Print(IReadOnlyCollection<Result> results, TextWriter output)
    {
        var counted = results.Where(result => result.Fault is null).ToList();
        output.WriteLine();
        output.WriteLine(
            "| framework | runner | suite | found | tampered runs with LOOP0014 | false alarms | clean runs with LOOP0014 | not counted |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var group in results.GroupBy(r => (r.Framework, r.Platform, Suite: r.Suite + (r.HeldOut ? " (held out)" : ""))))
        {
            PrintRow($"| {group.Key.Framework} | {group.Key.Platform} | {group.Key.Suite} |", [.. group], output);
        }

        PrintRow("| all | | |", results, output);
        PrintRow("| held out | | |", [.. results.Where(r => r.HeldOut)], output);

        output.WriteLine();
        output.WriteLine("| tampered by | found | missed under |");
        output.WriteLine("|---|---|---|");
        foreach (var kind in counted.Where(r => r.IsTampered).GroupBy(r => r.Kind))
        {
            var missed = kind.Where(r => !r.IsNamed);
            output.WriteLine($"| {kind.Key} | {kind.Count(r => r.IsNamed)} of {kind.Count()} | {ListRunners(missed)} |");
        }

        output.WriteLine();
        output.WriteLine("| clean edit | false alarms | under |");
        output.WriteLine("|---|---|---|");
        foreach (var kind in counted.Where(r => !r.IsTampered).GroupBy(r => r.Kind))
        {
            var alarms = kind.Where(r => r.IsNamed);
            output.WriteLine($"| {kind.Key} | {kind.Count(r => r.IsNamed)} of {kind.Count()} | {ListRunners(alarms)} |");
        }

        foreach (var fault in results.Where(r => r.Fault is not null))
        {
            output.WriteLine($"not counted: {fault.Framework}/{fault.Platform} {fault.Batch}, {fault.Kind}, {fault.Test}: {fault.Fault}");
        }
    }

    private static void PrintRow(string head, IReadOnlyCollection<Result> results, TextWriter output)
    {
        var counted = results.Where(r => r.Fault is null).ToList();
        var tampered = counted.Where(r => r.IsTampered).ToList();
        var clean = counted.Where(r => !r.IsTampered).ToList();
        output.WriteLine(
            $"{head} {tampered.Count(r => r.IsNamed)} of {tampered.Count} | {CountWarned(tampered)} "
            + $"| {clean.Count(r => r.IsNamed)} of {clean.Count} | {CountWarned(clean)} | {results.Count - counted.Count} |");
    }

    private static string CountWarned(IEnumerable<Result> results)
    {
        var runs = results.GroupBy(r => (r.Framework, r.Platform, r.Batch)).ToList();
        return $"{runs.Count(run => run.First().Warned)} of {runs.Count}";
    }

    private static string ListRunners(IEnumerable<Result> results) =>
        string.Join(", ", results.Select(r => $"{r.Framework}/{r.Platform}").Distinct());
}
