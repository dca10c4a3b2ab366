using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace LoopJournal.Cli;

/// <summary><c>--format text|json</c>. As JSON a verb's answer is one document, alone on standard output.</summary>
internal static class OutputFormat
{
    private static readonly JsonWriterOptions Json = new() { Indented = true, NewLine = "\n", Encoder = Encoder() };

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
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        shell.Output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    /// <summary>Escapes what is not ASCII, and <c>#</c>: CI runners obey <c>##[</c> and its like anywhere in a line.</summary>
    private static JavaScriptEncoder Encoder()
    {
        var plain = new TextEncoderSettings(UnicodeRanges.BasicLatin);
        plain.ForbidCharacter('#');
        return JavaScriptEncoder.Create(plain);
    }
}
