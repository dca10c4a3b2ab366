using System.Globalization;
using System.Text.Json;
using LoopJournal.Text;

namespace LoopJournal.Quality;

/// <summary>
/// Pairs of lines: <c>same_as</c> and <c>differs_from</c> name the ids of lines that must have the same shape or a different one.
/// </summary>
internal static class LineVectors
{
    public static int Measure(string file, TextWriter output)
    {
        var rows = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var shapes = rows.ToDictionary(
            row => row.GetProperty("id").GetString()!, row => MessageShape.MaskLine(row.GetProperty("input").GetString()!).Shape);
        int same = 0, sameRight = 0, differ = 0, differRight = 0;
        foreach (var row in rows)
        {
            var id = row.GetProperty("id").GetString()!;
            foreach (var other in ReadIds(row, "same_as"))
            {
                same++;
                if (shapes[id] == shapes[other])
                {
                    sameRight++;
                }
                else
                {
                    output.WriteLine($"must be the same\n  {other} {shapes[other]}\n  {id} {shapes[id]}");
                }
            }

            foreach (var other in ReadIds(row, "differs_from"))
            {
                differ++;
                if (shapes[id] != shapes[other])
                {
                    differRight++;
                }
                else
                {
                    output.WriteLine($"must differ\n  {other} {id} {shapes[id]}");
                }
            }
        }

        output.WriteLine(
            $"must be the same: {sameRight} of {same} ({FormatPercent(sameRight, same)}); "
            + $"must differ: {differRight} of {differ} ({FormatPercent(differRight, differ)})");
        return 0;
    }

    private static IEnumerable<string> ReadIds(JsonElement row, string name) =>
        row.TryGetProperty(name, out var ids) ? ids.EnumerateArray().Select(id => id.GetString()!) : [];

    private static string FormatPercent(int part, int whole) => (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
