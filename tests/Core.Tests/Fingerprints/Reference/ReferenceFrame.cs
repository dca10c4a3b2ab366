using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>A stack frame (3.4): its method, cleaned, and its file where it tells one.</summary>
internal sealed record ReferenceFrame(string Method, string File)
{
    private static readonly string Start =
        @"^(?:[1-9]\) +)?(?:" + SpecificationPage.Code("optional `1)` to `9)` and blanks; one of ").Replace(' ', '|') + @") +";

    private static readonly Regex Frame = new(Start + @"(?<name>[^(]+)\((?<rest>.*\).*)$");

    private static readonly Regex FunctionalFrame =
        new(Start + @"(?<name>.+)\) [^ ]* (?<file>(?:/|[A-Za-z]:[\\/]|\\\\).*\.fsx?):(?:[^ ]+ )?[0-9]+[.>]*$");

    private static readonly Regex Place = new(@"^[^ ]* (?<file>.*):[^:]{0,11}?[0-9]+$");

    /// <summary>Reads a trimmed line.</summary>
    /// <summary>A frame of which the runner kept the beginning.</summary>
    public static bool IsCut(string line) => Regex.IsMatch(line, @"^at(?: [^ (]*(?:\(.*)?)?$");

    public static ReferenceFrame? TryRead(string line)
    {
        if (FunctionalFrame.Match(line) is { Success: true } functional)
        {
            var name = functional.Groups["name"].Value;
            var open = name.LastIndexOf('(');
            if (open > name.LastIndexOf(')') && name[..open].Contains('.', StringComparison.Ordinal))
                return new(ReferenceNames.Clean(name[..open].Trim()), functional.Groups["file"].Value);
        }

        if (Frame.Match(line) is not { Success: true } frame || !IsName(frame.Groups["name"].Value))
            return null;

        var rest = line[(frame.Groups["name"].Index + frame.Groups["name"].Length)..].TrimEnd('.', '>');
        var method = ReferenceNames.Clean(frame.Groups["name"].Value.Trim());
        if (rest.IndexOf(") ", StringComparison.Ordinal) is >= 0 and var end && Place.Match(rest[(end + 2)..]) is { Success: true } located)
            return new(method, located.Groups["file"].Value);

        return rest.EndsWith(')') ? new(method, "") : null;
    }

    /// <summary>The site of a stack trace: its first frame in the repository.</summary>
    public static string FindSite(string stack, ReferenceRepository repository) =>
        SplitLines(stack).Select(TryRead).OfType<ReferenceFrame>()
            .FirstOrDefault(frame => repository.Relate(frame.File) is not null)?.Describe() ?? "";

    /// <summary>The method, and the name of the file where the frame tells one.</summary>
    public string Describe() => File.Length == 0 ? Method : $"{Method} ({File[(File.LastIndexOfAny(['/', '\\']) + 1)..]})";

    public static IEnumerable<string> SplitLines(string text) =>
        text.Split('\n', '\r', '\f', '\u0085', '\u2028', '\u2029').Select(line => line.Trim());

    private static bool IsName(string name)
    {
        name = name.Split('[')[0].Trim();
        return name.Contains('.', StringComparison.Ordinal) && !name.EndsWith('/')
            && name.IndexOfAny([' ', '\'', '"', ',', ';', ':', '=']) < 0;
    }
}
