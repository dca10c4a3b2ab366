using LoopJournal.Journal;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>The state of a stream.</summary>
/// <param name="Key">The stream.</param>
/// <param name="Count">How many attempts it has.</param>
/// <param name="Attempts">
/// Oldest first: every attempt since the last clean pass or reset, that one too; of those before, at most two with the same gate,
/// fingerprint and action.
/// </param>
/// <param name="Verdict">The verdict on them.</param>
internal sealed record StreamState(StreamKey Key, int Count, IReadOnlyList<Attempt> Attempts, Verdict Verdict)
{
    /// <summary>The newest attempt, resets left out; null where only the journal's end was read.</summary>
    public Attempt? Newest { get; init; }

    /// <summary>The resets since the clean pass before <see cref="Newest"/>, oldest first.</summary>
    public IReadOnlyList<Attempt> Resets { get; init; } = [];

    /// <summary>See <see cref="Reports.Trend.Describe"/>; empty where only the journal's end was read.</summary>
    public string Trend { get; init; } = "";

    /// <summary>Its known failures; empty where only the journal's end was read.</summary>
    public KnownFailures Known { get; init; } = new(Key.Loop);

    /// <summary>The clean pass since which the stream fails; null where it does not, where there is none, or after a reset.</summary>
    public Attempt? CleanPass =>
        !Attempts[^1].Clears && Attempts.LastOrDefault(attempt => attempt.EndsWindow) is { HasPassed: true } pass ? pass : null;

    /// <summary>For each of <see cref="Attempts"/> the attempt that was judged before it.</summary>
    public IReadOnlyDictionary<Attempt, Attempt> Before { get; init; } = new Dictionary<Attempt, Attempt>();
}

/// <summary>Gathers a stream's attempts, oldest first, and keeps no more of them than the verdict and the reports need.</summary>
internal sealed class StreamRows(StreamKey key)
{
    private readonly List<Attempt> _earlier = [];
    private readonly Dictionary<(string Gate, string Fingerprint, string Action), int> _kept = [];
    private readonly List<Attempt> _window = [];
    private readonly TreeOutcomes _outcomes = new();
    private readonly Dictionary<Attempt, Attempt> _before = new(ReferenceEqualityComparer.Instance);
    private readonly Trend _trend = new();
    private readonly List<Attempt> _resets = [];
    private int _resetsBeforePass; // how many of them are older than the last clean pass
    private Attempt? _newest;
    private KnownFailures _known = new(key.Loop);
    private Attempt? _lastJudged;
    private Attempt? _reset;
    private int _count;

    public StreamKey Key => key;

    /// <summary>The place of the newest attempt in the journal: it orders streams with equal verdicts.</summary>
    public long Newest { get; private set; }

    public void Add(Attempt attempt, long place)
    {
        if (attempt.EndsWindow)
        {
            foreach (var earlier in _window)
            {
                if (IsWorthKeeping(earlier))
                {
                    _earlier.Add(earlier);
                }
                else
                {
                    _before.Remove(earlier);
                }
            }

            _window.Clear();
        }

        if (attempt.Gate is Gates.Reset)
        {
            _outcomes.Clear();
            _reset = attempt;
            _resets.Add(attempt);
        }
        else if (attempt.Stream == key)
        {
            _newest = attempt;
            if (attempt.EndsWindow)
            {
                _resets.RemoveRange(0, _resetsBeforePass);
                _resetsBeforePass = _resets.Count;
            }
        }

        if (_lastJudged is not null)
        {
            _before.Add(attempt, _lastJudged);
        }

        _lastJudged = attempt is { IsHostBlocked: false, Gate: not Gates.Reset } ? attempt : _lastJudged;
        _trend.Add(attempt);
        _known = _known.After(attempt);
        _outcomes.Add(attempt);
        _window.Add(attempt);
        _count++;
        Newest = place;
    }

    /// <summary>Judges the stream. Of rows with one id, the verdict counts the first.</summary>
    public StreamState Judge(int k)
    {
        var known = _window.ToHashSet(ReferenceEqualityComparer.Instance);
        List<Attempt> sinceReset = [.. new[] { _reset }.Concat(_outcomes.FindDiffering()).OfType<Attempt>().Where(known.Add)];
        var earlier = _earlier.FindAll(known.Add);
        var verdict = StallDetector.Analyze([.. earlier, .. sinceReset, .. _window], k);
        return new(key, _count, [.. _earlier, .. _window], verdict)
        {
            Newest = _newest, Resets = _resets, Trend = _trend.Describe(), Before = _before, Known = _known,
        };
    }

    private bool IsWorthKeeping(Attempt attempt)
    {
        var kind = (attempt.Gate, attempt.Fingerprint, attempt.Action);
        var before = _kept.GetValueOrDefault(kind);
        _kept[kind] = before + 1;
        return attempt.Action.Length > 0 && before < 2;
    }
}
