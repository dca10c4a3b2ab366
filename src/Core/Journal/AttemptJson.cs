using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LoopJournal.Capture;
using LoopJournal.Evidence;

namespace LoopJournal.Journal;

/// <summary>An attempt as one line of the journal: a JSON object without a line break.</summary>
/// <remarks>
/// The first eight fields are those of the original <c>loop_journal.py</c>, in its order and always there; ours follow, each only where
/// it is known. Fields that nobody here knows are ignored by the reader; they survive, because no row is ever rewritten.
/// </remarks>
public static class AttemptJson
{
    /// <summary>A longer line is no attempt, in bytes. What is written stays far below.</summary>
    public const int LongestLine = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The line for <paramref name="attempt"/>, without the line break: cut to its limits and with its secrets masked.</summary>
    public static string Write(Attempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        attempt = AttemptLimits.Apply(attempt);
        var json = new StringBuilder(512).Append("{\"iteration\":").Append(attempt.Iteration.ToString(CultureInfo.InvariantCulture));
        Text(json, "action", attempt.Action);
        Text(json, "hypothesis", attempt.Hypothesis);
        Text(json, "gate", attempt.Gate);
        Text(json, "fingerprint", attempt.Fingerprint);
        Text(json, "note", attempt.Note);
        Text(json, "commit", attempt.Commit);
        Text(json, "ts", attempt.Timestamp);
        IfKnown(json, "id", attempt.Id);
        if (attempt.Id.Length > 0 || attempt.Stream != StreamKey.Seed)
        {
            Text(json, "loop", attempt.Stream.Loop);
            Text(json, "project", attempt.Stream.Project);
            Text(json, "framework", attempt.Stream.Framework);
            Text(json, "command", attempt.Stream.Command);
        }

        IfKnown(json, "stage", attempt.Stage);
        IfKnown(json, "algorithm", attempt.Algorithm);
        IfKnown(json, "detail", attempt.Detail);
        if (attempt.Tests is { } tests)
        {
            json.Append(CultureInfo.InvariantCulture,
                $",\"tests\":{{\"total\":{tests.Total},\"passed\":{tests.Passed},\"failed\":{tests.Failed},\"skipped\":{tests.Skipped}}}");
        }

        if (attempt.Failures.Count > 0)
        {
            json.Append(",\"failures\":[").AppendJoin(',', attempt.Failures.Select(Written)).Append(']');
        }

        if (attempt.FailuresOmitted > 0)
        {
            json.Append(CultureInfo.InvariantCulture, $",\"failuresOmitted\":{attempt.FailuresOmitted}");
        }

        IfKnown(json, "tree", attempt.Tree);
        if (attempt.Changed is { } changed)
        {
            json.Append(",\"changed\":[").AppendJoin(',', changed.Select(file => new StringBuilder().AppendJson(file))).Append(']');
        }

        if (attempt.Duration is { } duration)
        {
            json.Append(CultureInfo.InvariantCulture, $",\"durationMs\":{(long)duration.TotalMilliseconds}");
        }

        return json.Append('}').ToString();
    }

    /// <summary>The attempt in a line of UTF-8 without its line break; null where the line holds none. Never throws.</summary>
    /// <remarks>
    /// A missing or null field counts as unknown, and a number may stand as a string. A field of another type, a name that occurs
    /// twice (the last would win, and hide a failure), bytes that are not UTF-8: no attempt.
    /// </remarks>
    public static Attempt? Read(ReadOnlyMemory<byte> line)
    {
        if (line.Length > LongestLine || !Utf8.IsValid(line.Span))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(line, Strict);
            return json.RootElement.ValueKind is JsonValueKind.Object ? Read(json.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // InvalidOperationException: an escaped lone surrogate
        }
    }

    private static Attempt Read(JsonElement row)
    {
        var failures = List(row, "failures"u8)?.Select(ReadFailure).ToList() ?? [];
        return new Attempt
        {
            Iteration = Number(row, "iteration"u8) ?? 0,
            Action = Text(row, "action"u8),
            Hypothesis = Text(row, "hypothesis"u8),
            Gate = Text(row, "gate"u8),
            Fingerprint = Text(row, "fingerprint"u8),
            Note = Text(row, "note"u8),
            Commit = Text(row, "commit"u8),
            Timestamp = Text(row, "ts"u8),
            Id = Text(row, "id"u8),
            Stream = new(Text(row, "loop"u8), Text(row, "project"u8), Text(row, "framework"u8), Text(row, "command"u8)),
            Stage = Text(row, "stage"u8),
            Algorithm = Text(row, "algorithm"u8),
            Detail = Text(row, "detail"u8),
            Tests = ReadTests(row),
            Failures = failures,
            FailuresOmitted = Count(row, "failuresOmitted"u8) ?? 0,
            Tree = Text(row, "tree"u8),
            Changed = List(row, "changed"u8)?.Select(Text).ToList(),
            Duration = Number(row, "durationMs"u8) is { } ms ? TimeSpan.FromMilliseconds(Math.Min(ms, LongestDuration)) : null,
        };
    }

    private static readonly long LongestDuration = (long)TimeSpan.MaxValue.TotalMilliseconds - 1;

    private static TestCounts? ReadTests(JsonElement row)
    {
        if (!row.TryGetProperty("tests"u8, out var tests) || tests.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (tests.ValueKind is not JsonValueKind.Object)
        {
            throw new JsonException();
        }

        return (Count(tests, "total"u8), Count(tests, "passed"u8), Count(tests, "failed"u8), Count(tests, "skipped"u8)) is
            ({ } total, { } passed, { } failed, { } skipped) ? new(total, passed, failed, skipped) : null;
    }

    private static RecordedFailure ReadFailure(JsonElement failure) => failure.ValueKind is JsonValueKind.Object
        ? new(Text(failure, "id"u8), Text(failure, "type"u8), Text(failure, "message"u8), Text(failure, "site"u8), Text(failure, "fingerprint"u8))
        : throw new JsonException();

    private static JsonElement.ArrayEnumerator? List(JsonElement row, ReadOnlySpan<byte> name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value.ValueKind is JsonValueKind.Array ? value.EnumerateArray() : throw new JsonException()
            : null;

    private static string Text(JsonElement row, ReadOnlySpan<byte> name) => row.TryGetProperty(name, out var value) ? Text(value) : "";

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.True => "", // what the original script writes for an option that was given without its value
        _ => throw new JsonException(),
    };

    private static int? Count(JsonElement row, ReadOnlySpan<byte> name) =>
        Number(row, name) is { } number ? (int)Math.Min(number, int.MaxValue) : null;

    /// <summary>A number of zero or more: every count here, and the iteration, which is a label and may be anything in foreign rows.</summary>
    private static long? Number(JsonElement row, ReadOnlySpan<byte> name)
    {
        if (!row.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var whole))
        {
            return Math.Max(whole, 0);
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
            ? (long)Math.Clamp(number, 0, long.MaxValue)
            : throw new JsonException();
    }

    private static StringBuilder Written(RecordedFailure failure) => new StringBuilder("{\"id\":").AppendJson(failure.Id)
        .Append(",\"type\":").AppendJson(failure.Type)
        .Append(",\"message\":").AppendJson(failure.Message)
        .Append(",\"site\":").AppendJson(failure.Site)
        .Append(",\"fingerprint\":").AppendJson(failure.Fingerprint)
        .Append('}');

    private static void Text(StringBuilder json, string name, string value) =>
        json.Append(",\"").Append(name).Append("\":").AppendJson(value);

    private static void IfKnown(StringBuilder json, string name, string value)
    {
        if (value.Length > 0)
        {
            Text(json, name, value);
        }
    }
}
