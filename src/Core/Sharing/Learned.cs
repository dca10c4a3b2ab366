using LoopJournal.Journal;

namespace LoopJournal.Sharing;

/// <summary>
/// What other streams learned about a failure: those of other loops, and of other working trees where they share the journal. No verdict
/// counts it.
/// </summary>
/// <param name="Streams">How many other streams had the failure.</param>
/// <param name="Tried">The actions after which they had it, the newest first, each once.</param>
/// <param name="Failed">The last attempt with it, in the stream that solved it; null where none did.</param>
/// <param name="Solution">The clean pass after it.</param>
internal sealed record Learned(int Streams, IReadOnlyList<string> Tried, Attempt? Failed, Attempt? Solution)
{
    private const int MaxTried = 20;
    private const int MaxStreams = 20;

    /// <summary>How far back the journal is read, in bytes: some 20,000 attempts.</summary>
    private const long MaxLookBack = 16 * 1024 * 1024;

    /// <summary>What is known of a failure besides its own stream; null where no other stream had it.</summary>
    /// <param name="journal">The journal with the rows of every working tree.</param>
    /// <param name="worktree">The own working tree.</param>
    /// <param name="own">The own stream.</param>
    /// <param name="fingerprint">The failure; empty where the own stream has none.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static Learned? Find(JournalReader journal, string worktree, StreamKey own, string fingerprint)
    {
        if (fingerprint.Length == 0)
        {
            return null;
        }

        bool IsOwn(Attempt row) => row.Stream == own && (row.Worktree.Length == 0 || row.Worktree == worktree);
        var start = journal.GetLength() - MaxLookBack;
        var failed = journal.ReadNewestFirst(new LineFilter([fingerprint]), start)
            .Where(row => row.Fingerprint == fingerprint && !row.Clears && !IsOwn(row)).ToList();
        var streams = failed.ConvertAll(GetStream).Distinct().ToList();
        var (last, solution) = FindSolution(journal, start, fingerprint, streams.Take(MaxStreams));
        var tried = failed.Select(row => row.Action.Trim()).Where(action => action.Length > 0).Distinct().Take(MaxTried);
        return streams.Count == 0 ? null : new(streams.Count, [.. tried], last, solution);
    }

    /// <summary>The newest failing attempt after which its stream passed, and the first clean pass after it.</summary>
    private static (Attempt? Failed, Attempt? Solution) FindSolution(
        JournalReader journal, long start, string fingerprint, IEnumerable<(string Worktree, StreamKey Stream)> streams)
    {
        var others = streams.ToHashSet();
        var passes = new Dictionary<(string, StreamKey), Attempt>();
        string[][] texts = [.. others.Select(other => new[] { other.Stream.Framework, other.Stream.Project, other.Stream.Loop })];
        foreach (var row in texts.Length == 0 ? [] : journal.ReadNewestFirst(new LineFilter(texts), start))
        {
            var stream = GetStream(row);
            if (row is { HasPassed: true, EndsWindow: true })
            {
                passes[stream] = row;
            }
            else if (row.Fingerprint == fingerprint && !row.Clears && others.Contains(stream)
                && passes.TryGetValue(stream, out var pass)
                && (row.Tree.Length == 0 || row.Tree != pass.Tree)) // a pass on the same files mended nothing
            {
                return (row, pass);
            }
        }

        return (null, null);
    }

    private static (string, StreamKey) GetStream(Attempt row) => (row.Worktree, row.Stream);
}
