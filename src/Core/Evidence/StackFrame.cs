using System.Buffers;
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
        var isFrame = TrySplit(line, out var name, out var file, out _);
        frame = isFrame ? new(CompilerNames.Clean(name.ToString()), file.ToString()) : default;
        return isFrame;
    }

    /// <summary>Reads the place of a frame: its file as the trace names it, and the number of the line.</summary>
    /// <returns>False when the line is not a frame, or names no place.</returns>
    public static bool TryReadPlace(ReadOnlySpan<char> line, out (string File, int Line) place)
    {
        place = TrySplit(line, out _, out var file, out var digits)
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (file.ToString(), number) : default;
        return place.Line > 0;
    }

    /// <summary>The file's name without its directory.</summary>
    public string FileName => File[(File.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>The form of <see cref="Failure.Site"/>.</summary>
    public override string ToString() => File.Length == 0 ? Method : $"{Method} ({FileName})";

    private static bool TrySplit(
        ReadOnlySpan<char> line, out ReadOnlySpan<char> name, out ReadOnlySpan<char> file, out ReadOnlySpan<char> number)
    {
        name = file = number = default;
        var rest = SkipAt(line.Trim());
        if (rest.Contains(".fs", StringComparison.Ordinal) && FSharp().Match(rest.ToString()) is { Success: true } match)
        {
            name = match.Groups["name"].ValueSpan.TrimEnd();
            file = match.Groups["file"].ValueSpan;
            number = match.Groups["line"].ValueSpan;
            return CompilerNames.Clean(name.ToString()).Contains('.', StringComparison.Ordinal);
        }

        var open = rest.IndexOf('(');
        if (open <= 0)
        {
            return false;
        }

        // a method's name has no blank in it, but generic arguments may (crash traces print them with their assemblies)
        name = rest[..open].TrimEnd();
        var bracket = name.IndexOf('[');
        var plain = bracket < 0 ? name : name[..bracket];
        return !plain.IsEmpty && !plain.ContainsAny(NeverInNames) && plain.Contains('.') && plain[^1] != '/'
            && rest.LastIndexOf(')') >= open && TryFindFile(rest[open..], out file, out number);
    }

    private static ReadOnlySpan<char> SkipAt(ReadOnlySpan<char> line)
    {
        var match = At().EnumerateMatches(line);
        return match.MoveNext() ? line[match.Current.Length..] : default;
    }

    // The text after the arguments is empty or " in /a/b.cs:line 12", with both words in any language. False: the line is not a frame.
    private static bool TryFindFile(ReadOnlySpan<char> arguments, out ReadOnlySpan<char> file, out ReadOnlySpan<char> number)
    {
        file = number = default;
        var end = arguments.TrimEnd(".>");
        if (end.IsEmpty || end[^1] == ')')
        {
            return true;
        }

        var digits = end.TrimEnd("0123456789").Length;
        var colon = end[..digits].LastIndexOf(':');
        var close = end.IndexOf(") ");
        if (digits == end.Length || colon < 0 || digits - colon > 12 || close < 0 || colon < close)
        {
            return false;
        }

        // ") in /a/b (copy)/c.cs:line 12": the first ") " ends the arguments, the word after it is the label
        var label = end[(close + 2)..colon];
        var blank = label.IndexOf(' ');
        file = label[(blank + 1)..];
        number = end[digits..];
        return blank >= 0;
    }

    // "at" in the languages of the .NET Framework, which translates it; .NET does not
    [GeneratedRegex(@"^(?:[1-9]\) \s*)?(?:at|bei|à|en|in|em|в|v|w|konum:|場所|在|於|위치:) \s*")]
    private static partial Regex At();

    // A name in double backticks may hold blanks, quotes and parentheses, so a frame of F# source is read from its end
    [GeneratedRegex(
        @"^(?<name>.+)\([^()]*\) \S+ (?<file>([/\\]|[A-Za-z]:).+?\.fsx?):(\S{1,11} )?(?<line>[0-9]+)[.>]*$",
        RegexOptions.ExplicitCapture | RegexOptions.RightToLeft)]
    private static partial Regex FSharp();
}
