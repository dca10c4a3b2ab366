using System.Text;
using LoopJournal.Evidence;
using LoopJournal.Fingerprints;
using LoopJournal.Text;

namespace LoopJournal.Tests;

/// <summary>Reads recorded evidence and other texts, and computes their fingerprints.</summary>
internal static class EvidenceData
{
    /// <summary>A new one each time: tests run side by side, and one thread may use it.</summary>
    public static RepositoryPaths Repository => At("/home/dev/src/dotliquid");

    public static RepositoryPaths At(string root) =>
        new(root, path =>
            path.EndsWith("/StandardFilters.cs", StringComparison.Ordinal) || path.EndsWith("Tests.cs", StringComparison.Ordinal));

    public static string RecordedText(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Evidence", "Data", name));

    public static ParsedOutput Read(string text, RepositoryPaths? repository = null) => Read(Encoding.UTF8.GetBytes(text), repository);

    public static ParsedOutput Read(byte[] bytes, RepositoryPaths? repository = null) =>
        ParsedOutput.Read(new MemoryStream(bytes), repository ?? Repository);

    public static string Fingerprint(string text, RepositoryPaths? repository = null) => Fingerprint(Read(text, repository));

    public static string Fingerprint(ParsedOutput output) => FailureSetFingerprint.Compute(output.Algorithm, output.Failures);

    public static string Detail(ParsedOutput output) => FailureSetFingerprint.ComputeDetail(output.Algorithm, output.Failures);
}
