using System.Text.Json;

namespace LoopJournal.Reports;

/// <summary>What <c>resume</c> adds to the verdicts, as JSON.</summary>
internal static class ResumeJson
{
    private const int MostTried = 50;

    /// <summary>The worst stream's live failures and tries, and the changed files, as members of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, LoopState loop, IReadOnlyCollection<string> changed)
    {
        IReadOnlyList<Attempt> attempts = loop.Worst?.Attempts ?? [];
        json.WriteStartArray("failures");
        foreach (var failure in attempts.Count > 0 && !attempts[^1].Clears ? attempts[^1].Failures : [])
        {
            json.WriteStartObject();
            VerdictJson.Text(json, "id", failure.Id);
            VerdictJson.Text(json, "type", failure.Type);
            VerdictJson.Text(json, "message", failure.Message);
            VerdictJson.Text(json, "site", failure.Site);
            VerdictJson.Text(json, "fingerprint", failure.Fingerprint);
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
        json.WriteNumber("iteration", attempt.Iteration);
        VerdictJson.Text(json, "action", attempt.Action);
        VerdictJson.Text(json, "hypothesis", attempt.Hypothesis);
        VerdictJson.Text(json, "gate", attempt.Gate);
        VerdictJson.Text(json, "fingerprint", attempt.Fingerprint);
        VerdictJson.Text(json, "note", attempt.Note);
        VerdictJson.Text(json, "commit", attempt.Commit);
        VerdictJson.Text(json, "ts", attempt.Timestamp);
        VerdictJson.Text(json, "id", attempt.Id);
    }
}
