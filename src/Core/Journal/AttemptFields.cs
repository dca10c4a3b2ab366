using LoopJournal.Text;
using static LoopJournal.Text.JsonField<LoopJournal.Model.Attempt>;
using static LoopJournal.Text.JsonValues;

namespace LoopJournal.Journal;

/// <summary>The fields of the record, in the order in which they are written.</summary>
/// <remarks>
/// The first eight are those of the original <c>loop_journal.py</c>, in its order and always there; ours follow, each only where it is
/// known.
/// </remarks>
internal static class AttemptFields
{
    private static readonly long MaxMilliseconds = (long)TimeSpan.MaxValue.TotalMilliseconds - 1;

    private static readonly TestCounts NoCounts = new(-1, -1, -1, -1);

    private static readonly RecordedFailure NoFailure = new("", "", "", "", "");

    private static readonly JsonField<TestCounts>[] Counts =
    [
        JsonField<TestCounts>.Number("total", c => c.Total, (ref c, number) => c = c with { Total = ToCount(number, -1) }),
        JsonField<TestCounts>.Number("passed", c => c.Passed, (ref c, number) => c = c with { Passed = ToCount(number, -1) }),
        JsonField<TestCounts>.Number("failed", c => c.Failed, (ref c, number) => c = c with { Failed = ToCount(number, -1) }),
        JsonField<TestCounts>.Number("skipped", c => c.Skipped, (ref c, number) => c = c with { Skipped = ToCount(number, -1) }),
    ];

    private static readonly JsonField<RecordedFailure>[] Failure =
    [
        JsonField<RecordedFailure>.AnyText("id", f => f.Id, (ref f, text) => f = f with { Id = text }),
        JsonField<RecordedFailure>.AnyText("type", f => f.Type, (ref f, text) => f = f with { Type = text }),
        JsonField<RecordedFailure>.AnyText("message", f => f.Message, (ref f, text) => f = f with { Message = text }),
        JsonField<RecordedFailure>.AnyText("site", f => f.Site, (ref f, text) => f = f with { Site = text }),
        JsonField<RecordedFailure>.AnyText("fingerprint", f => f.Fingerprint, (ref f, text) => f = f with { Fingerprint = text }),
    ];

    private static readonly RecordedCause NoCause = new(0, "", "", "", "", "", "", []);

    private static readonly JsonField<RecordedCause>[] Cause =
    [
        JsonField<RecordedCause>.Number("count", c => c.Count, (ref c, number) => c = c with { Count = ToCount(number) }),
        JsonField<RecordedCause>.AnyText("id", c => c.Id, (ref c, text) => c = c with { Id = text }),
        JsonField<RecordedCause>.AnyText("type", c => c.Type, (ref c, text) => c = c with { Type = text }),
        JsonField<RecordedCause>.KnownText("shape", c => c.Shape, (ref c, text) => c = c with { Shape = text }),
        JsonField<RecordedCause>.AnyText("message", c => c.Message, (ref c, text) => c = c with { Message = text }),
        JsonField<RecordedCause>.KnownText("frame", c => c.Frame, (ref c, text) => c = c with { Frame = text }),
        JsonField<RecordedCause>.Texts("callers", c => c.Callers, (ref c, lines) => c = c with { Callers = lines }),
        JsonField<RecordedCause>.KnownText("testFrame", c => c.TestFrame, (ref c, text) => c = c with { TestFrame = text }),
        JsonField<RecordedCause>.Texts("printed", c => c.Printed, (ref c, lines) => c = c with { Printed = lines }),
    ];

    /// <summary>The table: a new field is a row here.</summary>
    public static readonly JsonField<Attempt>[] All =
    [
        Number("iteration", a => a.Iteration, (ref a, number) => a.Iteration = number ?? 0),
        AnyText("action", a => a.Action, (ref a, text) => a.Action = text),
        AnyText("hypothesis", a => a.Hypothesis, (ref a, text) => a.Hypothesis = text),
        AnyText("gate", a => a.Gate, (ref a, text) => a.Gate = text),
        AnyText("fingerprint", a => a.Fingerprint, (ref a, text) => a.Fingerprint = text),
        AnyText("note", a => a.Note, (ref a, text) => a.Note = text),
        AnyText("commit", a => a.Commit, (ref a, text) => a.Commit = text),
        AnyText("ts", a => a.Timestamp, (ref a, text) => a.Timestamp = text),
        KnownText("id", a => a.Id, (ref a, text) => a.Id = text),
        Stream("loop", key => key.Loop, (key, text) => key with { Loop = text }),
        Stream("project", key => key.Project, (key, text) => key with { Project = text }),
        Stream("framework", key => key.Framework, (key, text) => key with { Framework = text }),
        Stream("command", key => key.Command, (key, text) => key with { Command = text }),
        KnownText("worktree", a => a.Worktree, (ref a, text) => a.Worktree = text),
        KnownText("agent", a => a.Agent, (ref a, text) => a.Agent = text),
        KnownText("stage", a => a.Stage, (ref a, text) => a.Stage = text),
        KnownText("algorithm", a => a.Algorithm, (ref a, text) => a.Algorithm = text),
        KnownText("detail", a => a.Detail, (ref a, text) => a.Detail = text),
        new JsonField<Attempt>("tests", (ref json, ref a) => a.Tests = ReadCounts(ref json), WriteCounts)
            .Where(a => a.Tests is not null),
        Number("count", a => a.Count, (ref a, number) => a.Count = number is { } count ? ToCount(count) : null),
        KnownText("evidence", a => a.Evidence, (ref a, text) => a.Evidence = text),
        Objects("failures", Failure, NoFailure, a => a.Failures, (ref a, failures) => a.Failures = failures),
        Number(
            "failuresOmitted",
            a => a.FailuresOmitted > 0 ? a.FailuresOmitted : null,
            (ref a, number) => a.FailuresOmitted = ToCount(number)),
        KnownText("failedIds", a => a.FailedIds, (ref a, text) => a.FailedIds = text),
        KnownText("failedTests", a => a.FailedTests, (ref a, text) => a.FailedTests = text),
        new JsonField<Attempt>(
            "known",
            (ref json, ref a) => a.Known = json.TokenType is JsonTokenType.Null ? null : ReadText(ref json),
            (json, a) => json.WriteText("known", a.Known!)).Where(a => a.Known is not null),
        Texts("knownFixed", a => a.KnownFixed, (ref a, ids) => a.KnownFixed = ids),
        Objects("causes", Cause, NoCause, a => a.Causes, (ref a, causes) => a.Causes = causes),
        Number(
            "causesOmitted", a => a.CausesOmitted > 0 ? a.CausesOmitted : null, (ref a, number) => a.CausesOmitted = ToCount(number)),
        Texts("frames", a => a.Frames, (ref a, files) => a.Frames = files),
        .. PassFields.All,
        KnownText("tree", a => a.Tree, (ref a, text) => a.Tree = text),
        KnownText("treeAfter", a => a.TreeAfter, (ref a, text) => a.TreeAfter = text),
        new("changed", (ref json, ref a) => a.Changed = ReadTexts(ref json), WriteChanged),
        Number("durationMs", a => (long?)a.Duration?.TotalMilliseconds, (ref a, number) => a.Duration = ToDuration(number)),
    ];

    private static JsonField<Attempt> Stream(string name, Func<StreamKey, string> get, Func<StreamKey, string, StreamKey> set) =>
        AnyText(name, a => get(a.Stream), (ref a, text) => a.Stream = set(a.Stream, text))
            .Where(a => a.Id.Length > 0 || a.Stream != StreamKey.Seed);

    /// <summary>The counts; null where one of them is not known.</summary>
    private static TestCounts? ReadCounts(ref Utf8JsonReader json) =>
        json.TokenType is JsonTokenType.Null ? null
        : JsonField<TestCounts>.ReadObject(ref json, Counts, NoCounts)
            is { Total: >= 0, Passed: >= 0, Failed: >= 0, Skipped: >= 0 } counts ? counts
        : null;

    private static void WriteCounts(Utf8JsonWriter json, Attempt attempt)
    {
        json.WritePropertyName("tests");
        JsonField<TestCounts>.WriteObject(json, Counts, attempt.Tests!);
    }

    private static void WriteChanged(Utf8JsonWriter json, Attempt attempt) =>
        json.WriteList("changed", attempt.Changed, (list, file) => list.WriteText(file));

    private static TimeSpan? ToDuration(long? milliseconds) =>
        milliseconds is { } known ? TimeSpan.FromMilliseconds(Math.Min(known, MaxMilliseconds)) : null;
}
