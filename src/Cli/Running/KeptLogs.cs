using LoopJournal.Capture;

namespace LoopJournal.Cli.Running;

/// <summary>The outputs of the newest commands of <c>run</c>, in the journal's folder: <c>logs/ID.log</c>, without secrets.</summary>
/// <param name="folder">The journal's folder.</param>
internal sealed partial class KeptLogs(JournalFolder folder)
{
    private const string Folder = "logs";
    private const int MaxLogs = 50;

    /// <summary>How much of the end of a log is kept in characters; of its beginning, a fourth of that.</summary>
    private const int MaxLength = 1 << 20;

    /// <summary>Keeps an output, and deletes the oldest ones.</summary>
    /// <param name="id">The attempt's id: later ones sort later.</param>
    /// <param name="output">The output from its beginning; left open.</param>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It cannot be written, or a link is in the way.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public string Keep(string id, Stream output)
    {
        var directory = folder.Ensure(Folder);
        folder.RefuseLinksIn(Folder);
        using var reader = new StreamReader(output, Encoding.UTF8, leaveOpen: true);
        var text = Cut(SecretMask.Mask(RemoveControls(reader.ReadToEnd())));
        var path = Path.Combine(directory, $"{id}.log");
        PrivateFile.WriteNew(path, Encoding.UTF8.GetBytes(text));
        foreach (var old in Directory.EnumerateFiles(directory).Where(file => OwnName().IsMatch(Path.GetFileName(file)))
            .OrderDescending(StringComparer.Ordinal).Skip(MaxLogs))
        {
            File.Delete(old);
        }

        return path;
    }

    // A secret may have a colour in it, and a pager obeys what a terminal does
    private static string RemoveControls(string text)
    {
        var filter = new TerminalFilter();
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\n')
            {
                filter.EndLine();
            }

            _ = filter.Keeps(c) || c == '\n' ? kept.Append(c) : kept;
        }

        return kept.ToString();
    }

    // At line breaks, after masking: half a secret no longer matches its pattern
    private static string Cut(string text)
    {
        if (text.Length <= MaxLength + (MaxLength / 4))
        {
            return text;
        }

        var head = text[..(text.LastIndexOf('\n', MaxLength / 4) + 1)];
        var end = text.IndexOf('\n', text.Length - MaxLength) + 1;
        return $"{head}[... {end - head.Length} characters were left out ...]\n{text[end..]}";
    }

    [GeneratedRegex(@"^[0-9a-f]{32}\.log\z")]
    private static partial Regex OwnName();
}
