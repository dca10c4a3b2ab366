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
        var failures = attempts is [.., { Clears: false } last] ? last.Failures : [];
        VerdictJson.Objects(json, "failures", failures, failure =>
        {
            VerdictJson.Text(json, "id", failure.Id);
            VerdictJson.Text(json, "type", failure.Type);
            VerdictJson.Text(json, "message", failure.Message);
            VerdictJson.Text(json, "site", failure.Site);
            VerdictJson.Text(json, "fingerprint", failure.Fingerprint);
        });
        VerdictJson.Objects(json, "tried", attempts.TakeLast(MostTried), attempt => AttemptMembers(json, attempt));
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
