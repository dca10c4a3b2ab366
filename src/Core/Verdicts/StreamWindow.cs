namespace LoopJournal.Verdicts;

/// <summary>The attempts since the last pass or reset, as the rules read them, each with the key of its failure.</summary>
internal sealed class StreamWindow
{
    private readonly Func<Attempt, string> _getFailure;
    private readonly Func<Attempt, string> _getTree;

    public StreamWindow(IReadOnlyList<Attempt> attempts, int k)
    {
        K = k;
        Stream = RemoveRepeatedIds(attempts);
        var start = Stream.FindLastIndex(attempt => attempt.Clears) + 1;
        Attempts = Stream[start..];
        JudgedAttempts = Attempts.FindAll(attempt => !attempt.IsHostBlocked);
        _getTree = EditedTrees.Compare(Attempts, start: 0);
        var reset = Stream.FindLastIndex(attempt => attempt.Gate is Gates.Reset) + 1;
        Flaky = FlakyTests.Find(Stream[reset..], JudgedAttempts, always: 2 * k, EditedTrees.Compare(Stream[reset..], start - reset));
        _getFailure = FlakyTests.MakeKeyWithout(Flaky);
        Failures = JudgedAttempts.ConvertAll(GetFailure);
        TrailingRun = GetTail(JudgedAttempts, Failures);
    }

    /// <summary>The threshold.</summary>
    public int K { get; }

    /// <summary>The whole stream, each attempt once. Only dead ends and flaky tests look this far back.</summary>
    public List<Attempt> Stream { get; }

    /// <summary>Every attempt since the last pass or reset.</summary>
    public List<Attempt> Attempts { get; }

    /// <summary><see cref="Attempts"/> without those that were blocked at the host: they say nothing about the code.</summary>
    public List<Attempt> JudgedAttempts { get; }

    /// <summary>The key of the failure of each of <see cref="JudgedAttempts"/>, to be compared; an empty key equals no other.</summary>
    public List<string> Failures { get; }

    /// <summary>Ids of the flaky tests; they are in no key.</summary>
    public HashSet<string> Flaky { get; }

    /// <summary>The attempts at the end of <see cref="JudgedAttempts"/> that have the last one's failure; empty when its key is.</summary>
    public List<Attempt> TrailingRun { get; }

    /// <summary>
    /// The last max(K, 2) attempts. At least two, because a trend needs two points.
    /// </summary>
    public List<Attempt> LastK => JudgedAttempts[^Math.Min(Math.Max(K, 2), JudgedAttempts.Count)..];

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
