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
        JsonField<TestCounts>.Number("total", c => c.Total, (c, number) => c with { Total = ToCount(number, -1) }),
        JsonField<TestCounts>.Number("passed", c => c.Passed, (c, number) => c with { Passed = ToCount(number, -1) }),
        JsonField<TestCounts>.Number("failed", c => c.Failed, (c, number) => c with { Failed = ToCount(number, -1) }),
        JsonField<TestCounts>.Number("skipped", c => c.Skipped, (c, number) => c with { Skipped = ToCount(number, -1) }),
    ];

    private static readonly JsonField<RecordedFailure>[] Failure =
    [
        JsonField<RecordedFailure>.AnyText("id", f => f.Id, (f, text) => f with { Id = text }),
        JsonField<RecordedFailure>.AnyText("type", f => f.Type, (f, text) => f with { Type = text }),
        JsonField<RecordedFailure>.AnyText("message", f => f.Message, (f, text) => f with { Message = text }),
        JsonField<RecordedFailure>.AnyText("site", f => f.Site, (f, text) => f with { Site = text }),
        JsonField<RecordedFailure>.AnyText("fingerprint", f => f.Fingerprint, (f, text) => f with { Fingerprint = text }),
    ];

    private static readonly RecordedCause NoCause = new(0, "", "", "", "", "", "", []);

    private static readonly JsonField<RecordedCause>[] Cause =
    [
        JsonField<RecordedCause>.Number("count", c => c.Count, (c, number) => c with { Count = ToCount(number) }),
        JsonField<RecordedCause>.AnyText("id", c => c.Id, (c, text) => c with { Id = text }),
        JsonField<RecordedCause>.AnyText("type", c => c.Type, (c, text) => c with { Type = text }),
        JsonField<RecordedCause>.KnownText("shape", c => c.Shape, (c, text) => c with { Shape = text }),
        JsonField<RecordedCause>.AnyText("message", c => c.Message, (c, text) => c with { Message = text }),
        JsonField<RecordedCause>.KnownText("frame", c => c.Frame, (c, text) => c with { Frame = text }),
        JsonField<RecordedCause>.Texts("callers", c => c.Callers, (c, lines) => c with { Callers = lines }),
        JsonField<RecordedCause>.KnownText("testFrame", c => c.TestFrame, (c, text) => c with { TestFrame = text }),
        JsonField<RecordedCause>.Texts("printed", c => c.Printed, (c, lines) => c with { Printed = lines }),
    ];

    /// <summary>The table: a new field is a row here.</summary>
    public static readonly JsonField<Attempt>[] All =
    [
        Number("iteration", a => a.Iteration, (a, number) => a with { Iteration = number ?? 0 }),
        AnyText("action", a => a.Action, (a, text) => a with { Action = text }),
        AnyText("hypothesis", a => a.Hypothesis, (a, text) => a with { Hypothesis = text }),
        AnyText("gate", a => a.Gate, (a, text) => a with { Gate = text }),
        AnyText("fingerprint", a => a.Fingerprint, (a, text) => a with { Fingerprint = text }),
        AnyText("note", a => a.Note, (a, text) => a with { Note = text }),
        AnyText("commit", a => a.Commit, (a, text) => a with { Commit = text }),
        AnyText("ts", a => a.Timestamp, (a, text) => a with { Timestamp = text }),
        KnownText("id", a => a.Id, (a, text) => a with { Id = text }),
        Stream("loop", key => key.Loop, (key, text) => key with { Loop = text }),
        Stream("project", key => key.Project, (key, text) => key with { Project = text }),
        Stream("framework", key => key.Framework, (key, text) => key with { Framework = text }),
        Stream("command", key => key.Command, (key, text) => key with { Command = text }),
        KnownText("worktree", a => a.Worktree, (a, text) => a with { Worktree = text }),
        KnownText("agent", a => a.Agent, (a, text) => a with { Agent = text }),
        KnownText("stage", a => a.Stage, (a, text) => a with { Stage = text }),
        KnownText("algorithm", a => a.Algorithm, (a, text) => a with { Algorithm = text }),
        KnownText("detail", a => a.Detail, (a, text) => a with { Detail = text }),
        new JsonField<Attempt>("tests", (ref json, a) => a with { Tests = ReadCounts(ref json) }, WriteCounts)
            .Where(a => a.Tests is not null),
        Number("count", a => a.Count, (a, number) => a with { Count = number is { } count ? ToCount(count) : null }),
        KnownText("evidence", a => a.Evidence, (a, text) => a with { Evidence = text }),
        Objects("failures", Failure, NoFailure, a => a.Failures, (a, failures) => a with { Failures = failures }),
        Number(
            "failuresOmitted",
            a => a.FailuresOmitted > 0 ? a.FailuresOmitted : null,
            (a, number) => a with { FailuresOmitted = ToCount(number) }),
        KnownText("failedIds", a => a.FailedIds, (a, text) => a with { FailedIds = text }),
        KnownText("failedTests", a => a.FailedTests, (a, text) => a with { FailedTests = text }),
        new JsonField<Attempt>(
            "known",
            (ref json, a) => a with { Known = json.TokenType is JsonTokenType.Null ? null : ReadText(ref json) },
            (json, a) => json.WriteText("known", a.Known!)).Where(a => a.Known is not null),
        Texts("knownFixed", a => a.KnownFixed, (a, ids) => a with { KnownFixed = ids }),
        Objects("causes", Cause, NoCause, a => a.Causes, (a, causes) => a with { Causes = causes }),
        Number(
            "causesOmitted", a => a.CausesOmitted > 0 ? a.CausesOmitted : null, (a, number) => a with { CausesOmitted = ToCount(number) }),
        Texts("frames", a => a.Frames, (a, files) => a with { Frames = files }),
        .. PassFields.All,
        KnownText("tree", a => a.Tree, (a, text) => a with { Tree = text }),
        KnownText("treeAfter", a => a.TreeAfter, (a, text) => a with { TreeAfter = text }),
        new("changed", (ref json, a) => a with { Changed = ReadTexts(ref json) }, WriteChanged),
        Number("durationMs", a => (long?)a.Duration?.TotalMilliseconds, (a, number) => a with { Duration = ToDuration(number) }),
    ];

    private static JsonField<Attempt> Stream(string name, Func<StreamKey, string> get, Func<StreamKey, string, StreamKey> set) =>
        AnyText(name, a => get(a.Stream), (a, text) => a with { Stream = set(a.Stream, text) })
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
