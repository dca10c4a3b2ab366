using System.Text.Json;
using LoopJournal.Model;
using static LoopJournal.Journal.JsonValues;

namespace LoopJournal.Journal;

/// <summary>The fields of the record, in the order in which they are written.</summary>
/// <remarks>
/// The first eight are those of the original <c>loop_journal.py</c>, in its order and always there; ours follow, each only where it is known.
/// </remarks>
internal static class AttemptFields
{
    private static readonly long MaxMilliseconds = (long)TimeSpan.MaxValue.TotalMilliseconds - 1;

    private static readonly TestCounts NoCounts = new(-1, -1, -1, -1);

    private static readonly RecordedFailure NoFailure = new("", "", "", "", "");

    private static readonly JsonField<TestCounts>[] Counts =
    [
        new("total", (ref json, c) => c with { Total = ReadCount(ref json) }, (json, c) => json.WriteNumber("total", c.Total)),
        new("passed", (ref json, c) => c with { Passed = ReadCount(ref json) }, (json, c) => json.WriteNumber("passed", c.Passed)),
        new("failed", (ref json, c) => c with { Failed = ReadCount(ref json) }, (json, c) => json.WriteNumber("failed", c.Failed)),
        new("skipped", (ref json, c) => c with { Skipped = ReadCount(ref json) }, (json, c) => json.WriteNumber("skipped", c.Skipped)),
    ];

    private static readonly JsonField<RecordedFailure>[] Failure =
    [
        new("id", (ref json, f) => f with { Id = ReadText(ref json) }, (json, f) => json.WriteText("id", f.Id)),
        new("type", (ref json, f) => f with { Type = ReadText(ref json) }, (json, f) => json.WriteText("type", f.Type)),
        new("message", (ref json, f) => f with { Message = ReadText(ref json) }, (json, f) => json.WriteText("message", f.Message)),
        new("site", (ref json, f) => f with { Site = ReadText(ref json) }, (json, f) => json.WriteText("site", f.Site)),
        new(
            "fingerprint",
            (ref json, f) => f with { Fingerprint = ReadText(ref json) },
            (json, f) => json.WriteText("fingerprint", f.Fingerprint)),
    ];

    /// <summary>The table: a new field is a row here.</summary>
    public static readonly JsonField<Attempt>[] All =
    [
        new(
            "iteration",
            (ref json, a) => a with { Iteration = ReadNumber(ref json) ?? 0 },
            (json, a) => json.WriteNumber("iteration", a.Iteration)),
        Always("action", a => a.Action, (a, text) => a with { Action = text }),
        Always("hypothesis", a => a.Hypothesis, (a, text) => a with { Hypothesis = text }),
        Always("gate", a => a.Gate, (a, text) => a with { Gate = text }),
        Always("fingerprint", a => a.Fingerprint, (a, text) => a with { Fingerprint = text }),
        Always("note", a => a.Note, (a, text) => a with { Note = text }),
        Always("commit", a => a.Commit, (a, text) => a with { Commit = text }),
        Always("ts", a => a.Timestamp, (a, text) => a with { Timestamp = text }),
        WhereKnown("id", a => a.Id, (a, text) => a with { Id = text }),
        Stream("loop", key => key.Loop, (key, text) => key with { Loop = text }),
        Stream("project", key => key.Project, (key, text) => key with { Project = text }),
        Stream("framework", key => key.Framework, (key, text) => key with { Framework = text }),
        Stream("command", key => key.Command, (key, text) => key with { Command = text }),
        WhereKnown("stage", a => a.Stage, (a, text) => a with { Stage = text }),
        WhereKnown("algorithm", a => a.Algorithm, (a, text) => a with { Algorithm = text }),
        WhereKnown("detail", a => a.Detail, (a, text) => a with { Detail = text }),
        new("tests", (ref json, a) => a with { Tests = ReadCounts(ref json) }, WriteCounts),
        new(
            "failures",
            (ref json, a) => a with { Failures = ReadList(ref json, ReadFailure, NoFailure) ?? [] },
            (json, a) => WriteList(json, "failures", a.Failures.Count > 0 ? a.Failures : null, WriteFailure)),
        new("failuresOmitted", (ref json, a) => a with { FailuresOmitted = ReadCount(ref json) }, WriteOmitted),
        WhereKnown("tree", a => a.Tree, (a, text) => a with { Tree = text }),
        new(
            "changed",
            (ref json, a) => a with { Changed = ReadList(ref json, (ref json, _) => ReadText(ref json), "") },
            (json, a) => WriteList(json, "changed", a.Changed, (json, file) => json.WriteText(file))),
        new("durationMs", (ref json, a) => a with { Duration = ReadDuration(ref json) }, WriteDuration),
    ];

    private static JsonField<Attempt> Always(string name, Func<Attempt, string> get, Func<Attempt, string, Attempt> set) =>
        new(name, (ref json, a) => set(a, ReadText(ref json)), (json, a) => json.WriteText(name, get(a)));

    private static JsonField<Attempt> WhereKnown(string name, Func<Attempt, string> get, Func<Attempt, string, Attempt> set) =>
        Where(Always(name, get, set), a => get(a).Length > 0);

    private static JsonField<Attempt> Stream(string name, Func<StreamKey, string> get, Func<StreamKey, string, StreamKey> set) => Where(
        Always(name, a => get(a.Stream), (a, text) => a with { Stream = set(a.Stream, text) }),
        a => a.Id.Length > 0 || a.Stream != StreamKey.Seed);

    private static JsonField<Attempt> Where(JsonField<Attempt> field, Func<Attempt, bool> isKnown) => field with
    {
        Write = (json, a) =>
        {
            if (isKnown(a))
            {
                field.Write(json, a);
            }
        },
    };

    /// <summary>The counts; null where one of them is not known.</summary>
    private static TestCounts? ReadCounts(ref Utf8JsonReader json) =>
        json.TokenType is JsonTokenType.Null ? null
        : JsonField<TestCounts>.ReadObject(ref json, Counts, NoCounts) is { Total: >= 0, Passed: >= 0, Failed: >= 0, Skipped: >= 0 } counts ? counts
        : null;

    private static void WriteCounts(Utf8JsonWriter json, Attempt attempt)
    {
        if (attempt.Tests is { } tests)
        {
            json.WritePropertyName("tests");
            JsonField<TestCounts>.WriteObject(json, Counts, tests);
        }
    }

    private static RecordedFailure ReadFailure(ref Utf8JsonReader json, RecordedFailure empty) =>
        JsonField<RecordedFailure>.ReadObject(ref json, Failure, empty);

    private static void WriteFailure(Utf8JsonWriter json, RecordedFailure failure) =>
        JsonField<RecordedFailure>.WriteObject(json, Failure, failure);

    private static void WriteOmitted(Utf8JsonWriter json, Attempt attempt)
    {
        if (attempt.FailuresOmitted > 0)
        {
            json.WriteNumber("failuresOmitted", attempt.FailuresOmitted);
        }
    }

    private static TimeSpan? ReadDuration(ref Utf8JsonReader json) =>
        ReadNumber(ref json) is { } milliseconds ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, MaxMilliseconds)) : null;

    private static void WriteDuration(Utf8JsonWriter json, Attempt attempt)
    {
        if (attempt.Duration is { } duration)
        {
            json.WriteNumber("durationMs", (long)duration.TotalMilliseconds);
        }
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<T>? values, Action<Utf8JsonWriter, T> write)
    {
        if (values is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            write(json, value);
        }

        json.WriteEndArray();
    }
}
