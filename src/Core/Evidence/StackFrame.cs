using System.Buffers;
using System.Text.RegularExpressions;
using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>One line of a .NET stack trace.</summary>
/// <param name="Method">Namespace, type and method as they were written in the source, without arguments.</param>
/// <param name="File">The source file as the trace names it; <c>""</c> when it names none.</param>
internal readonly partial record struct StackFrame(string Method, string File)
{
    private static readonly SearchValues<char> NeverInNames = SearchValues.Create(" '\",;:=");

    /// <summary>Reads <c>at Namespace.Type.Method(arguments) in file:line 12</c>; NUnit numbers its traces (<c>1)    at ...</c>).</summary>
    /// <returns>False when the line is not a frame.</returns>
    public static bool TryParse(ReadOnlySpan<char> line, out StackFrame frame)
    {
        frame = default;
        var rest = SkipAt(line.Trim());
        if (rest.Contains(".fs", StringComparison.Ordinal) && FSharp().Match(rest.ToString()) is { Success: true } match)
        {
            frame = new(CompilerNames.Clean(match.Groups["name"].Value.TrimEnd()), match.Groups["file"].Value);
            return frame.Method.Contains('.', StringComparison.Ordinal);
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
        if (digits == end.Length || colon < 0 || digits - colon > 12 || close < 0 || colon < close)
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

    // A name in double backticks may hold blanks, quotes and parentheses, so a frame of F# source is read from its end
    [GeneratedRegex(
        @"^(?<name>.+)\([^()]*\) \S+ (?<file>([/\\]|[A-Za-z]:).+?\.fsx?):(\S{1,11} )?[0-9]+[.>]*$",
        RegexOptions.ExplicitCapture | RegexOptions.RightToLeft)]
    private static partial Regex FSharp();
}
