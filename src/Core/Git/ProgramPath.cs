namespace LoopJournal.Git;

/// <summary>
/// Finds a program where the user's path leads. The system would also look into the current folder, and a repository may bring a program
/// of that name.
/// </summary>
internal static class ProgramPath
{
    /// <summary>The program, absolute; null where no folder of the path has it.</summary>
    /// <param name="name">Its name, without an extension.</param>
    /// <param name="path">The variable <c>PATH</c>.</param>
    public static string? Find(string name, string path) => path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
        .FirstOrDefault(File.Exists);
}
