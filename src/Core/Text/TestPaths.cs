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
    public static bool IsTest(string file, string project) =>
        (project.LastIndexOf('/') is var slash and > 0 && file.StartsWith(project[..(slash + 1)], StringComparison.Ordinal))
        || file.Split('/').SkipLast(1).Any(IsTestName);

    private static bool IsTestName(string folder) => Array.Exists(Words, word =>
        folder.EndsWith(word, StringComparison.OrdinalIgnoreCase)
        && (folder.Length == word.Length || !char.IsLetter(folder[^(word.Length + 1)]) || folder.EndsWith(word, StringComparison.Ordinal)));
}
