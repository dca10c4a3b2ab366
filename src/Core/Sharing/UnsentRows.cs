using System.Security.Cryptography;
using LoopJournal.Journal;
using LoopJournal.Text;

namespace LoopJournal.Sharing;

/// <summary>
/// The rows of a journal that a receiver does not have yet: a remote, or a collector of spans. A file remembers where they begin;
/// without it, they are the newest 64 MB.
/// </summary>
internal sealed class UnsentRows
{
    private const string Folder = "sent";
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly JournalFolder _folder;
    private readonly JournalReader _journal;
    private readonly string _name;
    private readonly long _end;

    /// <param name="folder">The folder of ours that has the file.</param>
    /// <param name="path">The journal's file, absolute.</param>
    /// <param name="root">The repository's root, absolute.</param>
    /// <param name="receiver">Names the receiver, and as whom it gets the rows.</param>
    public UnsentRows(JournalFolder folder, string path, string root, string receiver)
    {
        _folder = folder;
        _journal = new(path, root);
        _name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{receiver}\n{path}")).AsSpan(0, 8));
        _end = _journal.GetLength();
    }

    /// <summary>
    /// The rows by their days, <c>yyyyMMdd</c>, oldest first, as they are sent: without secrets, also those of other programs.
    /// </summary>
    public List<IGrouping<string, Attempt>> Read()
    {
        var rows = _journal.ReadNewestFirst(Math.Max(ReadStart(), _end - MaxBytes)).Select(AttemptLimits.Apply).ToList();
        rows.Reverse();
        return [.. rows.Select(JournalUnion.Identify).GroupBy(GetDay)];
    }

    /// <summary>Remembers that these rows are sent.</summary>
    public void Save() => PlacedFile.Put(_folder, Encoding.ASCII.GetBytes($"{_end}"), Folder, _name);

    private long ReadStart()
    {
        var text = FileErrors.Catch(() => File.ReadAllText(_folder.GetPath(Folder, _name)), otherwise: "");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start <= _end ? start : 0;
    }

    private static string GetDay(Attempt row) =>
        DateTime.TryParseExact(
            row.Timestamp, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time.ToString("yyyyMMdd", CultureInfo.InvariantCulture)
            : "19700101"; // a row without a time belongs to no month
}
