namespace LoopJournal.Reports;

/// <summary>The answer of <c>failures</c> as JSON.</summary>
internal static class FailuresJson
{
    /// <summary>The attempts, passing or not, as a member of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<Attempt> attempts) => VerdictJson.WriteObjects(
        json,
        "attempts",
        attempts,
        attempt =>
        {
            VerdictJson.WriteStream(json, attempt.Stream);
            ResumeJson.WriteAttempt(json, attempt);
            CauseJson.Write(json, attempt);
            CauseJson.WriteFailures(json, attempt);
            json.WriteNumber("failures_omitted", attempt.FailuresOmitted);
        });
}
