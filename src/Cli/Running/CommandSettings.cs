namespace LoopJournal.Cli.Running;

/// <summary>How a command is run.</summary>
/// <param name="Directory">Where.</param>
internal sealed record CommandSettings(string Directory)
{
    /// <summary>Variables of its environment besides ours.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>After this time it is asked to end, and 5 s later ended; null: never.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Its standard input; null: ours.</summary>
    public string? Input { get; init; }

    /// <summary>Shows its output, on several threads; null: both streams pass through.</summary>
    public Action<ReadOnlySpan<byte>>? Show { get; init; }

    /// <summary>Ends it where a signal, which it gets too, does not.</summary>
    public CancellationToken Stop { get; init; }
}
