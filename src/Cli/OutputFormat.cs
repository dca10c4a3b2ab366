using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace LoopJournal.Cli;

/// <summary><c>--format text|json</c>. As JSON a verb's answer is one document, alone on standard output.</summary>
internal static class OutputFormat
{
    public static Option<string> Option()
    {
        var format = new Option<string>("--format") { Description = "text or json.", HelpName = "format", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        return format;
    }

    public static bool IsJson(this ParseResult parsed, Option<string> format) => parsed.GetValue(format) == "json";

    public static void WriteLines(this Shell shell, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            shell.Output.WriteLine(line);
        }
    }

    /// <summary>Writes one object; <paramref name="members"/> writes what is in it.</summary>
    public static void WriteJson(this Shell shell, Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        shell.Output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }
}
