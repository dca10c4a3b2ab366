using System.Security.Cryptography;

namespace LoopJournal.Tasks;

/// <summary>How the errors of a failed build are known.</summary>
internal enum KnownErrors
{
    /// <summary>The path is a compiler's error log.</summary>
    InLog,

    /// <summary>The path is a project whose compiler wrote no log, and will write one after the next failure.</summary>
    NextTime,

    /// <summary>The path is a project that failed outside the compiler.</summary>
    Never,

    /// <summary>The path is a project without an errors file: it does not reference LoopJournal.</summary>
    WithPackage,
}

/// <summary>
/// Where the errors of a failed build are. A project writes them to its errors file, because the projects that reference it fail too and
/// only learn that it failed.
/// </summary>
/// <param name="Entries">Paths, and how their errors are known.</param>
internal sealed record BuildErrors(params IReadOnlyCollection<(KnownErrors Known, string Path)> Entries)
{
    private const string Folder = "builds";

    /// <summary>The errors file of a project's build for a framework.</summary>
    /// <exception cref="IOException">A link is in the way.</exception>
    public static string GetPath(JournalFolder journal, string project, string framework) =>
        journal.GetPath(Folder, $"{GetKey(project)}.{GetName(framework)}.errors");

    /// <summary>Reads the errors file of a referenced project; null when there is none, or when it cannot be read.</summary>
    /// <param name="journal">The journal's folder.</param>
    /// <param name="project">The referenced project, absolute.</param>
    /// <param name="framework">The framework that it was built for; empty: each of them.</param>
    public static BuildErrors? Read(JournalFolder journal, string project, string framework)
    {
        try
        {
            var pattern = $"{GetKey(project)}.{(framework.Length > 0 ? GetName(framework) : "*")}.errors";
            var files = Directory.GetFiles(journal.GetPath(Folder), pattern);
            return files.Length == 0
                ? null
                : Join(files.Select(file => Parse(File.ReadAllLines(journal.GetPath(Folder, Path.GetFileName(file))))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // the failure is then known by the project's name
        }
    }

    /// <summary>The errors of several builds, each path once, in ordinal order.</summary>
    public static BuildErrors Join(IEnumerable<BuildErrors> errors) =>
        new([.. errors.SelectMany(build => build.Entries).Distinct().OrderBy(entry => entry.Path, StringComparer.Ordinal)]);

    /// <summary>The paths of which this is known.</summary>
    public IReadOnlyList<string> Get(KnownErrors known) => [.. Entries.Where(entry => entry.Known == known).Select(entry => entry.Path)];

    /// <summary>Writes the errors file.</summary>
    /// <remarks>A path with a secret is masked: the failure is then known by the project's name.</remarks>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Write(JournalFolder journal, string project, string framework)
    {
        journal.Ensure(Folder);
        var path = GetPath(journal, project, framework);
        using var file = new StreamWriter(PrivateFile.Open(path, FileMode.Create, FileAccess.Write, FileShare.Read));
        foreach (var (known, entry) in Entries)
        {
            file.WriteLine($"{known} {SecretMask.Mask(entry)}");
        }
    }

    private static BuildErrors Parse(string[] lines) => new(
    [
        .. from line in lines
        let parts = line.Split(' ', 2)
        where parts.Length == 2 && Enum.TryParse<KnownErrors>(parts[0], out _)
        select (Enum.Parse<KnownErrors>(parts[0]), parts[1]),
    ]);

    // Read passes the name as a search pattern, where an asterisk matches other frameworks
    private static string GetName(string framework) => SecretMask.Mask(framework).Replace('*', '-');

    private static string GetKey(string project) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(project))))[..12];
}
