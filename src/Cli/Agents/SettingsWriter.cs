using LoopJournal.Capture;

namespace LoopJournal.Cli.Agents;

/// <summary>Plans and writes the edits of <c>init</c>.</summary>
/// <param name="root">The repository's root, absolute.</param>
internal sealed class SettingsWriter(string root)
{
    private const int MaxBytes = 1024 * 1024;

    // It refuses links: a repository can carry one that leads to a file of the user's own
    private readonly JournalFolder _repository = new(root, root);

    /// <summary>What is to be done to a file.</summary>
    public SettingsEdit Plan(SettingsFile file, bool isUndo)
    {
        try
        {
            var info = new FileInfo(_repository.GetPath(file.Path.Split('/')));
            if (info is { Exists: true, Length: > MaxBytes })
            {
                return new(file.Path, null, null, "it is larger than 1 MB");
            }

            var before = info.Exists ? Encoding.Latin1.GetString(File.ReadAllBytes(info.FullName)) : null;
            return new(file.Path, before, !isUndo ? file.Apply(before) : before is null ? null : file.Undo(before), "");
        }
        catch (JsonException e)
        {
            return new(file.Path, null, null, $"it cannot be parsed: {Quoted.From(e.Message)} Mend it, or add the hooks by hand.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(file.Path, null, null, Quoted.From(e.Message));
        }
    }

    /// <summary>Does it, in one step.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Write(SettingsEdit edit)
    {
        if (edit.After == edit.Before)
        {
            return;
        }

        var path = _repository.GetPath(edit.Path.Split('/'));
        if (edit.After is null)
        {
            File.Delete(path);
            DeleteEmptyFolders(Path.GetDirectoryName(path)!);
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            new WholeFile(path, cure: "Nothing in it was changed.").Write(file => file.Write(Encoding.Latin1.GetBytes(edit.After)));
        }
    }

    private void DeleteEmptyFolders(string folder)
    {
        for (; folder.Length > root.Length && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
        {
            Directory.Delete(folder);
        }
    }
}

/// <summary>An edit of a file.</summary>
/// <param name="Path">The file, relative to the repository.</param>
/// <param name="Before">Its bytes as Latin-1; null where there is none.</param>
/// <param name="After">The same afterwards; null where it is deleted.</param>
/// <param name="Problem">Why it cannot be edited; empty where it can.</param>
internal sealed record SettingsEdit(string Path, string? Before, string? After, string Problem)
{
    /// <summary>
    /// What was done, or would be, for people: the file, and our lines. Lines of the user's own are not shown: they may hold a secret.
    /// </summary>
    public IEnumerable<string> GetLines(bool isDryRun)
    {
        if (Before == After)
        {
            return [$"{Path}: {(Before is null ? "not there" : "nothing to change")}"];
        }

        var (before, after) = (Split(Before), Split(After));
        var head = CountEqual(before, after);
        var tail = CountEqual(before.Skip(head).Reverse(), after.Skip(head).Reverse());
        var (gone, added) = (before[head..^tail], after[head..^tail]);
        var done = After is null ? "deleted" : Before is null ? "created" : "edited";
        return
        [
            $"{Path}: {(isDryRun ? "would be " : "")}{done}",
            .. gone.Where(_ => added.Length == 0).Select(line => "  - " + line),
            .. added.Where(_ => gone.Length == 0).Select(line => "  + " + line),
        ];
    }

    // a line may have gained a comma
    private static int CountEqual(IEnumerable<string> lines, IEnumerable<string> others) =>
        lines.Zip(others).TakeWhile(pair => pair.First.TrimEnd(',') == pair.Second.TrimEnd(',')).Count();

    private static string[] Split(string? text) =>
        text is null ? [] : text.TrimEnd('\n').Replace("\r", "", StringComparison.Ordinal).Split('\n');
}
