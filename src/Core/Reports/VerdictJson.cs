using System.Text.Json;
using LoopJournal.Text.Secrets;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>Verdicts as JSON: the keys of the original script first, then ours. The writer escapes what is not safe to print.</summary>
internal static class VerdictJson
{
    /// <summary>The worst verdict's keys, then every stream's, as members of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, LoopState loop)
    {
        if (loop.Worst is { } worst)
        {
            Members(json, worst);
        }
        else
        {
            Members(json, StallDetector.Analyze([], StallDetector.DefaultThreshold));
        }

        Objects(json, "streams", loop.Streams, stream => Members(json, stream));
        json.WriteNumber("skipped_lines", loop.Skipped.Count);
    }

    /// <summary>The four fields of a stream, as a member of the object that is being written.</summary>
    public static void Stream(Utf8JsonWriter json, StreamKey stream)
    {
        json.WriteStartObject("stream");
        Text(json, "loop", stream.Loop);
        Text(json, "project", stream.Project);
        Text(json, "framework", stream.Framework);
        Text(json, "command", stream.Command);
        json.WriteEndObject();
    }

    /// <summary>A text without its secrets, as a member of the object that is being written: a journal may hold rows of other writers.</summary>
    public static void Text(Utf8JsonWriter json, string name, string text) => json.WriteString(name, SecretMask.Mask(text));

    /// <summary>A list of texts, as a member of the object that is being written.</summary>
    public static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(SecretMask.Mask(text));
        }

        json.WriteEndArray();
    }

    /// <summary>A list of objects, as a member of the object that is being written; <paramref name="writeMembers"/> writes each one's members.</summary>
    public static void Objects<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> writeMembers)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            writeMembers(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Members(Utf8JsonWriter json, StreamState stream)
    {
        Members(json, stream.Verdict);
        json.WriteNumber("attempts", stream.Count);
        Stream(json, stream.Key);
    }

    private static void Members(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteString("verdict", VerdictCodes.NameOf(verdict.Kind));
        json.WriteNumber("stall_count", verdict.StallCount);
        Text(json, "fingerprint", verdict.Fingerprint);
        json.WriteString("recommend", verdict.Recommend);
        Texts(json, "dead_ends", verdict.DeadEnds);
        Text(json, "reason", verdict.Reason);

        json.WriteString("severity", verdict.Severity.ToString().ToLowerInvariant());
        json.WriteString("code", VerdictCodes.Of(verdict.Kind) ?? "");
        json.WriteString("message", VerdictText.Of(verdict));
        json.WriteBoolean("no_change", verdict.NoChange);
        json.WriteBoolean("values_moved", verdict.ValuesMoved);
        if (verdict.Period is { } period)
        {
            json.WriteNumber("period", period);
        }

        if (verdict.ReturnsTo is { } earlier)
        {
            json.WriteNumber("returns_to", earlier.Iteration);
        }

        if (verdict.Best is { } best)
        {
            json.WriteStartObject("best");
            json.WriteNumber("iteration", best.Iteration);
            if (best.Tests is { } tests)
            {
                json.WriteNumber("failed", tests.Failed);
            }

            Text(json, "tree", best.Tree);
            Text(json, "commit", best.Commit);
            json.WriteNumber("attempts_since", verdict.AttemptsSinceBest ?? 0);
            json.WriteEndObject();
        }

        if (verdict.Delta is { } delta)
        {
            Texts(json, "fixed", delta.Fixed);
            Texts(json, "new", delta.New);
            Texts(json, "still", delta.Still);
        }

        Texts(json, "flaky", verdict.Flaky);
    }
}
