using LoopJournal.Reports;

namespace LoopJournal.Cli;

/// <summary>What git says has changed in the repository of a journal, the journal's own folder left out.</summary>
internal sealed class Changes(JournalPlace place)
{
    private readonly Git _git = new(place.Root);

    // from the root: the paths that git prints are relative to it
    private string[] WithoutJournal => Path.GetRelativePath(place.Root, place.Directory) is var folder && !folder.StartsWith("..", StringComparison.Ordinal) && folder != "."
        ? ["--", ".", $":(exclude,literal){folder.Replace('\\', '/')}"]
        : ["--"];

    /// <summary>The tracked files whose content differs from <paramref name="commit"/>'s; none where git does not know it.</summary>
    public IReadOnlyList<string> FilesSince(string commit) =>
        IsCommit(commit) && Lines("diff", "--name-only", "--no-ext-diff", commit) is { } files ? files : [];

    /// <summary>Everything since <paramref name="commit"/>.</summary>
    public SinceText Since(string commit) => new(
        IsCommit(commit) ? commit : "",
        IsCommit(commit) ? Lines("diff", "--stat=120", "--no-color", "--no-ext-diff", $"{commit}..HEAD") : null,
        Lines("-c", "color.status=false", "status", "--short"));

    /// <summary>A journal is anybody's file: what stands in it is no option of git's.</summary>
    public static bool IsCommit(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }
        }

        return text.Length is >= 7 and <= 64;
    }

    private string[]? Lines(params string[] arguments) =>
        _git.Ask([.. arguments, .. WithoutJournal])?.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
