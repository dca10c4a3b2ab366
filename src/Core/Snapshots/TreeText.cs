using LoopJournal.Git;

namespace LoopJournal.Snapshots;

/// <summary>Reads text out of snapshots: the files as they were when the gate ran.</summary>
internal static partial class TreeText
{
    /// <summary>How long the files are together that are read at once, in bytes; those beyond count as missing.</summary>
    private const int MaxFiles = 8 * 1024 * 1024;

    private const int MaxFound = 256 * 1024;
    private const int MaxPatch = 4 * 1024 * 1024;

    /// <summary>The lines of some files; a file that the tree lacks is missing.</summary>
    /// <param name="git">Knows the tree.</param>
    /// <param name="tree">The id of the tree.</param>
    /// <param name="paths">Paths relative to the repository.</param>
    public static Dictionary<string, string[]> ReadFiles(GitRunner git, string tree, IEnumerable<string> paths)
    {
        List<string> asked = [.. paths.Where(path => !path.AsSpan().ContainsAny('\n', '\0')).Distinct(StringComparer.Ordinal)];
        var input = string.Concat(asked.Select(path => $"{tree}:{GitText.Encode(path)}\n"));
        var text = asked.Count == 0 ? "" : git.Run(["cat-file", "--batch"], input, MaxFiles)?.Text ?? "";
        var files = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var at = 0;
        foreach (var path in asked)
        {
            // "<id> blob <length>", the file and a line break; "<name> missing" where the tree lacks it
            if (text.IndexOf('\n', at) is not (>= 0 and var head))
            {
                break;
            }

            var header = Header().Match(text, at, head - at);
            at = head + 1;
            if (header.Success)
            {
                var length = int.Parse(header.Groups["length"].Value, CultureInfo.InvariantCulture);
                if (length > text.Length - at)
                {
                    break; // it lies beyond the bound
                }

                if (header.Groups["kind"].Value == "blob")
                {
                    files.Add(path, GitText.Decode(text.Substring(at, length)).Split('\n'));
                }

                at += length + 1;
            }
        }

        return files;
    }

    /// <summary>The lines of C# files that match one of git's extended regular expressions, by path and number.</summary>
    public static List<(string Path, int Line, string Text)> Search(GitRunner git, string tree, string pattern)
    {
        var output = git.Run(["grep", "-I", "-n", "--no-color", "-E", "-e", pattern, tree, "--", "*.cs"], max: MaxFound);
        return output is not { ExitCode: 0 } ? [] :
        [
            .. output.Text.Split('\n').Select(line => FoundLine().Match(GitText.Decode(line))).Where(match => match.Success)
                .Select(match => (match.Groups["path"].Value, ReadNumber(match), match.Groups["text"].Value)),
        ];
    }

    /// <summary>Where the files of one tree differ from those of another, by path: the first line of each difference.</summary>
    public static List<(string Path, int Line)>? FindChangedLines(GitRunner git, string from, string to)
    {
        var output = git.Run(
            ["-c", "core.quotePath=false", "diff-tree", "-r", "-p", "-U0", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color",
                from, to],
            max: MaxPatch);
        if (output is not { ExitCode: 0 })
        {
            return null;
        }

        var changed = new List<(string, int)>();
        var (path, isHead) = ("", false);
        foreach (var line in output.Text.Split('\n'))
        {
            // the content of a file is behind a sign or a blank, so it cannot begin a new file
            isHead = line.StartsWith("diff ", StringComparison.Ordinal) || (isHead && !line.StartsWith("@@ ", StringComparison.Ordinal));
            path = isHead && line.StartsWith("+++ b/", StringComparison.Ordinal) ? GitText.Decode(line[6..]) : path;
            if (Hunk().Match(line) is { Success: true } hunk && path.Length > 0)
            {
                changed.Add((path, ReadNumber(hunk)));
            }
        }

        return changed;
    }

    private static int ReadNumber(Match match) => int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9a-f]{40,64} (?<kind>[a-z]+) (?<length>[0-9]{1,9})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Header();

    [GeneratedRegex("^[0-9a-f]{40,64}:(?<path>[^:]+):(?<line>[0-9]{1,9}):(?<text>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex FoundLine();

    [GeneratedRegex(@"^@@ -[0-9,]+ \+(?<line>[0-9]{1,9})(,[0-9]+)? @@", RegexOptions.ExplicitCapture)]
    private static partial Regex Hunk();
}
