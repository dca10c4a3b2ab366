namespace LoopJournal.Suite;

/// <summary>The result of an interleaved comparison.</summary>
/// <param name="Ratio">The median of the ratios of the rounds.</param>
/// <param name="Control">The same for the peer against itself: how far the machine can be trusted.</param>
/// <param name="Seconds">The median of ours.</param>
/// <param name="PeerSeconds">The median of the peer.</param>
/// <param name="Rounds">How many rounds.</param>
internal sealed record Comparison(double Ratio, double Control, double Seconds, double PeerSeconds, int Rounds);

/// <summary>Measures two pieces of work in turn, so that a change in the speed of the machine affects both.</summary>
internal static class Pairs
{
    /// <summary>Runs rounds of peer, ours, peer, in alternating order, after one round that warms up.</summary>
    /// <param name="ours">Does our work; seconds.</param>
    /// <param name="peer">Does the peer's work; seconds.</param>
    /// <param name="rounds">How many rounds count.</param>
    /// <param name="onRound">Called with the number of each round.</param>
    public static Comparison Compare(Func<double> ours, Func<double> peer, int rounds, Action<int> onRound)
    {
        _ = ours() + peer(); // warms up
        var (ratios, controls, all, peers) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            onRound(round);
            double first, own, second;
            if (round % 2 == 0)
            {
                (first, own, second) = (peer(), ours(), peer());
            }
            else
            {
                (second, own, first) = (peer(), ours(), peer());
            }

            ratios.Add(own / first);
            controls.Add(second / first);
            all.Add(own);
            peers.Add(first);
        }

        return new(FindMedian(ratios), FindMedian(controls), FindMedian(all), FindMedian(peers), rounds);
    }

    public static double FindMedian(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>The exponent of growth: the slope of a line through the logarithms of sizes and values.</summary>
    public static double FitExponent(IReadOnlyList<(double Size, double Value)> points)
    {
        var logs = points.Select(point => (X: Math.Log(point.Size), Y: Math.Log(point.Value))).ToList();
        var (x, y) = (logs.Average(point => point.X), logs.Average(point => point.Y));
        return logs.Sum(point => (point.X - x) * (point.Y - y)) / logs.Sum(point => (point.X - x) * (point.X - x));
    }
}
