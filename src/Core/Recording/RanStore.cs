using System.Security.Cryptography;
using LoopJournal.Fingerprints;
using LoopJournal.Text;

namespace LoopJournal.Recording;

/// <summary>
/// The last complete set of tests of each stream, a file for each in the journal's folder. Where a file is lost or damaged, fewer questions
/// about a run can be answered: see <see cref="RanSets"/>. Each filter is a stream, so the oldest files are deleted.
/// </summary>
/// <param name="journal">The journal's folder.</param>
/// <param name="worktree">See <see cref="Attempt.Worktree"/>.</param>
internal sealed class RanStore(JournalFolder journal, string worktree = "")
{
    private const int MaxFiles = 200;
    private const int ChecksumLength = 8;

    private readonly StoredFiles _files = new(journal, "ran", MaxFiles, ChecksumLength + (RanTest.MaxCount * RanTest.Size));

    /// <summary>The set of a stream; null where there is none.</summary>
    public IReadOnlyList<RanTest>? Read(StreamKey stream) => FileErrors.Catch(
        () => _files.Read(GetName(stream)) is { Length: >= ChecksumLength } bytes
            && Sum(bytes.AsSpan(ChecksumLength)).SequenceEqual(bytes.AsSpan(0, ChecksumLength))
                ? RanTest.FromBytes(bytes.AsSpan(ChecksumLength).ToArray()) : null,
        otherwise: null);

    /// <summary>
    /// Puts a set in place of the one before. Where it cannot be written, the next run knows no set, and a moved test counts as missing.
    /// </summary>
    public void Write(StreamKey stream, IReadOnlyCollection<RanTest> tests) => FileErrors.Ignore(() =>
    {
        var bytes = RanTest.ToBytes(tests);
        _files.Write(GetName(stream), [.. Sum(bytes), .. bytes]);
    });

    private static ReadOnlySpan<byte> Sum(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes).AsSpan(0, ChecksumLength);

    private string GetName(StreamKey stream)
    {
        stream = AttemptLimits.Apply(stream);
        string[] names = [stream.Loop, stream.Project, stream.Framework, stream.Command];
        return FailureSetFingerprint.Hash(worktree.Length > 0 ? [.. names, worktree] : names);
    }
}
