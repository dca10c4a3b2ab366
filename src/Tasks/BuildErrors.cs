using System.Security.Cryptography;
using System.Text;
using LoopJournal.Capture;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Tasks;

/// <summary>
/// Where the errors of a project's failed build are. It is left in a file for the projects that reference this one: their builds fail
/// for it, and know no more than that.
/// </summary>
/// <param name="Logs">The compilers' error logs, the project's own or its references'.</param>
/// <param name="KnownNextTime">Projects whose compiler wrote no log, but will the next time.</param>
/// <param name="Unknown">Projects that failed otherwise.</param>
/// <param name="WithoutPackage">Projects that left no word: LoopJournal is not referenced there.</param>
internal sealed record BuildErrors(
    IReadOnlyCollection<string> Logs,
    IReadOnlyCollection<string> KnownNextTime,
    IReadOnlyCollection<string> Unknown,
    IReadOnlyCollection<string> WithoutPackage)
{
    private const string Folder = "builds";

    public static readonly BuildErrors None = new([], [], [], []);

    /// <summary>The projects of whose failure nothing is known.</summary>
    public IEnumerable<string> UnknownProjects => KnownNextTime.Concat(Unknown).Concat(WithoutPackage);

    /// <summary>The file of a project's build for a framework.</summary>
    /// <exception cref="IOException">A link is in the way.</exception>
    public static string FileOf(JournalFolder journal, string project, string framework) =>
        journal.GetPath(Folder, $"{Key(project)}.{NameOf(framework)}.errors");

    /// <summary>What a referenced project's build left; null when it left nothing.</summary>
    /// <param name="journal">The journal's folder.</param>
    /// <param name="project">The referenced project, absolute.</param>
    /// <param name="framework">The framework that it was built for; empty when it has but one.</param>
    public static BuildErrors? Read(JournalFolder journal, string project, string framework)
    {
        try
        {
            var found = Directory.GetFiles(journal.GetPath(Folder), $"{Key(project)}.{(framework.Length > 0 ? NameOf(framework) : "*")}.errors");
            var words = found.Select(file => Parse(File.ReadAllLines(journal.GetPath(Folder, Path.GetFileName(file)))));
            return found.Length == 0 ? null : words.Aggregate((a, b) => a.And(b));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public BuildErrors And(BuildErrors other) => new(
        Union(Logs, other.Logs), Union(KnownNextTime, other.KnownNextTime), Union(Unknown, other.Unknown), Union(WithoutPackage, other.WithoutPackage));

    /// <summary>Leaves the file; throws where it cannot be written.</summary>
    /// <remarks>A path with a secret in it is masked too: what failed there is then known by its project alone.</remarks>
    public void Write(JournalFolder journal, string project, string framework)
    {
        journal.Ensure(Folder);
        using var file = new StreamWriter(PrivateFile.Open(FileOf(journal, project, framework), FileMode.Create, FileAccess.Write, FileShare.Read));
        var lines = Logs.Select(path => "L" + path).Concat(KnownNextTime.Select(path => "N" + path))
            .Concat(Unknown.Select(path => "U" + path)).Concat(WithoutPackage.Select(path => "W" + path));
        foreach (var line in lines)
        {
            file.WriteLine(SecretMask.Mask(line));
        }
    }

    private static BuildErrors Parse(string[] lines)
    {
        return new(Of('L'), Of('N'), Of('U'), Of('W'));

        string[] Of(char kind) => [.. lines.Where(line => line.StartsWith(kind)).Select(line => line[1..])];
    }

    private static string[] Union(IReadOnlyCollection<string> a, IReadOnlyCollection<string> b) => [.. a.Union(b).Order(StringComparer.Ordinal)];

    // no asterisk, which would stand for any name
    private static string NameOf(string framework) => SecretMask.Mask(framework).Replace('*', '-');

    private static string Key(string project) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(project))))[..12];
}
