using System.Globalization;
using System.Text.Json;
using LoopJournal.Model;

namespace LoopJournal.Quality;

/// <summary>
/// Compares the causes of runs with several bugs with the bugs themselves. The bugs are mended one by one (<c>steps</c> in
/// <c>index.json</c>): a test belongs to the bug after whose repair it no longer fails. Precision is the share of pairs of tests in one
/// group that have one bug, recall the share of pairs with one bug that are in one group.
/// </summary>
internal static class CauseGroups
{
    public static int Measure(string folder, TextWriter output)
    {
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        var steps = index.RootElement.GetProperty("steps").EnumerateArray()
            .Select(step => (Suite: step[0].GetString()!, From: step[1].GetString()!, To: step[2].GetString()!)).ToList();
        var runs = LabelledRun.Load(folder).ToLookup(run => (run.Suite, run.Label, run.Run));
        foreach (var group in runs.Where(group => steps.Exists(step => step.Suite == group.Key.Suite && step.From == group.Key.Label)))
        {
            var (suite, label, run) = group.Key;
            var failures = group.Single().Structured.Failures;
            var bugs = failures.Select(failure => failure.Id).Distinct().ToDictionary(id => id, id => FindBug(id, label));
            Report($"{suite}/{label}/{run}", failures, bugs, output);

            // the last label at which the test still fails
            string FindBug(string id, string from) =>
                steps.Find(step => step.Suite == suite && step.From == from) is { To: { } to }
                && runs[(suite, to, run)].Any(next => next.Structured.Failures.Any(failure => failure.Id == id)) ? FindBug(id, to) : from;
        }

        return 0;
    }

    private static void Report(string name, IReadOnlyList<Failure> failures, Dictionary<string, string> bugs, TextWriter output)
    {
        var (together, right, same) = (0, 0, 0);
        for (var i = 0; i < failures.Count; i++)
        {
            for (var j = i + 1; j < failures.Count; j++)
            {
                var (isGroup, isBug) = (failures[i].Cause == failures[j].Cause, bugs[failures[i].Id] == bugs[failures[j].Id]);
                together += isGroup ? 1 : 0;
                same += isBug ? 1 : 0;
                right += isGroup && isBug ? 1 : 0;
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {failures.Count} failures, {bugs.Values.Distinct().Count()} bugs, "
            + $"{failures.Select(f => f.Cause).Distinct().Count()} groups, without a group {failures.Count(f => f.Cause == 0)}, "
            + $"precision {right}/{together}, recall {right}/{same}"));
    }
}
