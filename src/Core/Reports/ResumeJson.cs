using System.Text.Json;

namespace LoopJournal.Reports;

/// <summary>The members that <c>resume</c> adds to the verdicts.</summary>
internal static class ResumeJson
{
    private const int MaxTried = 50;

    /// <summary>
    /// The worst stream's live failures and tries, and the changed files, as members of the object that is being written.
    /// </summary>
    public static void Write(Utf8JsonWriter json, LoopState loop, IReadOnlyCollection<string> changed)
    {
        IReadOnlyList<Attempt> attempts = loop.Worst?.Attempts ?? [];
        var failures = attempts is [.., { Clears: false } last] ? last.Failures : [];
        VerdictJson.WriteObjects(json, "failures", failures, failure =>
        {
            VerdictJson.WriteText(json, "id", failure.Id);
            VerdictJson.WriteText(json, "type", failure.Type);
            VerdictJson.WriteText(json, "message", failure.Message);
            VerdictJson.WriteText(json, "site", failure.Site);
            VerdictJson.WriteText(json, "fingerprint", failure.Fingerprint);
        });
        VerdictJson.WriteObjects(json, "tried", attempts.TakeLast(MaxTried), attempt => WriteAttempt(json, attempt));
        VerdictJson.WriteTexts(json, "changed", changed);
    }

    /// <summary>The fields that identify an attempt, as members of the object that is being written.</summary>
    public static void WriteAttempt(Utf8JsonWriter json, Attempt attempt)
    {
        json.WriteNumber("iteration", attempt.Iteration);
        VerdictJson.WriteText(json, "action", attempt.Action);
        VerdictJson.WriteText(json, "hypothesis", attempt.Hypothesis);
        VerdictJson.WriteText(json, "gate", attempt.Gate);
        VerdictJson.WriteText(json, "fingerprint", attempt.Fingerprint);
        VerdictJson.WriteText(json, "note", attempt.Note);
        VerdictJson.WriteText(json, "commit", attempt.Commit);
        VerdictJson.WriteText(json, "ts", attempt.Timestamp);
        VerdictJson.WriteText(json, "id", attempt.Id);
    }
}
