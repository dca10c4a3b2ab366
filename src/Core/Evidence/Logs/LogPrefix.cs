namespace LoopJournal.Evidence.Logs;

/// <summary>What build nodes and CI systems print before each line of another program.</summary>
internal static partial class LogPrefix
{
    /// <summary>How many prefixes a line has at most: a container's in a workflow's, for example.</summary>
    private const int MaxCount = 4;

    // gh run view: job and step
    private const string Step = @"[^\t]{1,200}\t[^\t]{1,200}\t(?=\uFEFF?[0-9]{4}-)";

    // GitHub, Azure; Jenkins pipelines have brackets; GitLab names the stream behind it
    private const string Time =
        @"\uFEFF?\[?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,20}(?:Z|[+-][0-9:]{4,6})\]?(?: [0-9]{2}[OE](?:\+|\s|$)|\s|$)";

    // Jenkins, Nuke
    private const string Clock = @"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\s\s| \[[A-Z]{3}\](?:\s|$))";

    private const string TeamCity = @"\[[0-9]{2}:[0-9]{2}:[0-9]{2}\][A-Za-z ]?:\s{0,9}(?:\[[^\]]{1,60}\](?:\s|$))?";

    // Docker Compose; act
    private const string Container = @"(?:[a-z0-9][\w.-]{0,60}[-_][0-9]{1,3}|\[[^\]]{1,100}\])\s{1,30}\|(?:\s|$)";

    private const string BuildKit = @"#[0-9]{1,4} [0-9]{1,6}\.[0-9]{1,3}(?:\s|$)";

    private const string MSBuildNode = @"(?:[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}\s{1,4})?[0-9]{1,4}(?::[0-9]{1,4})?>";

    private const string Command = @"##\[[a-z]{1,20}\]";

    /// <summary>One prefix, in a line without blanks before it.</summary>
    public const string Pattern = $"^(?:{Step}|{Time}|{Clock}|{TeamCity}|{Container}|{BuildKit}|{MSBuildNode}|{Command})";

    /// <summary>The line without prefixes. The blanks that a program printed before its text stay.</summary>
    public static ReadOnlySpan<char> Remove(ReadOnlySpan<char> line)
    {
        for (var count = 0; count < MaxCount && CanBegin(line.TrimStart()); count++)
        {
            var matches = Prefix().EnumerateMatches(line.TrimStart());
            if (!matches.MoveNext())
            {
                break;
            }

            line = line.TrimStart()[matches.Current.Length..];
        }

        return line;
    }

    private static bool CanBegin(ReadOnlySpan<char> line) => line is ['[' or '#' or '\uFEFF' or (>= '0' and <= '9'), ..]
        || line[..Math.Min(line.Length, 100)].Contains('|') || line.Contains('\t');

    [GeneratedRegex(Pattern)]
    private static partial Regex Prefix();
}
