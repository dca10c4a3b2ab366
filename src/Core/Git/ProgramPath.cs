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
    public static string? Find(string name, string path) => Find(name, path, OperatingSystem.IsWindows() ? ".exe" : "");

    /// <summary>The program or script, absolute; null where no folder of the path has it.</summary>
    /// <param name="name">Its name, without an extension.</param>
    /// <param name="path">The variable <c>PATH</c>.</param>
    /// <param name="extensions">The extensions that it may have, as the variable <c>PATHEXT</c> of Windows lists them.</param>
    public static string? Find(string name, string path, string extensions) =>
        path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => extensions.Split(';').Select(extension => Path.Combine(folder, name + extension)))
            .FirstOrDefault(File.Exists);
}
