using System.Globalization;
using System.Text;
using LoopJournal.Capture;
using LoopJournal.Model;
using LoopJournal.Text;

namespace LoopJournal.Journal;

/// <summary>An attempt as one line of the journal: a JSON object without a line break.</summary>
/// <remarks>
/// The first eight fields are those of the original <c>loop_journal.py</c>, in its order and always there; ours follow, each only where
/// it is known. Fields that nobody here knows are ignored by the reader; they survive, because no row is ever rewritten.
/// </remarks>
internal static class AttemptJson
{
    /// <summary>A longer line is no attempt, in bytes. What is written stays far below.</summary>
    public const int LongestLine = 1024 * 1024;

    /// <summary>
    /// The line for <paramref name="attempt"/>, without the line break. The recorder has applied the limits already; they are applied
    /// again as a net for other callers, which changes nothing of a recorded attempt.
    /// </summary>
    public static string Write(Attempt attempt)
    {
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
    /// A missing or null field counts as unknown, and a number may stand as a string. A field of another type, one that occurs twice
    /// (the last would win, and hide a failure), bytes that are not UTF-8, nesting deeper than 32: no attempt.
    /// </remarks>
    public static Attempt? Read(ReadOnlySpan<byte> line) => new AttemptReader().Read(line);

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
