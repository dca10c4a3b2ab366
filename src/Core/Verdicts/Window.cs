namespace LoopJournal.Verdicts;

/// <summary>The attempts since the last pass or reset, as the rules read them, each with the key of its failure.</summary>
internal sealed class Window
{
    private readonly Func<Attempt, string> _failureOf;

    public Window(IReadOnlyList<Attempt> attempts, int k)
    {
        K = k;
        Stream = WithoutRepeatedIds(attempts);
        var start = Stream.FindLastIndex(attempt => attempt.Clears) + 1;
        All = Stream[start..];
        Judged = All.FindAll(attempt => !attempt.IsHostBlocked);
        Flaky = FlakyTests.In(Judged);
        _failureOf = FlakyTests.Without(Flaky);
        Failures = Judged.ConvertAll(FailureOf);
        Run = TailOf(Judged, Failures);
    }

    /// <summary>The threshold.</summary>
    public int K { get; }

    /// <summary>The whole stream, each attempt once. Only dead ends look this far back.</summary>
    public List<Attempt> Stream { get; }

    /// <summary>Every attempt since the last pass or reset.</summary>
    public List<Attempt> All { get; }

    /// <summary><see cref="All"/> without those that were blocked at the host: they say nothing about the code.</summary>
    public List<Attempt> Judged { get; }

    /// <summary>The key of the failure of each of <see cref="Judged"/>, to be compared; an empty key equals no other.</summary>
    public List<string> Failures { get; }

    /// <summary>Ids of the flaky tests; they are in no key.</summary>
    public HashSet<string> Flaky { get; }

    /// <summary>The attempts at the end of <see cref="Judged"/> that have the last one's failure; empty when its key is.</summary>
    public List<Attempt> Run { get; }

    /// <summary>
    /// The last max(K, 2) attempts. At least two, because a trend needs two points.
    /// </summary>
    public List<Attempt> Compared => Judged[^Math.Min(Math.Max(K, 2), Judged.Count)..];

    /// <summary>The key of an attempt from anywhere in the stream, comparable with <see cref="Failures"/>.</summary>
    public string FailureOf(Attempt attempt) => _failureOf(attempt);

    /// <summary>The attempts at the end of <paramref name="attempts"/> that have the last one's key; empty where that is blank.</summary>
    public static List<Attempt> TailOf(List<Attempt> attempts, List<string> keys)
    {
        if (keys.Count == 0 || keys[^1].Length == 0)
        {
            return [];
        }

        var before = keys.FindLastIndex(key => key != keys[^1]);
        return attempts[(before + 1)..];
    }

    private static List<Attempt> WithoutRepeatedIds(IReadOnlyList<Attempt> attempts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new List<Attempt>(attempts).FindAll(attempt => attempt.Id.Length == 0 || seen.Add(attempt.Id));
    }
}
