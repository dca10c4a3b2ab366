using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using LoopJournal.Reports.History;

namespace LoopJournal.Reports.Page;

/// <summary>
/// The report as one HTML file that needs nothing else: its style, its script and its data are in it, and its policy allows these two by
/// their hashes and forbids all else, so that a text of the journal can neither run nor load anything.
/// </summary>
internal static class ReportPage
{
    // Escapes < and & too, so that no text ends the element that holds the data
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes the page of a history with at least one stream.</summary>
    /// <param name="output">The file.</param>
    /// <param name="history">The history.</param>
    /// <param name="options">The options that name the journal on a command line; empty where it is at its usual place.</param>
    public static void Write(Stream output, LoopHistory history, string options)
    {
        var (style, script, data) = (Read("report.css"), Read("report.js"), new PageJson(history, options));
        var page = Read("report.html").Replace("{style-hash}", Hash(style)).Replace("{script-hash}", Hash(script))
            .Replace("{style}", style).Replace("{script}", script);
        var (head, body) = (page.IndexOf("{head}", StringComparison.Ordinal), page.IndexOf("{body}", StringComparison.Ordinal));
        Write(page[..head]);
        WriteJson(data.WriteHead);
        Write(page[(head + 6)..body]);
        WriteJson(data.WriteBody);
        Write(page[(body + 6)..]);

        void Write(string text) => output.Write(Encoding.UTF8.GetBytes(text));

        void WriteJson(Action<Utf8JsonWriter> write)
        {
            using var json = new Utf8JsonWriter(output, Options);
            write(json);
        }
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    // A checkout may have other line ends, and the browser hashes the text with line feeds
    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
