namespace LoopJournal.Verdicts;

/// <summary>
/// The attempts as the rules read them, each with the key of its failure: the window reaches back to the last clean pass or reset, the
/// segment in it to the last pass of any kind. A pass that is not clean takes part in neither.
/// </summary>
internal sealed class StreamWindow
{
    private readonly Func<Attempt, string> _getFailure;
    private readonly Func<Attempt, string> _getTree;

    public StreamWindow(IReadOnlyList<Attempt> attempts, int k)
    {
        K = k;
        Stream = RemoveRepeatedIds(attempts);
        Attempts = Stream[(Stream.FindLastIndex(attempt => attempt.Clears) + 1)..];
        JudgedAttempts = Attempts.FindAll(attempt => !attempt.IsHostBlocked);
        var start = Stream.FindLastIndex(attempt => attempt.EndsWindow) + 1;
        WindowAttempts = Stream[start..].FindAll(attempt => !attempt.IsHostBlocked && !attempt.Clears);
        _getTree = EditedTrees.Compare(Stream[start..]);
        var sinceReset = Stream[(Stream.FindLastIndex(attempt => attempt.Gate is Gates.Reset) + 1)..];
        var own = sinceReset.LastOrDefault()?.Stream; // a full run that passes is in filtered streams too
        sinceReset.RemoveAll(attempt => attempt.Stream != own);
        Flaky = FlakyTests.Find(sinceReset, WindowAttempts, always: 2 * k, EditedTrees.CompareOutcomes(sinceReset));
        _getFailure = FlakyTests.MakeKeyWithout(Flaky);
        Failures = JudgedAttempts.ConvertAll(GetFailure);
        TrailingRun = GetTail(WindowAttempts, WindowAttempts.ConvertAll(GetFailure));
    }

    /// <summary>The threshold.</summary>
    public int K { get; }

    /// <summary>The whole stream, each attempt once. Only dead ends and flaky tests look this far back.</summary>
    public List<Attempt> Stream { get; }

    /// <summary>The segment: every attempt since the last pass or reset.</summary>
    public List<Attempt> Attempts { get; }

    /// <summary><see cref="Attempts"/> without those that were blocked at the host: they say nothing about the code.</summary>
    public List<Attempt> JudgedAttempts { get; }

    /// <summary>
    /// The window without passes and without attempts that were blocked at the host: only STALLED and its facts look this far back.
    /// </summary>
    public List<Attempt> WindowAttempts { get; }

    /// <summary>The key of the failure of each of <see cref="JudgedAttempts"/>, to be compared; an empty key equals no other.</summary>
    public List<string> Failures { get; }

    /// <summary>Ids of the flaky tests; they are in no key.</summary>
    public HashSet<string> Flaky { get; }

    /// <summary>The attempts at the end of <see cref="WindowAttempts"/> that have the last one's failure; empty when its key is.</summary>
    public List<Attempt> TrailingRun { get; }

    /// <summary>
    /// The last max(K, 2) attempts. At least two, because a trend needs two points.
    /// </summary>
    public List<Attempt> LastK => WindowAttempts[^Math.Min(Math.Max(K, 2), WindowAttempts.Count)..];

    /// <summary>The key of an attempt from anywhere in the stream, comparable with <see cref="Failures"/>.</summary>
    public string GetFailure(Attempt attempt) => _getFailure(attempt);

    /// <summary>The tree of an attempt, to be compared: without what gates wrote. Empty where it is not known.</summary>
    public string GetTree(Attempt attempt) => _getTree(attempt);

    /// <summary>The attempts at the end of <paramref name="attempts"/> that have the last one's key; empty where that is blank.</summary>
    public static List<Attempt> GetTail(List<Attempt> attempts, List<string> keys)
    {
        if (keys.Count == 0 || keys[^1].Length == 0)
        {
            return [];
        }

        var before = keys.FindLastIndex(key => key != keys[^1]);
        return attempts[(before + 1)..];
    }

    private static List<Attempt> RemoveRepeatedIds(IReadOnlyList<Attempt> attempts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new List<Attempt>(attempts).FindAll(attempt => attempt.Id.Length == 0 || seen.Add(attempt.Id));
    }
}
