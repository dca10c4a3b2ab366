namespace LoopJournal.Reports;

/// <summary>The causes of an attempt's failures as JSON.</summary>
internal static class CauseJson
{
    /// <summary>The causes, and the number of failures with others, as members of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, Attempt? attempt)
    {
        VerdictJson.WriteObjects(json, "causes", attempt is { Clears: false } ? attempt.Causes : [], cause =>
        {
            json.WriteNumber("count", cause.Count);
            VerdictJson.WriteText(json, "id", cause.Id);
            VerdictJson.WriteText(json, "type", cause.Type);
            VerdictJson.WriteText(json, "shape", cause.Shape);
            VerdictJson.WriteText(json, "message", cause.Message);
            VerdictJson.WriteText(json, "frame", cause.Frame);
            VerdictJson.WriteTexts(json, "callers", cause.Callers);
            VerdictJson.WriteText(json, "test_frame", cause.TestFrame);
            VerdictJson.WriteTexts(json, "printed", cause.Printed);
        });
        json.WriteNumber("causes_omitted", attempt is { Clears: false } ? attempt.CausesOmitted : 0);
    }

    /// <summary>The failures that a record names, as a member of the object that is being written.</summary>
    public static void WriteFailures(Utf8JsonWriter json, Attempt? attempt) =>
        VerdictJson.WriteObjects(json, "failures", attempt is { Clears: false } ? attempt.Failures : [], failure =>
        {
            VerdictJson.WriteText(json, "id", failure.Id);
            VerdictJson.WriteText(json, "type", failure.Type);
            VerdictJson.WriteText(json, "message", failure.Message);
            VerdictJson.WriteText(json, "site", failure.Site);
            VerdictJson.WriteText(json, "fingerprint", failure.Fingerprint);
        });
}
