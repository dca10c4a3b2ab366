using LoopJournal.Capture;

namespace LoopJournal.Cli.Running;

/// <summary>The outputs of the newest commands of <c>run</c>, in the journal's folder: <c>logs/ID.log</c>, without secrets.</summary>
/// <param name="folder">The journal's folder.</param>
internal sealed partial class KeptLogs(JournalFolder folder)
{
    private const string Folder = "logs";
    private const int MaxLogs = 50;

    /// <summary>How much of the beginning and of the end of a log is kept, in bytes.</summary>
    private const int MaxHead = 1 << 18;
    private const int MaxTail = 1 << 20;

    /// <summary>How much is read beyond the cuts: a secret that begins on one side of a cut is masked before it is cut.</summary>
    private const int Margin = 1 << 16;

    /// <summary>How long a private key is at most, in characters with its line breaks.</summary>
    private const int MaxKey = 1 << 14;

    /// <summary>Keeps an output, from its beginning, if that is possible.</summary>
    /// <param name="location">The journal.</param>
    /// <param name="id">See <see cref="Keep(string, Stream)"/>.</param>
    /// <param name="output">The output; left open.</param>
    /// <param name="report">Says where it is; null: only a fault is worth a line.</param>
    /// <param name="context">The surroundings.</param>
    public static void Keep(JournalLocation location, string id, Stream output, Action<string>? report, ToolContext context)
    {
        try
        {
            output.Position = 0;
            var path = new KeptLogs(new(location.Directory, location.Root)).Keep(id, output);
            report?.Invoke($"LoopJournal: the whole output is in {Quoted.From(path)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine($"LoopJournal: the output was not kept: {Quoted.From(e.Message)}");
        }
    }

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
        var path = Path.Combine(directory, $"{id}.log");
        PrivateFile.WriteNew(path, Encoding.UTF8.GetBytes(ReadBounded(output)));
        foreach (var old in Directory.EnumerateFiles(directory).Where(file => OwnName().IsMatch(Path.GetFileName(file)))
            .OrderDescending(StringComparer.Ordinal).Skip(MaxLogs))
        {
            File.Delete(old);
        }

        return path;
    }

    // At line breaks, after masking: half a secret no longer matches its pattern
    private static string ReadBounded(Stream output)
    {
        if (output.Length <= MaxHead + MaxTail + (2 * Margin))
        {
            return ReadPart(output, 0, output.Length);
        }

        var head = ReadPart(output, 0, MaxHead + Margin);
        var tail = ReadPart(output, output.Length - MaxTail - Margin, MaxTail + Margin);
        head = head[..(head.LastIndexOf('\n', Math.Min(MaxHead, head.Length - 1)) + 1)];

        // masks may make the text shorter than the margin, and the first lines may be the rest of a key
        var line = tail.IndexOf('\n', Math.Min(tail.Length, Math.Max(MaxKey, tail.Length - MaxTail))) + 1;
        tail = line == 0 ? "" : tail[line..];
        return $"{head}[... {output.Length - MaxHead - MaxTail} bytes or more were left out ...]\n{tail}";
    }

    private static string ReadPart(Stream output, long start, long length)
    {
        var bytes = new byte[length];
        output.Position = start;
        output.ReadExactly(bytes);

        // A secret may have a colour in it, and a pager obeys what a terminal does
        return SecretMask.Mask(TerminalFilter.Clean(Encoding.UTF8.GetString(bytes)));
    }

    [GeneratedRegex(@"^[0-9a-f]{32}\.log\z")]
    private static partial Regex OwnName();
}
