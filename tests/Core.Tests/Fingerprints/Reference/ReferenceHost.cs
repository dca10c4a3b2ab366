using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 3.6 of the page: a dead test host.</summary>
internal static class ReferenceHost
{
    private static readonly string[] Markers =
    [
        .. SpecificationPage.CodesBetween("does not begin with `[` and holds ", " in any case; where the run")
            .Select(marker => Regex.Replace(marker, @"\s+", " ")).Select(marker => marker.StartsWith(':') ? " " + marker : marker),
    ];

    private static readonly string[] Platform =
        [.. SpecificationPage.CodesBetween("the first frame whose method does not", ". In a TRX file the message")];

    public static bool IsAbort(string text) => Array.Exists(Markers, marker => text.Contains(marker, StringComparison.OrdinalIgnoreCase));

    public static bool IsPlatform(string method) => Array.Exists(Platform, name => method.StartsWith(name, StringComparison.Ordinal));

    public static bool IsRepetition(string line) => Regex.IsMatch(line, "^Repeated .* times:$");

    public static bool IsRuler(string line) => line.StartsWith("-----", StringComparison.Ordinal);

    public static string TellReason(string line) =>
        line.LastIndexOf(" : ", StringComparison.Ordinal) is >= 0 and var colon ? line[(colon + 3)..] : "";

    public static ReferenceFailure ToFailure(string message, ReferenceRepository repository)
    {
        var lines = ReferenceFrame.SplitLines(message).ToList();
        lines[0] = TellReason(lines[0]).Trim();
        var told = lines.TakeWhile(line => ReferenceFrame.TryRead(line) is null);
        var exceptions = ReferenceExceptions.Read(
            told.Where(line => !IsRepetition(line) && !IsRuler(line) && !ReferenceFrame.IsCut(line)), "");
        var (shape, values) = ReferenceMessage.Compose(exceptions, hasType: true, repository);
        var frames = lines.Select(ReferenceFrame.TryRead).OfType<ReferenceFrame>();
        var cycle = FindCycle(lines);
        var site = cycle.Count > 0
            ? string.Join(" | ", cycle)
            : frames.FirstOrDefault(frame => !IsPlatform(frame.Method))?.Describe() ?? "";
        return new("(test host)", exceptions.Type, shape, values, site);
    }

    /// <summary>The frames between the rulers.</summary>
    public static List<string> FindCycle(List<string> lines) =>
    [
        .. Enumerable.Range(0, lines.Count).Where(i => IsRepetition(lines[i])).Select(i => FindCycle(lines, i))
            .FirstOrDefault(frames => frames.Count > 0, []),
    ];

    private static List<string> FindCycle(List<string> lines, int repetition) =>
    [
        .. lines.Skip(repetition).SkipWhile(line => !IsRuler(line)).Skip(1).TakeWhile(line => !IsRuler(line))
            .Select(ReferenceFrame.TryRead).OfType<ReferenceFrame>().Select(frame => frame.Describe())
            .Distinct().Order(StringComparer.Ordinal),
    ];
}
