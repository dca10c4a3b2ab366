using System.Globalization;
using System.Text.Json;
using LoopJournal.Evidence;
using LoopJournal.Fingerprints;
using LoopJournal.Model;

namespace LoopJournal.Quality;

/// <summary>
/// Compares all pairs of runs of one suite. Stability is the share of pairs with one label that have one fingerprint. Distinctness is the
/// share of pairs with two labels that have two fingerprints. F1 rates "same fingerprint" as a guess at "same label". Twins are one failure
/// with two values: for fingerprints such a pair does not count, and details must differ.
/// </summary>
internal static class RunQuality
{
    private const int MaxShown = 12;

    public static int Measure(string folder, string conditions, TextWriter output)
    {
        var twins = ReadTwins(folder);
        var runs = LabelledRun.Load(folder).Where(run => conditions.Contains(run.Run, StringComparison.Ordinal)).ToList();
        if (runs.Count == 0)
        {
            output.WriteLine("no runs found");
            return 1;
        }

        output.WriteLine($"{runs.Count} runs, {runs.Select(run => run.Label).Distinct().Count()} labels, conditions {conditions}");
        foreach (var (name, isDetail, of, evidence) in ListMethods())
        {
            Report(name, isDetail, runs, twins, of, evidence, output);
        }

        return 0;
    }

    private static IEnumerable<(string Name, bool IsDetail, Func<LabelledRun, string> Of, Func<LabelledRun, ParsedOutput>? Evidence)>
        ListMethods()
    {
        yield return (
            "TRX and SARIF, fingerprint", false,
            run => FailureSetFingerprint.Compute(run.Structured.Algorithm, run.Structured.Failures), run => run.Structured);
        yield return (
            "TRX and SARIF, detail", true,
            run => FailureSetFingerprint.ComputeDetail(run.Structured.Algorithm, run.Structured.Failures), run => run.Structured);
        yield return (
            "text/1, fingerprint", false, run => FailureSetFingerprint.Compute(run.Text.Algorithm, run.Text.Failures), run => run.Text);
        yield return (
            "text/1, detail", true, run => FailureSetFingerprint.ComputeDetail(run.Text.Algorithm, run.Text.Failures), run => run.Text);
        yield return ("seed", false, run => run.Seed, null);
    }

    private static void Report(
        string name, bool isDetail, List<LabelledRun> runs, HashSet<(string, string)> twins,
        Func<LabelledRun, string> of, Func<LabelledRun, ParsedOutput>? evidence, TextWriter output)
    {
        var fingerprints = runs.ToDictionary(run => run, of);
        var wrong = new List<(string Text, string Key)>();
        var distinguished = new HashSet<(string, string)>(twins);
        output.WriteLine();
        output.WriteLine($"{name,-28} {"pairs",7} {"stability",10} {"pairs",7} {"distinct",10} {"F1",8}");
        foreach (var kind in runs.Select(run => run.Kind).Distinct().Append("all"))
        {
            int same = 0, sameEqual = 0, different = 0, differentEqual = 0;
            for (var i = 0; i < runs.Count; i++)
            {
                for (var j = i + 1; j < runs.Count; j++)
                {
                    var (a, b) = (runs[i], runs[j]);
                    var equal = fingerprints[a] == fingerprints[b] && fingerprints[a].Length > 0;
                    var isTwin = twins.Contains((a.Label, b.Label)) || twins.Contains((b.Label, a.Label));
                    if (a.Suite != b.Suite || (kind != "all" && a.Kind != kind && b.Kind != kind) || (isTwin && !isDetail))
                    {
                        continue;
                    }

                    if (a.Label == b.Label)
                    {
                        same++;
                        sameEqual += equal ? 1 : 0;
                    }
                    else
                    {
                        different++;
                        differentEqual += equal ? 1 : 0;
                    }

                    if (equal && isTwin)
                    {
                        distinguished.RemoveWhere(pair => pair == (a.Label, b.Label) || pair == (b.Label, a.Label));
                    }

                    if (kind == "all" && equal != (a.Label == b.Label))
                    {
                        var difference = DescribeDifference(a, b, equal, isDetail, evidence);
                        wrong.Add((
                            $"{(equal ? "merged" : "split")}: {a.Name} {b.Name}{difference}",
                            $"{equal}{a.Label}{(equal ? b.Label : "")}"));
                    }
                }
            }

            var f1 = same + sameEqual + differentEqual == 0 ? 1 : 2.0 * sameEqual / (same + sameEqual + differentEqual);
            output.WriteLine(
                $"  {kind,-26} {same,7} {FormatPercent(sameEqual, same),10}"
                + $" {different,7} {FormatPercent(different - differentEqual, different),10}"
                + $" {f1.ToString("0.0000", CultureInfo.InvariantCulture),8}");
        }

        if (isDetail)
        {
            output.WriteLine($"  twins distinguished: {distinguished.Count} of {twins.Count}");
        }

        foreach (var group in wrong.GroupBy(pair => pair.Key)
            .OrderByDescending(group => group.Count()).Take(evidence is null ? 0 : MaxShown))
        {
            output.WriteLine($"  {group.Count()} x {group.First().Text}");
        }
    }

    private static string DescribeDifference(
        LabelledRun a, LabelledRun b, bool equal, bool isDetail, Func<LabelledRun, ParsedOutput>? evidence)
    {
        if (equal || evidence is null)
        {
            return "";
        }

        string Show(Failure failure) =>
            string.Join(" | ", failure.Id, failure.Type, isDetail ? failure.Values : failure.Shape, failure.Site)
                .Replace("\n", "\\n", StringComparison.Ordinal);

        var left = evidence(a).Failures.Select(Show).ToHashSet();
        var right = evidence(b).Failures.Select(Show).ToHashSet();
        return string.Concat(left.Except(right).Take(3).Select(text => "\n      - " + text))
            + string.Concat(right.Except(left).Take(3).Select(text => "\n      + " + text));
    }

    private static HashSet<(string, string)> ReadTwins(string folder)
    {
        var file = Path.Combine(folder, "index.json");
        if (!File.Exists(file))
        {
            return [];
        }

        using var index = JsonDocument.Parse(File.ReadAllText(file));
        return index.RootElement.TryGetProperty("twins", out var twins)
            ? [.. twins.EnumerateArray().Select(pair => (pair[1].GetString()!, pair[2].GetString()!))]
            : [];
    }

    private static string FormatPercent(int part, int whole) =>
        whole == 0 ? "-" : (100.0 * part / whole).ToString("0.00", CultureInfo.InvariantCulture) + " %";
}
