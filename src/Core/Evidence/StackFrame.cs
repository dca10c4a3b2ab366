using System.Buffers;
using System.Text.RegularExpressions;
using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>One line of a .NET stack trace.</summary>
/// <param name="Method">Namespace, type and method as they were written in the source, without arguments.</param>
/// <param name="File">The source file as the trace names it; <c>""</c> when it names none.</param>
internal readonly partial record struct StackFrame(string Method, string File)
{
    // ":line " and its like in other languages
    private const int MaxLineLabel = 12;

    private static readonly SearchValues<char> NeverInNames = SearchValues.Create(" '\",;:=");

    /// <summary>Reads <c>at Namespace.Type.Method(arguments) in file:line 12</c>; NUnit numbers its traces (<c>1)    at ...</c>).</summary>
    /// <returns>False when the line is not a frame.</returns>
    public static bool TryParse(ReadOnlySpan<char> line, out StackFrame frame)
    {
        frame = default;
        var rest = SkipAt(line.Trim());
        if (TryParseFSharp(rest, out frame))
        {
            return true;
        }

        var open = rest.IndexOf('(');
        if (open <= 0)
        {
            return false;
        }

        // a method's name has no blank in it, but generic arguments may (crash traces print them with their assemblies)
        var name = rest[..open].TrimEnd();
        var bracket = name.IndexOf('[');
        var plain = bracket < 0 ? name : name[..bracket];
        if (plain.IsEmpty || plain.ContainsAny(NeverInNames) || !plain.Contains('.') || plain[^1] == '/'
            || rest.LastIndexOf(')') < open || FindFile(rest[open..]) is not { } file)
        {
            return false;
        }

        frame = new(CompilerNames.Clean(name.ToString()), file);
        return true;
    }

    /// <summary>The file's name without its directory.</summary>
    public string FileName => File[(File.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>The form of <see cref="Failure.Site"/>.</summary>
    public override string ToString() => File.Length == 0 ? Method : $"{Method} ({FileName})";

    private static ReadOnlySpan<char> SkipAt(ReadOnlySpan<char> line)
    {
        var match = At().EnumerateMatches(line);
        return match.MoveNext() ? line[match.Current.Length..] : default;
    }

    // A name in double backticks may hold blanks, quotes and parentheses, so a frame of F# source is read from its end
    private static bool TryParseFSharp(ReadOnlySpan<char> rest, out StackFrame frame)
    {
        frame = default;
        var label = rest.TrimEnd(".>").TrimEnd("0123456789");
        var colon = label.LastIndexOf(':');
        if (colon < 0 || label.Length - colon > MaxLineLabel || !(label[..colon].EndsWith(".fs") || label[..colon].EndsWith(".fsx")))
        {
            return false;
        }

        for (var close = rest[..colon].LastIndexOf(") "); close > 0; close = rest[..close].LastIndexOf(") "))
        {
            var file = rest[(close + 2)..colon];
            file = file[(file.IndexOf(' ') + 1)..];
            var open = rest[..close].LastIndexOf('(');
            if (IsRooted(file) && open > 0 && rest[..open].Contains('.'))
            {
                frame = new(CompilerNames.Clean(rest[..open].TrimEnd().ToString()), file.ToString());
                return true;
            }
        }

        return false;
    }

    private static bool IsRooted(ReadOnlySpan<char> file) => file[0] is '/' or '\\' || (file.Length > 1 && file[1] == ':');

    // The text after the arguments is empty or " in /a/b.cs:line 12", with both words in any language. Null: the line is not a frame.
    private static string? FindFile(ReadOnlySpan<char> arguments)
    {
        var end = arguments.TrimEnd(".>");
        if (end.IsEmpty || end[^1] == ')')
        {
            return "";
        }

        var digits = end.TrimEnd("0123456789").Length;
        var colon = end[..digits].LastIndexOf(':');
        var close = end.IndexOf(") ");
        if (digits == end.Length || colon < 0 || digits - colon > MaxLineLabel || close < 0 || colon < close)
        {
            return null;
        }

        // ") in /a/b (copy)/c.cs:line 12": the first ") " ends the arguments, the word after it is the label
        var file = end[(close + 2)..colon];
        var blank = file.IndexOf(' ');
        return blank < 0 ? null : file[(blank + 1)..].ToString();
    }

    // "at" in the languages of the .NET Framework, which translates it; .NET does not
    [GeneratedRegex(@"^(?:[1-9]\) \s*)?(?:at|bei|à|en|in|em|в|v|w|konum:|場所|在|於|위치:) \s*")]
    private static partial Regex At();
}
