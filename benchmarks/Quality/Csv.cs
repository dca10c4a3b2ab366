using System.Text;

namespace LoopJournal.Quality;

/// <summary>Reads RFC 4180.</summary>
internal static class Csv
{
    public static IEnumerable<Dictionary<string, string>> Read(string file)
    {
        string[]? header = null;
        foreach (var row in ParseRows(File.ReadAllText(file)))
        {
            if (header is null)
            {
                header = row;
            }
            else if (row.Length == header.Length)
            {
                yield return header.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second);
            }
        }
    }

    private static IEnumerable<string[]> ParseRows(string text)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted ? c != '"' : c is not ('"' or ',' or '\n' or '\r'))
            {
                field.Append(c);
            }
            else if (quoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c != '\r')
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    yield return [.. row];
                    row.Clear();
                }
            }
        }

        if (field.Length > 0 || row.Count > 0)
        {
            row.Add(field.ToString());
            yield return [.. row];
        }
    }
}
