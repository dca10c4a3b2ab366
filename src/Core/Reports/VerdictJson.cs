using LoopJournal.Text.Secrets;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>
/// Verdicts as JSON: the keys of the original script first, then ours. The caller's writer escapes characters that are not safe to print.
/// </summary>
internal static class VerdictJson
{
    private const int MaxPairs = 10;

    /// <summary>The worst verdict's keys, then every stream's, as members of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, LoopState loop, Budget? budget = null)
    {
        WriteMembers(json, loop.Worst, budget);
        WriteObjects(json, "streams", loop.Streams, stream => WriteMembers(json, stream, budget));
        json.WriteNumber("skipped_lines", loop.Skipped.Count);
    }

    /// <summary>The four fields of a stream, as a member of the object that is being written.</summary>
    public static void WriteStream(Utf8JsonWriter json, StreamKey stream)
    {
        json.WriteStartObject("stream");
        WriteText(json, "loop", stream.Loop);
        WriteText(json, "project", stream.Project);
        WriteText(json, "framework", stream.Framework);
        WriteText(json, "command", stream.Command);
        json.WriteEndObject();
    }

    /// <summary>
    /// A text without its secrets, as a member of the object that is being written: a journal may hold rows of other writers.
    /// </summary>
    public static void WriteText(Utf8JsonWriter json, string name, string text) => json.WriteString(name, SecretMask.Mask(text));

    /// <summary>A list of texts, as a member of the object that is being written.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(SecretMask.Mask(text));
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// A list of objects, as a member of the object that is being written; <paramref name="writeMembers"/> writes each one's members.
    /// </summary>
    public static void WriteObjects<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> writeMembers)
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

    private static void WriteMembers(Utf8JsonWriter json, StreamState? stream, Budget? budget)
    {
        var verdict = stream?.Verdict ?? StallDetector.Analyze([], StallDetector.DefaultThreshold);
        WriteMembers(json, verdict);
        if (budget is not null)
        {
            WriteBudget(json, verdict.Spent, budget);
        }

        if (stream is not null)
        {
            json.WriteNumber("known", stream.Known.ListOpen().Count);
            json.WriteNumber("attempts", stream.Count);
            WriteStream(json, stream.Key);
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteString("verdict", VerdictCodes.GetName(verdict.Kind));
        json.WriteNumber("stall_count", verdict.StallCount);
        WriteText(json, "fingerprint", verdict.Fingerprint);
        json.WriteString("recommend", verdict.Recommend);
        WriteTexts(json, "dead_ends", verdict.DeadEnds);
        WriteText(json, "reason", verdict.Reason);

        json.WriteString("severity", verdict.Severity.ToString().ToLowerInvariant());
        json.WriteString("code", VerdictCodes.GetCode(verdict.Kind)?.Id ?? "");
        json.WriteString("message", VerdictText.Describe(verdict));
        json.WriteBoolean("no_change", verdict.NoChange);
        json.WriteBoolean("values_moved", verdict.ValuesMoved);
        if (verdict.EvidenceKind.Length > 0)
        {
            WriteText(json, "evidence", verdict.EvidenceKind);
        }

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
            if (AttemptRank.CountFailures(best) is { } failed)
            {
                json.WriteNumber("failed", failed);
            }

            WriteText(json, "tree", best.Tree);
            WriteText(json, "commit", best.Commit);
            json.WriteNumber("attempts_since", verdict.AttemptsSinceBest ?? 0);
            json.WriteEndObject();
        }

        WriteObjects(json, "pairs", verdict.Pairs.Take(MaxPairs), pair =>
        {
            WriteTexts(json, "tests", [pair.First, pair.Second]);
            json.WriteNumber("attempts", pair.Attempts);
            json.WriteNumber("swaps", pair.Swaps.Count);
        });

        if (verdict.Delta is { } delta)
        {
            WriteTexts(json, "fixed", delta.Fixed);
            WriteTexts(json, "new", delta.New);
            WriteTexts(json, "still", delta.Still);
            json.WriteNumber("fixed_count", delta.FixedCount);
            json.WriteNumber("new_count", delta.NewCount);
            json.WriteNumber("still_count", delta.StillCount);
        }

        WriteTexts(json, "untouched", verdict.Untouched);
        WriteTexts(json, "flaky", verdict.Flaky);
        WritePass(json, verdict.Pass);
    }

    private static void WriteBudget(Utf8JsonWriter json, Cost spent, Budget budget)
    {
        json.WriteStartObject("budget");
        json.WriteNumber("attempts", spent.Attempts);
        json.WriteNumber("minutes", Math.Round(spent.Minutes, 2));
        json.WriteString("severity", budget.Judge(spent).ToString().ToLowerInvariant());
        json.WriteEndObject();
    }

    private static void WritePass(Utf8JsonWriter json, PassFacts pass)
    {
        var last = pass.Last;
        WriteObjects(json, "vanished", last?.Vanished ?? [], test =>
        {
            WriteText(json, "id", test.Id);
            WriteText(json, "how", test.How);
        });
        json.WriteNumber("vanished_omitted", last?.VanishedOmitted ?? 0);
        WriteTexts(json, "renamed", last?.Renamed ?? []);
        WriteTexts(json, "gone", last?.Gone ?? []);
        if (last?.OnlyTestsEdited is { } only)
        {
            json.WriteBoolean("only_tests_edited", only);
        }

        if (last?.Stale is { } stale)
        {
            json.WriteBoolean("stale", stale);
            WriteTexts(json, "stale_files", last.StaleFiles);
        }

        if (pass.FailedOnFiles is { } failed)
        {
            json.WriteNumber("failed_on_files", failed.Iteration);
        }
    }
}
