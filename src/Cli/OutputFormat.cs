using System.Text.Encodings.Web;

namespace LoopJournal.Cli;

/// <summary><c>--format text|json</c>. As JSON a verb's answer is one document, alone on standard output.</summary>
internal static partial class OutputFormat
{
    private static readonly JsonWriterOptions Json =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Option<string> CreateOption() =>
        SharedOptions.CreateChoice("--format", "text or json.", "format", "text", "text", "json");

    public static bool IsJson(this ParseResult parsed, Option<string> format) => parsed.GetValue(format) == "json";

    /// <summary>
    /// Writes a verb's answer: one JSON object, whose members <paramref name="writeMembers"/> writes, or lines. Makes only one of the two.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static int Answer(this ToolContext context, bool isJson, Action<Utf8JsonWriter> writeMembers, Func<IEnumerable<string>> getLines)
    {
        foreach (var line in isJson ? [GetJson(writeMembers)] : getLines())
        {
            context.Output.WriteLine(line);
        }

        return ExitCodes.Done;
    }

    private static string GetJson(Action<Utf8JsonWriter> writeMembers)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        var text = Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        return UnsafeToPrint().Replace(text, match => $"\\u{(int)match.Value[0]:x4}");
    }

    /// <summary>
    /// The relaxed encoder leaves these as they are: hidden characters, those that turn the direction of writing, and the second <c>#</c>
    /// of the commands that CI runners obey anywhere in a line (<c>##[</c>). They occur in JSON strings only.
    /// </summary>
    [GeneratedRegex(@"[\p{Cf}\p{Zl}\p{Zp}]|[\p{Cc}-[\n]]|(?<=#)#")]
    private static partial Regex UnsafeToPrint();
}
