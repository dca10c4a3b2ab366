using System.Security.Cryptography;
using LoopJournal.Fingerprints;
using LoopJournal.Text;

namespace LoopJournal.Recording;

/// <summary>
/// The last complete set of tests of each stream, a file for each in the journal's folder. Where a file is lost or damaged, fewer questions
/// about a run can be answered: see <see cref="RanSets"/>.
/// </summary>
/// <param name="journal">The journal's folder.</param>
internal sealed class RanStore(JournalFolder journal)
{
    private const string Folder = "ran";
    private const int MaxFiles = 200;
    private const int ChecksumLength = 8;

    /// <summary>The set of a stream; null where there is none.</summary>
    public IReadOnlyList<RanTest>? Read(StreamKey stream) => FileErrors.Catch(() => Read(GetPath(stream)), otherwise: null);

    private static List<RanTest>? Read(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > ChecksumLength + (RanTest.MaxCount * RanTest.Size))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        return bytes.Length >= ChecksumLength && Sum(bytes.AsSpan(ChecksumLength)).SequenceEqual(bytes.AsSpan(0, ChecksumLength))
            ? RanTest.FromBytes(bytes.AsSpan(ChecksumLength).ToArray())
            : null;
    }

    /// <summary>
    /// Puts a set in place of the one before, in one step. Where it cannot be written, the next run knows no set, and a moved test counts
    /// as missing.
    /// </summary>
    public void Write(StreamKey stream, IReadOnlyCollection<RanTest> tests) => FileErrors.Ignore(() =>
    {
        var folder = journal.Ensure(Folder);
        var path = GetPath(stream);
        var whole = $"{path}.{Guid.NewGuid():N}";
        var bytes = RanTest.ToBytes(tests);
        try
        {
            PrivateFile.WriteNew(whole, [.. Sum(bytes), .. bytes]);
            File.Move(whole, path, overwrite: true);
        }
        finally
        {
            File.Delete(whole); // there only where another process reads the set (Windows)
        }

        Trim(new DirectoryInfo(folder));
    });

    /// <summary>Each filter is a stream, so the oldest files are deleted; also what a recorder left that was killed long ago.</summary>
    private static void Trim(DirectoryInfo folder)
    {
        var latest = DateTime.UtcNow.AddHours(-1);
        foreach (var file in folder.GetFiles().Where(IsOurs).OrderByDescending(file => file.LastWriteTimeUtc).Where((file, newer) =>
            newer >= MaxFiles || (file.Extension.Length > 0 && file.LastWriteTimeUtc < latest)))
        {
            file.Delete();
        }
    }

    private static bool IsOurs(FileInfo file) => file.Name.Split('.')[0].All(char.IsAsciiHexDigitLower);

    private static ReadOnlySpan<byte> Sum(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes).AsSpan(0, ChecksumLength);

    private string GetPath(StreamKey stream)
    {
        stream = AttemptLimits.Apply(stream);
        return journal.GetPath(Folder, FailureSetFingerprint.Hash(stream.Loop, stream.Project, stream.Framework, stream.Command));
    }
}
