using System.Security.Cryptography;
using LoopJournal.Journal;
using LoopJournal.Text;

namespace LoopJournal.Sharing;

/// <summary>
/// The rows of a journal that its writer has not sent to a remote yet. A file remembers where they begin; without it, the newest 64 MB
/// are sent again, which changes nothing.
/// </summary>
internal sealed class UnsentRows
{
    private const string Folder = "sent";
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly JournalFolder _shared;
    private readonly JournalReader _journal;
    private readonly string _name;
    private readonly long _end;

    /// <param name="shared">Our folder in git's common folder.</param>
    /// <param name="path">The journal's file, absolute.</param>
    /// <param name="root">The repository's root, absolute.</param>
    /// <param name="writer">The writer's id.</param>
    /// <param name="url">The remote.</param>
    public UnsentRows(JournalFolder shared, string path, string root, string writer, string url)
    {
        _shared = shared;
        _journal = new(path, root);
        _name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{writer}\n{url}\n{path}")).AsSpan(0, 8));
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
    public void Save() => SharedFile.Replace(_shared, Encoding.ASCII.GetBytes($"{_end}"), Folder, _name);

    private long ReadStart()
    {
        var text = FileErrors.Catch(() => File.ReadAllText(_shared.GetPath(Folder, _name)), otherwise: "");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start <= _end ? start : 0;
    }

    private static string GetDay(Attempt row) =>
        DateTime.TryParseExact(
            row.Timestamp, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time.ToString("yyyyMMdd", CultureInfo.InvariantCulture)
            : "19700101"; // a row without a time belongs to no month
}
