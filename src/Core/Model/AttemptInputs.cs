using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoopJournal.Model;

/// <summary>
/// All that is known of an attempt before its gate runs. As JSON it is the first line of a capture, so that whoever finds the
/// capture can journal the attempt.
/// </summary>
internal sealed record AttemptInputs
{
    /// <summary>The version of the capture's format.</summary>
    [JsonPropertyName("capture"), JsonPropertyOrder(-1)]
    public int Version { get; init; } = 1;

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

    /// <summary>What was tried.</summary>
    public string Action { get; init; } = "";

    /// <summary>Why it should help.</summary>
    public string Hypothesis { get; init; } = "";

    /// <summary>Free text.</summary>
    public string Note { get; init; } = "";

    /// <summary>HEAD; empty outside git.</summary>
    public string Commit { get; init; } = "";

    /// <summary>The repository's root, absolute: what is below it is the user's own code.</summary>
    public string Root { get; init; } = "";

    /// <summary>The id of the working tree's snapshot; empty where it is not known, and in most captures: it is taken while the gate runs.</summary>
    public string Tree { get; init; } = "";

    /// <summary>The stream that the attempt belongs to.</summary>
    [JsonIgnore]
    public StreamKey Stream => new(Loop, Project, Framework, Command);

    /// <summary>When <see cref="NewId"/> made the id, UTC; now, where somebody else did.</summary>
    [JsonIgnore]
    internal DateTime Began => Guid.TryParseExact(Id, "N", out var id) && id.Version == 7
        ? DateTime.UnixEpoch.AddTicks(Math.Min(Convert.ToInt64(Id[..12], 16), LastMillisecond) * TimeSpan.TicksPerMillisecond)
        : DateTime.UtcNow;

    // 48 bits of them go beyond the year 9999
    private static long LastMillisecond => (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>A new attempt's id. Ids of later attempts sort later.</summary>
    public static string NewId() => Guid.CreateVersion7().ToString("N");

    /// <summary>The inputs on one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AttemptInputsJson.Default.AttemptInputs);

    /// <summary>The inputs of a capture's first line; null when it is no such line. A missing field is empty.</summary>
    public static AttemptInputs? FromJson(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AttemptInputsJson.Default.AttemptInputs) is { Version: 1, Id.Length: > 0 } inputs
                ? inputs.WithoutNulls()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <remarks>The generated reader sets what is missing to null, whatever the property begins with.</remarks>
    private AttemptInputs WithoutNulls() => this with
    {
        Loop = Loop ?? "",
        Project = Project ?? "",
        Framework = Framework ?? "",
        Command = Command ?? "",
        Action = Action ?? "",
        Hypothesis = Hypothesis ?? "",
        Note = Note ?? "",
        Commit = Commit ?? "",
        Root = Root ?? "",
        Tree = Tree ?? "",
    };
}

/// <summary>Generated (de)serialization: nothing is reflected on at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AttemptInputs))]
internal sealed partial class AttemptInputsJson : JsonSerializerContext;
