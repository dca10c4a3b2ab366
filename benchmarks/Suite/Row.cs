namespace LoopJournal.Suite;

/// <summary>A row of the table.</summary>
/// <param name="Group">Selects rows on the command line.</param>
/// <param name="What">Our work.</param>
/// <param name="Peer">What it is compared with.</param>
/// <param name="Bar">The most that the ratio may be; of a benchmark with a control pair, times the control's.</param>
/// <param name="Measure">Measures; null where a peer is missing, which it has named.</param>
internal sealed record Row(string Group, string What, string Peer, double Bar, Func<Progress, Comparison?> Measure)
{
    /// <summary>The most memory in MB, and how it is measured; null where there is no bar.</summary>
    public (double Bar, Func<double> Measure)? Memory { get; init; }

    /// <summary>Whether <see cref="Bar"/> is a least factor of speed, as in "80 times faster".</summary>
    public bool IsFactor { get; init; }
}

/// <summary>Work at several sizes.</summary>
/// <param name="Group">Selects rows on the command line.</param>
/// <param name="What">The work.</param>
/// <param name="Unit">The unit of the sizes.</param>
/// <param name="Bar">The most that the exponent may be.</param>
/// <param name="Sizes">The sizes.</param>
/// <param name="Measure">Seconds, or bytes, at a size.</param>
internal sealed record Growth(string Group, string What, string Unit, double Bar, int[] Sizes, Func<int, double> Measure);

/// <summary>A line on standard error that says what is measured.</summary>
internal sealed class Progress(string what)
{
    /// <summary>Shows a round.</summary>
    public void Show(int round)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write($"\r\u001b[K{what}: round {round}");
        }
    }

    /// <summary>Takes the line away.</summary>
    public static void End()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write("\r\u001b[K");
        }
    }

    /// <summary>Says that a row is left out.</summary>
    public static Comparison? LeaveOut(string missing)
    {
        End();
        Console.Error.WriteLine($"left out: {missing}");
        return null;
    }
}
