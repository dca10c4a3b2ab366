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
        var last = attempts is [.., var newest] ? newest : null;
        CauseJson.WriteFailures(json, last);
        CauseJson.Write(json, last);
        VerdictJson.WriteObjects(json, "tried", attempts.TakeLast(MaxTried), attempt =>
        {
            WriteAttempt(json, attempt);
            VerdictJson.WriteText(json, "effect", Effect.Describe(attempt, loop.Worst!.Before.GetValueOrDefault(attempt)));
        });
        VerdictJson.WriteText(json, "trend", loop.Worst?.Trend ?? "");
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
        VerdictJson.WriteText(json, "agent", attempt.Agent);
        VerdictJson.WriteText(json, "note", attempt.Note);
        VerdictJson.WriteText(json, "commit", attempt.Commit);
        VerdictJson.WriteText(json, "ts", attempt.Timestamp);
        VerdictJson.WriteText(json, "id", attempt.Id);
    }
}
