using System.Globalization;
using System.Text;
using System.Text.Json;
using LoopJournal.Evidence;
using LoopJournal.Fingerprints;

namespace LoopJournal.Quality;

/// <summary>
/// Cases of whole files: the inputs of <c>input_same</c> must have one fingerprint, and none of <c>input_differ</c> may have it.
/// A pair is the first input of a case and another. Cases with <c>limit</c> are counted by themselves.
/// </summary>
internal static class FileCases
{
    // the repositories in the cases' stack traces
    private static readonly string[] Roots = ["/tmp/pub/repo", "/home/ci/shop"];

    public static int Measure(string file, TextWriter output)
    {
        var rows = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        foreach (var group in rows.GroupBy(row => (Kind: row.GetProperty("kind").GetString()!, IsLimit: HasLimit(row))))
        {
            int same = 0, sameRight = 0, differ = 0, differRight = 0;
            foreach (var row in group)
            {
                var name = $"{row.GetProperty("id").GetString()} {row.GetProperty("what").GetString()}";
                var sameInputs = ReadTexts(row, "input_same").ToList();
                var first = Compute(sameInputs[0]);
                foreach (var isEqual in sameInputs.Skip(1).Select(input => first.Length > 0 && Compute(input) == first))
                {
                    same++;
                    sameRight += isEqual ? 1 : 0;
                    Explain(isEqual, "must be the same", name, output);
                }

                foreach (var isOther in ReadTexts(row, "input_differ").Select(input => Compute(input) != first))
                {
                    differ++;
                    differRight += isOther ? 1 : 0;
                    Explain(isOther, "must differ", name, output);
                }
            }

            output.WriteLine(
                $"{group.Key.Kind}{(group.Key.IsLimit ? ", limits" : "")}: must be the same {sameRight} of {same}"
                + $" ({FormatPercent(sameRight, same)}); must differ {differRight} of {differ} ({FormatPercent(differRight, differ)})");
        }

        return 0;
    }

    private static void Explain(bool isRight, string rule, string name, TextWriter output)
    {
        if (!isRight)
        {
            output.WriteLine($"  {rule}: {name}");
        }
    }

    private static string Compute(string input)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var read = ParsedOutput.Read(file, new(Array.Find(Roots, root => input.Contains(root, StringComparison.Ordinal)) ?? Roots[0],
            _ => true));
        return FailureSetFingerprint.Compute(read.Algorithm, read.Failures);
    }

    private static bool HasLimit(JsonElement row) => row.TryGetProperty("limit", out var limit) && limit.ValueKind == JsonValueKind.True;

    private static IEnumerable<string> ReadTexts(JsonElement row, string name) =>
        row.TryGetProperty(name, out var texts) ? texts.EnumerateArray().Select(text => text.GetString()!) : [];

    private static string FormatPercent(int part, int whole) =>
        whole == 0 ? "-" : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
