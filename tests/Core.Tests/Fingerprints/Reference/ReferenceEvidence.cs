using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>A whole file: which algorithm reads it, and the failures that it tells.</summary>
internal sealed record ReferenceEvidence(string Algorithm, IReadOnlyList<ReferenceFailure> Failures)
{
    public string Fingerprint => ReferenceFailure.Fingerprint(Algorithm, Failures);

    public string Detail => ReferenceFailure.Detail(Algorithm, Failures);

    public static ReferenceEvidence Read(byte[] bytes, ReferenceRepository repository)
    {
        var text = ReferenceLog.Decode(bytes);
        var start = text.TrimStart();
        if (start.StartsWith('<') && start.Contains("<TestRun", StringComparison.Ordinal))
            return new("failures/1", ReferenceTrx.Read(text, repository));

        return start.StartsWith('{') && IsSarif(start[..Math.Min(start.Length, 4096)])
            ? new("diagnostics/1", ReferenceSarif.Read(text, repository))
            : new("text/1", ReferenceText.Read(text, repository));
    }

    private static bool IsSarif(string start) =>
        start.Contains("\"runs\"", StringComparison.Ordinal)
            && (start.Contains("\"version\"", StringComparison.Ordinal) || Regex.IsMatch(start, "\"\\$schema\"\\s*:\\s*\"[^\"]*sarif"));
}
