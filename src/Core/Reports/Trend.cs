using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>
/// How many failures each attempt of a stream had since the last clean pass or reset, with the tests that vanished. The pass that ends the
/// window belongs to the attempts before it.
/// </summary>
internal sealed class Trend
{
    private const string Unknown = "?";
    private const int MaxFirst = 2;
    private const int MaxLast = 9;

    private readonly List<(string Point, int Times)> _points = [];
    private bool _isOver;

    /// <summary>Adds the next attempt of the stream.</summary>
    public void Add(Attempt attempt)
    {
        if (_isOver)
        {
            _points.Clear();
        }

        _isOver = attempt.EndsWindow;
        if (attempt.Gate is Gates.Reset)
        {
            return;
        }

        var point = GetPoint(attempt) ?? Unknown;
        if (_points is [.., var last] && last.Point == point)
        {
            _points[^1] = (point, last.Times + 1);
        }
        else
        {
            _points.Add((point, 1));
        }
    }

    /// <summary>
    /// For example <c>failing 1111 > 1022 > 50 x2 > 0</c>, with the middle of a long loop left out; empty where one attempt alone is known,
    /// or no number.
    /// </summary>
    public string Describe()
    {
        if (_points.Sum(point => point.Times) < 2 || !_points.Exists(point => char.IsAsciiDigit(point.Point[0])))
        {
            return "";
        }

        var shown = _points.ConvertAll(point => point.Times > 1 ? $"{point.Point} x{point.Times}" : point.Point);
        return "failing " + string.Join(" > ", shown.Count > MaxFirst + MaxLast + 1
            ? [.. shown[..MaxFirst], "...", .. shown[^MaxLast..]]
            : shown);
    }

    /// <summary>
    /// The last two counts of a stream, for example <c>failing 1022 > 50</c>; null where one is not known, where the two cannot be
    /// compared, and where the failure is the same.
    /// </summary>
    /// <param name="attempt">The last attempt.</param>
    /// <param name="before">The one before it.</param>
    public static string? DescribeStep(Attempt attempt, Attempt? before) =>
        attempt is { Gate: Gates.Fail, Clears: false } && before is { Clears: false }
            && attempt.Fingerprint != before.Fingerprint && attempt.Stage == before.Stage
            && AttemptRank.CountFailures(before) is not null && AttemptRank.CountFailures(attempt) is not null
                ? $"failing {GetPoint(before)} > {GetPoint(attempt)}" : null;

    /// <summary>How far an attempt came, in a word or a number; null where its count is not known.</summary>
    public static string? GetPoint(Attempt attempt) => (attempt, AttemptRank.CountFailures(attempt)) switch
    {
        ({ HasPassed: true, VanishedCount: > 0 and var vanished }, _) =>
            string.Create(CultureInfo.InvariantCulture, $"0 ({vanished} vanished)"),
        ({ HasPassed: true, Stale: true }, _) => "0 (stale)",
        ({ HasPassed: true }, _) => "0",
        ({ IsHostBlocked: true }, _) => "blocked",
        ({ Stage: Stages.Compile }, null) => "no build",
        ({ Stage: Stages.Compile }, 1) => "1 error",
        ({ Stage: Stages.Compile }, { } errors) => string.Create(CultureInfo.InvariantCulture, $"{errors} errors"),
        (_, var failures) => failures?.ToString(CultureInfo.InvariantCulture),
    };
}
