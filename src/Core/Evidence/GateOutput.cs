using System.Text;

namespace LoopJournal.Evidence;

/// <summary>What a file that a gate left behind says about its failure.</summary>
/// <param name="Algorithm">The one of <see cref="Fingerprints.Algorithms"/> that fits the evidence.</param>
/// <param name="Failures">The failures; empty when nothing failed, or when nothing is known of what did.</param>
/// <param name="Tests">The test counts, where the file has them.</param>
/// <param name="IsAborted">Whether the run did not come to its end: the test host died, or the file stops in the middle.</param>
public sealed record GateOutput(string Algorithm, IReadOnlyList<Failure> Failures, TestCounts? Tests, bool IsAborted)
{
    private const int HeadLength = 4096;

    /// <summary>Reads a TRX file, a SARIF file, a capture or a text log; its content tells which, not its name. Never throws on what it finds there.</summary>
    /// <param name="stream">Read to its end, and left open; need not be seekable.</param>
    /// <param name="repository">Tells the repository's own files from others.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static GateOutput Read(Stream stream, RepositoryPaths repository)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(repository);
        var head = new byte[HeadLength];
        var length = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        using var whole = new PeekedStream(head.AsMemory(0, length), stream);

        // a UTF-16 file is told by the same characters
        var start = Encoding.Latin1.GetString(head, 0, length).Replace("\0", "", StringComparison.Ordinal).TrimStart('ï', '»', '¿', 'ÿ', 'þ', ' ', '\r', '\n', '\t');
        return start switch
        {
            ['<', ..] when start.Contains("<TestRun", StringComparison.Ordinal) => TrxFile.Read(whole, repository),
            ['{', ..] when start.StartsWith("{\"capture\":", StringComparison.Ordinal) => CaptureFile.ReadOutput(whole),
            ['{', ..] when IsSarif(start) => SarifFile.Read(whole, repository),
            _ => TextLog.Read(whole, repository),
        };
    }

    /// <summary>Reads several files as one: the failures of all that speak of the same kind as the first with failures.</summary>
    /// <inheritdoc cref="Read(Stream, RepositoryPaths)"/>
    /// <returns>Null when there is no file.</returns>
    public static GateOutput? Read(IReadOnlyList<Stream> streams, RepositoryPaths repository)
    {
        var outputs = streams.Select(stream => Read(stream, repository)).ToList();
        var first = outputs.Find(output => output.Failures.Count > 0) ?? outputs.FirstOrDefault();
        return outputs.Count < 2
            ? first
            : first! with { Failures = [.. outputs.Where(output => output.Algorithm == first.Algorithm).SelectMany(output => output.Failures)] };
    }

    private static bool IsSarif(string start) =>
        start.Contains("sarif", StringComparison.OrdinalIgnoreCase)
        || (start.Contains("\"runs\"", StringComparison.Ordinal) && start.Contains("\"version\"", StringComparison.Ordinal));
}
