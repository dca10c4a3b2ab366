using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Text;

namespace LoopJournal.Sharing;

/// <summary>
/// The rows of other writers, as they were fetched last: a file for each reference, in git's common folder. No row of them is in the
/// journal, and no verdict counts them.
/// </summary>
/// <param name="shared">Our folder in git's common folder.</param>
internal sealed class OtherRows(JournalFolder shared)
{
    private const string Folder = "others";
    private const int MaxDays = 31;

    /// <summary>Larger files of a day, and the days after these bytes of a month, are not read.</summary>
    private const long MaxBytes = 32 * 1024 * 1024;

    private const int ShortId = 16;

    /// <summary>The files of rows, the newest months first. A row's <see cref="Attempt.Worktree"/> begins with its writer.</summary>
    /// <param name="git">The folders of the working tree; null outside git.</param>
    public static IReadOnlyList<JournalReader> List(GitFolders? git)
    {
        var folder = git is null ? "" : Path.Combine(git.SharedJournal, Folder);
        return folder.Length == 0 || new DirectoryInfo(folder) is not { Exists: true, LinkTarget: null } ? []
            : [.. Directory.GetFiles(folder, "*.jsonl").OrderDescending(StringComparer.Ordinal).Select(file => new JournalReader(file))];
    }

    /// <summary>The writer of a row; empty where it is one of the own journal.</summary>
    public static string GetWriter(Attempt row) => row.Worktree.IndexOf('/') is > 0 and var end ? row.Worktree[..end] : "";

    /// <summary>Makes the files those of the references. A reference that cannot be read is left out.</summary>
    /// <param name="repository">Has the references.</param>
    /// <param name="refs">Those of the other writers.</param>
    /// <returns>How many rows the new references have, and the references that it could not read.</returns>
    public (int Rows, List<string> Unread) Update(SyncRepository repository, IReadOnlyCollection<WriterRef> refs)
    {
        var folder = shared.Ensure(Folder);
        var wanted = refs.ToDictionary(GetFileName);
        // those of earlier commits, and what a killed process left
        foreach (var file in Directory.GetFiles(folder, "*.jsonl*").Where(file => !wanted.ContainsKey(Path.GetFileName(file))))
        {
            File.Delete(file);
        }

        var (rows, unread) = (0, new List<string>());
        foreach (var (name, one) in wanted.Where(pair => !File.Exists(Path.Combine(folder, pair.Key))))
        {
            try
            {
                rows += Write(repository, one, name);
            }
            catch (GitException)
            {
                unread.Add(one.Name);
            }
        }

        return (rows, unread);
    }

    private int Write(SyncRepository repository, WriterRef one, string name)
    {
        var days = Enumerable.Range(1, MaxDays).Select(day => $"{one.Commit}:{day:00}.jsonl");
        var (bytes, count) = (0L, 0);
        var rows = new StringBuilder();
        foreach (var (id, size) in repository.FindFiles(days).Where(file => file.Size <= MaxBytes))
        {
            bytes += size;
            if (bytes > MaxBytes)
            {
                break;
            }

            foreach (var row in RowText.Read(repository.ReadFile(id)))
            {
                rows.Append(AttemptJson.Write(AttemptLimits.Apply(row) with { Worktree = $"{one.Writer}/{row.Worktree}" })).Append('\n');
                count++;
            }
        }

        PlacedFile.Put(shared, Encoding.UTF8.GetBytes(rows.ToString()), Folder, name);
        return count;
    }

    // newest months first, by name; the commit tells whether it was read
    private static string GetFileName(WriterRef one) => $"{one.Month}-{one.Writer}-{one.Commit[..ShortId]}.jsonl";
}
