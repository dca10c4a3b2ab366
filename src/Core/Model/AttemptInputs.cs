namespace LoopJournal.Model;

/// <summary>
/// All that is known of an attempt before its gate runs. As JSON it is the first line of a capture, so that any later process can journal
/// the attempt.
/// </summary>
internal sealed record AttemptInputs : AttemptTexts
{
    /// <summary>Unique to the attempt; made before the gate runs, so that recorded twice it counts once.</summary>
    public string Id { get; init; } = "";

    /// <summary>See <see cref="StreamKey.Loop"/>.</summary>
    public string Loop { get; init; } = "";

    /// <summary>See <see cref="StreamKey.Project"/>.</summary>
    public string Project { get; init; } = "";

    /// <summary>See <see cref="StreamKey.Framework"/>.</summary>
    public string Framework { get; init; } = "";

    /// <summary>See <see cref="StreamKey.Command"/>.</summary>
    public string Command { get; init; } = "";

    /// <summary>The iteration that was given; null: the last of the stream + 1.</summary>
    public long? Iteration { get; init; }

    /// <summary>See <see cref="Attempt.Agent"/>.</summary>
    public string Agent { get; init; } = "";

    /// <summary>HEAD; empty outside git.</summary>
    public string Commit { get; init; } = "";

    /// <summary>The repository's root, absolute: what is below it is the user's own code.</summary>
    public string Root { get; init; } = "";

    /// <summary>
    /// The id of the working tree's snapshot; empty where it is not known, and in most captures: it is taken while the gate runs.
    /// </summary>
    public string Tree { get; init; } = "";

    /// <summary>
    /// Names the snapshot whose id becomes <see cref="Tree"/> when it has been taken; empty where none is being taken elsewhere.
    /// </summary>
    public string Snapshot { get; init; } = "";

    /// <summary>The test assembly, absolute; empty where it is not known.</summary>
    public string Assembly { get; init; } = "";

    /// <summary>The source files of which the project makes it, absolute; empty where they are not known.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Whether the tests run without a build before them.</summary>
    public bool SkipsBuild { get; init; }

    /// <summary>The stream that the attempt belongs to.</summary>
    public StreamKey Stream => new(Loop, Project, Framework, Command);

    /// <summary>When <see cref="CreateId"/> made the id, UTC; now for an id of another origin.</summary>
    internal DateTime Began => Guid.TryParseExact(Id, "N", out var id) && id.Version == 7
        ? DateTime.UnixEpoch.AddTicks(Math.Min(Convert.ToInt64(Id[..12], 16), LastMillisecond) * TimeSpan.TicksPerMillisecond)
        : DateTime.UtcNow;

    // 48 bits of them go beyond the year 9999
    private static long LastMillisecond => (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>A new attempt's id. Ids of later attempts sort later.</summary>
    public static string CreateId() => Guid.CreateVersion7().ToString("N");
}
