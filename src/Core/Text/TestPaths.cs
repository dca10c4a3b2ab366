namespace LoopJournal.Text;

/// <summary>
/// Decides by a file's path alone whether it belongs to tests. Project files are not read: a trace may come from another machine.
/// </summary>
internal static class TestPaths
{
    private static readonly string[] Words = ["Test", "Tests", "Spec", "Specs"];

    /// <summary>
    /// Whether a file is below the folder of the attempt's test project, or below a folder whose name ends with one of
    /// <see cref="Words"/>: <c>tests</c>, <c>Shop.Tests</c>, <c>UnitTests</c>, but not <c>Latest</c>.
    /// </summary>
    /// <param name="file">The path relative to the repository, with forward slashes.</param>
    /// <param name="project">
    /// The test project, likewise; empty where it is not known. At the repository's root it says nothing: all files are below it.
    /// </param>
    public static bool IsTest(string file, string project)
    {
        if (project.LastIndexOf('/') is var slash and > 0
            && file.AsSpan().StartsWith(project.AsSpan(0, slash + 1), StringComparison.Ordinal))
        {
            return true;
        }

        var folders = file.AsSpan(0, Math.Max(0, file.LastIndexOf('/')));
        foreach (var folder in folders.Split('/'))
        {
            if (IsTestName(folders[folder]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTestName(ReadOnlySpan<char> name)
    {
        foreach (var word in Words)
        {
            if (name.EndsWith(word, StringComparison.OrdinalIgnoreCase)
                && (name.Length == word.Length || !char.IsLetter(name[^(word.Length + 1)])
                    || name.EndsWith(word, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
