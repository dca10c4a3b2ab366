using System.Globalization;
using LoopJournal.Text;

namespace LoopJournal.Quality;

/// <summary>
/// Grouping accuracy as LogHub defines it: a line is right when the lines that share its shape are exactly those that share its label. It
/// also measures the share of lines that are grouped with a line of another label, because wrong merges hide bugs.
/// </summary>
internal static class LineGrouping
{
    public static int Measure(string[] files, TextWriter output)
    {
        double accuracies = 0, merges = 0;
        foreach (var file in files)
        {
            var rows = Csv.Read(file).ToList();
            var lines = rows.Select(row => (Label: row["EventId"], Shape: MessageShape.MaskLine(row["Content"]).Shape)).ToList();
            var byLabel = lines.GroupBy(line => line.Label).ToDictionary(group => group.Key, group => group.Count());
            int right = 0, merged = 0;
            foreach (var group in lines.GroupBy(line => line.Shape))
            {
                var labels = group.GroupBy(line => line.Label).ToList();
                right += labels.Count == 1 && byLabel[labels[0].Key] == group.Count() ? group.Count() : 0;
                merged += group.Count() - labels.Max(label => label.Count());
            }

            accuracies += (double)right / lines.Count;
            merges += (double)merged / lines.Count;
            output.WriteLine(
                $"{Path.GetFileNameWithoutExtension(file),-40} {FormatShare(right, lines.Count)}"
                + $"  wrongly merged {FormatShare(merged, lines.Count)}");
        }

        output.WriteLine(
            $"{"mean",-40} {FormatShare(accuracies, files.Length)}  wrongly merged {FormatShare(merges, files.Length)}");
        return 0;
    }

    private static string FormatShare(double part, int whole) => (part / whole).ToString("0.0000", CultureInfo.InvariantCulture);
}
