using LoopJournal.Journal;

namespace LoopJournal.Sharing;

/// <summary>
/// What other streams learned about a failure: those of other loops, of other working trees where they share the journal, and of other
/// clones. No verdict counts it.
/// </summary>
/// <param name="Streams">How many other streams had the failure.</param>
/// <param name="Tried">The actions after which they had it, the newest first, each once.</param>
/// <param name="Failed">The last attempt with it, in the stream that solved it; null where none did.</param>
/// <param name="Solution">The clean pass after it.</param>
internal sealed record Learned(int Streams, IReadOnlyList<string> Tried, Attempt? Failed, Attempt? Solution)
{
    private const int MaxTried = 20;
    private const int MaxStreams = 20;

    /// <summary>How far back the journal is read, in bytes: some 20,000 attempts. The files of other writers share as much.</summary>
    private const long MaxLookBack = 16 * 1024 * 1024;

    private const long MinLookBack = 64 * 1024;

    /// <summary>What is known of a failure besides its own stream; null where no other stream had it.</summary>
    /// <param name="journal">The journal with the rows of every working tree.</param>
    /// <param name="others">The rows of other writers: see <see cref="OtherRows.List"/>.</param>
    /// <param name="worktree">The own working tree.</param>
    /// <param name="own">The own stream.</param>
    /// <param name="fingerprint">The failure; empty where the own stream has none.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static Learned? Find(
        JournalReader journal, IReadOnlyList<JournalReader> others, string worktree, StreamKey own, string fingerprint)
    {
        if (fingerprint.Length == 0)
        {
            return null;
        }

        bool IsOwn(Attempt row) => row.Stream == own && (row.Worktree.Length == 0 || row.Worktree == worktree);
        var lookBack = Math.Max(MaxLookBack / Math.Max(others.Count, 1), MinLookBack);
        List<Source> sources = [new(journal, MaxLookBack), .. others.Select(other => new Source(other, lookBack))];
        var filter = new LineFilter([fingerprint]);
        var ids = new HashSet<string>(StringComparer.Ordinal); // a row that was imported, or sent under an earlier id, is here twice
        var failed = sources
            .SelectMany(source => source.Read(filter).Where(row => row.Fingerprint == fingerprint && !row.Clears)
                .Where(row => row.Id.Length == 0 || ids.Add(row.Id)).Where(row => !IsOwn(row)).Select(row => (Source: source, Row: row)))
            .ToList();
        var streams = failed.Select(one => GetStream(one.Row)).Distinct().ToList();
        var solutions = failed.GroupBy(one => one.Source)
            .Select(group => group.Key.FindSolution(fingerprint, [.. group.Select(one => GetStream(one.Row)).Distinct().Take(MaxStreams)]))
            .Where(found => found.Solution is not null);
        var (last, solution) = solutions.OrderByDescending(found => found.Solution!.Timestamp, StringComparer.Ordinal).FirstOrDefault();
        var tried = failed.Select(one => one.Row.Action.Trim()).Where(action => action.Length > 0).Distinct().Take(MaxTried);
        return streams.Count == 0 ? null : new(streams.Count, [.. tried], last, solution);
    }

    private static (string, StreamKey) GetStream(Attempt row) => (row.Worktree, row.Stream);

    /// <summary>The end of a file of rows.</summary>
    private sealed record Source(JournalReader Rows, long LookBack)
    {
        private readonly long _start = Rows.GetLength() - LookBack;

        public IEnumerable<Attempt> Read(LineFilter filter) => Rows.ReadNewestFirst(filter, _start);

        /// <summary>The newest failing attempt after which its stream passed, and the first clean pass after it.</summary>
        public (Attempt? Failed, Attempt? Solution) FindSolution(string fingerprint, HashSet<(string Worktree, StreamKey Stream)> streams)
        {
            var passes = new Dictionary<(string, StreamKey), Attempt>();
            string[][] texts = [.. streams.Select(one => new[] { one.Stream.Framework, one.Stream.Project, one.Stream.Loop })];
            foreach (var row in Read(new LineFilter(texts)))
            {
                var stream = GetStream(row);
                if (row is { HasPassed: true, EndsWindow: true })
                {
                    passes[stream] = row;
                }
                else if (row.Fingerprint == fingerprint && !row.Clears && streams.Contains(stream)
                    && passes.TryGetValue(stream, out var pass)
                    && (row.Tree.Length == 0 || row.Tree != pass.Tree)) // a pass on the same files mended nothing
                {
                    return (row, pass);
                }
            }

            return (null, null);
        }
    }
}
