using System.Text.Json;
using LoopJournal.Journal;

namespace LoopJournal.Reports;

/// <summary>What <c>resume</c> adds to the verdicts, as JSON.</summary>
public static class ResumeJson
{
    private const int MostTried = 50;

    /// <summary>The worst stream's live failures and tries, and the changed files, as members of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, LoopState loop, IReadOnlyCollection<string> changed)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(changed);
        IReadOnlyList<Attempt> attempts = loop.Worst?.Attempts ?? [];
        json.WriteStartArray("failures");
        foreach (var failure in attempts.Count > 0 && !attempts[^1].Clears ? attempts[^1].Failures : [])
        {
            json.WriteStartObject();
            json.WriteString("id", Secrets.Mask(failure.Id));
            json.WriteString("type", failure.Type);
            json.WriteString("message", Secrets.Mask(failure.Message));
            json.WriteString("site", failure.Site);
            json.WriteString("fingerprint", failure.Fingerprint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tried");
        foreach (var attempt in attempts.TakeLast(MostTried))
        {
            json.WriteStartObject();
            AttemptMembers(json, attempt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        VerdictJson.Texts(json, "changed", changed);
    }

    /// <summary>What tells one attempt from another, as members of the object that is being written.</summary>
    public static void AttemptMembers(Utf8JsonWriter json, Attempt attempt)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(attempt);
        json.WriteNumber("iteration", attempt.Iteration);
        json.WriteString("action", Secrets.Mask(attempt.Action));
        json.WriteString("hypothesis", Secrets.Mask(attempt.Hypothesis));
        json.WriteString("gate", attempt.Gate);
        json.WriteString("fingerprint", attempt.Fingerprint);
        json.WriteString("note", Secrets.Mask(attempt.Note));
        json.WriteString("commit", attempt.Commit);
        json.WriteString("ts", attempt.Timestamp);
        json.WriteString("id", attempt.Id);
    }
}
