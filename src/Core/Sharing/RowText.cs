using LoopJournal.Git;
using LoopJournal.Journal;

namespace LoopJournal.Sharing;

/// <summary>Rows as the files of a reference have them: a line each, one character a byte.</summary>
internal static class RowText
{
    /// <summary>The rows. Leaves out a line that it cannot read: another clone can push anything.</summary>
    public static IEnumerable<Attempt> Read(string text)
    {
        var rows = new List<Attempt>();
        foreach (var line in text.Split('\n'))
        {
            rows.Clear();
            JournalLine.Read(Encoding.Latin1.GetBytes(line), rows, worktree: null);
            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }

    /// <summary>The lines of rows.</summary>
    public static string Write(IEnumerable<Attempt> rows) =>
        GitText.Encode(string.Concat(rows.Select(row => AttemptJson.Write(row) + '\n')));
}
