using LoopJournal.Snapshots;
using LoopJournal.Text;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Reports;

/// <summary>
/// What the source says about the causes of an attempt: the statements at their lines, and where the methods that these call are declared.
/// It is read from the attempt's snapshot, so edits since then move nothing.
/// </summary>
internal sealed class CauseSources
{
    private const int MaxFilesOfName = 3;
    private const int MaxCalled = 3;
    private const int MaxLines = 5;

    /// <summary>No source is known.</summary>
    public static readonly CauseSources None = new();

    private readonly Dictionary<string, string> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _called = new(StringComparer.Ordinal);

    /// <summary>Reads the source of an attempt's causes.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="files">Its snapshot is there.</param>
    /// <param name="limit">How long git may take.</param>
    public static CauseSources Read(Attempt attempt, WorkingTree files, TimeSpan limit)
    {
        var sources = new CauseSources();
        var places = attempt.Causes.Take(Attempt.MaxCauses).SelectMany(cause => new[] { cause.Frame, cause.TestFrame })
            .Select(Split).Where(place => place.Line > 0).Distinct().ToList();
        if (places.Count == 0 || attempt.Tree.Length == 0)
        {
            return sources;
        }

        var read = files.ReadFiles(attempt.Tree, [.. places.Select(place => place.Path)], limit);
        foreach (var (path, line) in places.Where(place => read.ContainsKey(place.Path)))
        {
            if (SourceStatement.Find(read[path], line) is { Length: > 1 } statement)
            {
                sources._statements[Join(path, line)] = SecretMask.Mask(statement);
            }
        }

        var names = sources._statements.Values.SelectMany(SourceStatement.FindCalls).ToHashSet(StringComparer.Ordinal);
        var declared = names.Count == 0 ? [] : files.Search(attempt.Tree, SourceStatement.MakeDeclarationPattern(names), limit);
        foreach (var method in declared.Where(line => !TestPaths.IsTest(line.Path, attempt.Stream.Project))
            .SelectMany(line => SourceStatement.FindCalls(line.Text).Where(names.Contains).Select(name => (Name: name, line.Path, line.Line)))
            .GroupBy(line => line.Name))
        {
            var found = method.GroupBy(line => line.Path)
                .Select(file => $"{file.Key}:{string.Join(',', file.Select(line => line.Line).Take(MaxLines))}").ToArray();
            if (found.Length <= MaxFilesOfName)
            {
                sources._called[method.Key] = found;
            }
        }

        return sources;
    }

    /// <summary>The statement at a place, with a colon before it; empty where it is not known.</summary>
    public string Describe(string place, int length) =>
        _statements.TryGetValue(place, out var statement) ? $": {Quoted.From(statement, length)}" : "";

    /// <summary>Where the methods are declared that a cause's statements call, those of the product's line first.</summary>
    public IEnumerable<string> ListCalled(RecordedCause cause) => new[] { cause.Frame, cause.TestFrame }
        .SelectMany(place => _statements.TryGetValue(place, out var statement) ? SourceStatement.FindCalls(statement) : [])
        .Distinct(StringComparer.Ordinal).Where(_called.ContainsKey).Take(MaxCalled)
        .Select(name => $"{Quoted.From(name, 60)} of {Quoted.FromList(_called[name], MaxFilesOfName, 80)}");

    private static (string Path, int Line) Split(string place) =>
        place.LastIndexOf(':') is > 0 and var colon
            && int.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (place[..colon], line) : ("", 0);

    private static string Join(string path, int line) => string.Create(CultureInfo.InvariantCulture, $"{path}:{line}");
}
