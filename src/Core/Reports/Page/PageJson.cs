using LoopJournal.Reports.History;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports.Page;

/// <summary>
/// The data of a page, in two documents: members only where there is something, and in the second each text by its place in one list. The
/// newest attempts come first, because the details of the oldest are left out where the page would become too large.
/// </summary>
internal sealed class PageJson
{
    /// <summary>How many bytes of attempts there may be before further ones have no details: a page of 5 MB opens at once.</summary>
    private const int MaxDetails = 2_700_000;

    private readonly PageTexts _texts = new();
    private readonly LoopHistory _history;
    private readonly string _options;
    private readonly PagePlaces<(string, string, string, string), RecordedFailure> _items =
        new(item => (item.Id, item.Type, item.Message, item.Site));
    private readonly PagePlaces<(int, string, string, string, string), RecordedCause> _causes =
        new(cause => (cause.Count, cause.Id, cause.Message, cause.Frame, cause.TestFrame));
    private readonly Dictionary<string, int> _failures; // the place of each, by its letter
    private readonly Dictionary<Attempt, int> _attempts = new(ReferenceEqualityComparer.Instance); // the place of each, newest first
    private readonly Dictionary<Attempt, (Mark Mark, int? Stream)> _marks = new(ReferenceEqualityComparer.Instance);
    private Utf8JsonWriter _json = null!;

    // an item or a cause is some 80 bytes of places, besides its texts
    private bool HasRoom =>
        _json.BytesCommitted + _json.BytesPending + _texts.Length + (80 * (_items.All.Count + _causes.All.Count)) < MaxDetails;

    /// <summary>The data of a history, for one document of each kind.</summary>
    /// <param name="history">The history.</param>
    /// <param name="options">The options that name the journal on a command line; empty where it is at its usual place.</param>
    public PageJson(LoopHistory history, string options)
    {
        (_history, _options) = (history, options);
        _failures = history.Failures.Index().ToDictionary(failure => failure.Item.Letter, failure => failure.Index, StringComparer.Ordinal);
        foreach (var (place, stream) in history.Streams.Index())
        {
            foreach (var mark in stream.Marks)
            {
                // a reset of the whole loop is a mark of each stream, and one attempt
                _marks.TryAdd(mark.Attempt, (mark, mark.Attempt.Stream == stream.State.Key ? place : null));
            }
        }

        foreach (var row in history.Rows.Reverse().Where(_marks.ContainsKey))
        {
            _attempts.Add(row, _attempts.Count);
        }
    }

    /// <summary>Writes what the page shows at once: the summary, the names of the time lines, and the marks of the first.</summary>
    public void WriteHead(Utf8JsonWriter json)
    {
        _json = json;
        var summary = LoopSummary.From(_history);
        json.WriteStartObject();
        json.WriteString("state", summary.State);
        json.WriteString("code", summary.Code);
        json.WriteString("severity", GetName(summary.Severity));
        WriteClean("loop", summary.Loop);
        WriteClean("standing", summary.Standing);
        WriteClean("advice", summary.Advice);
        json.WriteStartArray("facts");
        summary.Facts.ToList().ForEach(fact => json.WriteStringValue(PageTexts.Clean(fact)));
        json.WriteEndArray();
        WriteClean("options", _options);
        json.WriteNumber("records", _history.Loop.Records);
        json.WriteNumber("attempts", _attempts.Count);
        WriteNumbers("failures", _history.Failures.Select(failure => failure.Count));
        WriteKinds("kinds", _history.Streams.SelectMany(stream => stream.Marks, (_, mark) => (char)('0' + (int)mark.Kind)));
        WriteKinds("states", _history.Streams.SelectMany(stream => stream.Tests.Rows).SelectMany(test => test.States));
        json.WriteBoolean("hasBest", _history.Streams.Any(stream => stream.Best is not null));
        VerdictJson.WriteObjects(json, "streams", _history.Streams, WriteStream);
        json.WriteEndObject();
    }

    /// <summary>Writes the other marks, the attempts and the failures.</summary>
    public void WriteBody(Utf8JsonWriter json)
    {
        _json = json;
        json.WriteStartObject();
        VerdictJson.WriteObjects(json, "streams", _history.Streams.Skip(1), WriteMarks);
        VerdictJson.WriteObjects(json, "attempts", _attempts.Keys, attempt => WriteAttempt(_marks[attempt].Mark, _marks[attempt].Stream));
        VerdictJson.WriteObjects(json, "failures", _history.Failures, WriteFailure);
        VerdictJson.WriteObjects(json, "items", _items.All, WriteItem);
        VerdictJson.WriteObjects(json, "causes", _causes.All, WriteCause);
        json.WriteStartArray("texts");
        _texts.All.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteStream(StreamHistory stream)
    {
        var verdict = stream.State.Verdict;
        WriteClean("name", AttemptLine.GetStreamName(stream.State.Key));
        _json.WriteString("verdict", StallText.GetKind(verdict));
        _json.WriteString("severity", GetName(verdict.Severity));
        WriteClean("text", verdict.Kind == VerdictKind.Progress ? stream.State.Trend : VerdictText.Describe(verdict));
        _json.WriteNumber("count", stream.State.Count);
        _json.WriteNumber("shown", stream.Marks.Count);
        WriteNumber("end", stream.Marks is [.., var last] ? (int)last.Kind : null);
        _json.WriteNumber("rows", stream.Tests.Rows.Count);
        if (stream == _history.Streams[0])
        {
            WriteMarks(stream);
        }
    }

    private void WriteMarks(StreamHistory stream)
    {
        WriteNumber("best", stream.Best);
        WriteNumbers("marks", stream.Marks.Select(mark => _attempts[mark.Attempt]));
        WriteNumbers("numbers", stream.Marks.Select(mark => mark.Attempt.Iteration));
        _json.WriteString("kinds", string.Concat(stream.Marks.Select(mark => (char)('0' + (int)mark.Kind))));
        WriteNumbers("fails", stream.Marks.Select(mark => mark.Letter.Length > 0 ? _failures[mark.Letter] : -1));
        WriteNumbers("counts", stream.Marks.Select(mark => mark.Count ?? -1));
        WriteNumbers("times", stream.Marks.Select(mark => (long?)mark.Attempt.Duration?.TotalMilliseconds ?? -1));
        VerdictJson.WriteObjects(_json, "brackets", stream.Brackets, bracket =>
        {
            _json.WriteString("label", bracket.Label);
            _json.WriteString("severity", GetName(bracket.Severity));
            _json.WriteNumber("first", bracket.First);
            _json.WriteNumber("last", bracket.Last);
        });
        VerdictJson.WriteObjects(_json, "tests", stream.Tests.Rows, test =>
        {
            WriteClean("id", test.Id);
            _json.WriteString("states", test.States);
            _json.WriteString("remark", test.Pair is not null ? "swapped" : test.IsFlaky ? "flaky" : test.Remark);
            WriteClean("pair", test.Pair ?? "");
        });
        WriteNumber("omitted", stream.Tests.Omitted);
    }

    private static string GetName(VerdictSeverity severity) => severity.ToString().ToLowerInvariant();

    private void WriteAttempt(Mark mark, int? stream)
    {
        var attempt = mark.Attempt;
        WriteNumber("s", stream);
        WriteText("action", attempt.Action.Length > 0 ? attempt.Action : DerivedAction.Describe(attempt));
        WriteText("effect", mark.Effect);
        WriteNumber("v", mark.Verdict > VerdictKind.Progress ? (int)mark.Verdict : null);
        WriteText("why", mark.Reason);
        WriteText("tests", PassText.CountTests(attempt) ?? "");
        WriteText("at", attempt.Timestamp);
        WriteText("agent", attempt.Agent);
        WriteText("hypothesis", attempt.Hypothesis);
        WriteText("note", attempt.Note);
        WriteText("stage", attempt.Stage);
        WriteText("commit", attempt.Commit.Length > 12 ? attempt.Commit[..12] : attempt.Commit);
        WriteText("tree", attempt.Tree.All(char.IsAsciiHexDigitLower) ? attempt.Tree : "");
        if (!HasRoom)
        {
            _json.WriteNumber("cut", 1);
            return;
        }

        WriteTexts("changed", (attempt.Changed ?? []).Take(Attempt.MaxChanged));
        WriteTexts("fixed", (mark.Delta?.Fixed ?? []).Take(Attempt.MaxFailures));
        WriteTexts("broke", (mark.Delta?.New ?? []).Take(Attempt.MaxFailures));
        WriteTexts("vanished", attempt.Vanished.Take(Attempt.MaxVanished).Select(test => test.Id));
        WriteTexts("stale", attempt.StaleFiles.Take(Attempt.MaxChanged));
        WriteTexts("knownFixed", attempt.KnownFixed.Take(Attempt.MaxFailures));
        WriteNumbers("items", attempt.Failures.Take(Attempt.MaxFailures).Select(_items.Add));
        WriteNumber("more", attempt.FailuresOmitted > 0 ? attempt.FailuresOmitted : null);
        WriteNumbers("causes", attempt.Causes.Take(Attempt.MaxCauses).Select(_causes.Add));
    }

    private void WriteFailure(FailureHistory failure)
    {
        WriteText("id", failure.Last.Fingerprint);
        _json.WriteNumber("last", _attempts[failure.Last]);
        WriteNumbers("item", failure.Last.Failures.Take(1).Select(_items.Add));
        WriteTexts("tried", failure.Actions);
    }

    private void WriteItem(RecordedFailure item)
    {
        WriteText("id", item.Id);
        WriteText("type", item.Type);
        WriteText("message", item.Message == item.Id ? "" : item.Message);
        WriteText("site", item.Site);
    }

    private void WriteCause(RecordedCause cause)
    {
        _json.WriteNumber("count", cause.Count);
        WriteText("id", cause.Id);
        WriteText("type", cause.Type);
        WriteText("message", cause.Message);
        WriteText("frame", cause.Frame);
        WriteTexts("callers", cause.Callers.Take(RecordedCause.MaxCallers));
        WriteText("testFrame", cause.TestFrame);
        WriteTexts("printed", cause.Printed.Take(ErrorLines.MaxLines));
    }

    private void WriteText(string name, string text) => WriteNumber(name, text.Length > 0 ? _texts.Add(text) : null);

    private void WriteTexts(string name, IEnumerable<string> texts) => WriteNumbers(name, texts.Select(_texts.Add));

    private void WriteNumber(string name, long? number)
    {
        if (number is { } known)
        {
            _json.WriteNumber(name, known);
        }
    }

    private void WriteClean(string name, string text) => _json.WriteString(name, PageTexts.Clean(text));

    private void WriteKinds(string name, IEnumerable<char> kinds) => _json.WriteString(name, string.Concat(kinds.Distinct().Order()));

    private void WriteNumbers(string name, IEnumerable<int> numbers) => WriteNumbers(name, numbers.Select(number => (long)number));

    private void WriteNumbers(string name, IEnumerable<long> numbers)
    {
        long[] all = [.. numbers];
        if (all.Length == 0)
        {
            return;
        }

        _json.WriteStartArray(name);
        Array.ForEach(all, _json.WriteNumberValue);
        _json.WriteEndArray();
    }
}
