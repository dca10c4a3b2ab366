using LoopJournal.Snapshots;
using LoopJournal.Text;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Reports;

/// <summary>
/// What the source says about the causes of an attempt: the statements at their lines, where the methods that these call are declared, and
/// what those call in turn. It is read from the attempt's snapshot, so edits since then move nothing.
/// </summary>
internal sealed class CauseSources
{
    private const int MaxFilesOfName = 3;
    private const int MaxLinesOfFile = 5;
    private const int MaxCalledByIt = 2;

    /// <summary>No source is known.</summary>
    public static readonly CauseSources None = new();

    private readonly Dictionary<string, string> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Path, int Line)>> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _callees = new(StringComparer.Ordinal);

    /// <summary>Reads the source of an attempt's causes.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="files">Its snapshot is there.</param>
    /// <param name="limit">How long git may take for each question.</param>
    public static CauseSources Read(Attempt attempt, WorkingTree files, TimeSpan limit)
    {
        var sources = new CauseSources();
        var places = attempt.Causes.Take(Attempt.MaxCauses).SelectMany(cause => new[] { cause.Frame, cause.TestFrame })
            .Select(Split).Where(place => place.Line > 0).Distinct().ToList();
        if (places.Count == 0 || attempt.Clears)
        {
            return sources;
        }

        var read = files.ReadFiles(attempt.Tree, [.. places.Select(place => place.Path)], limit);
        foreach (var (path, line) in places.Where(place => read.ContainsKey(place.Path)))
        {
            if (SourceStatement.Find(read[path], line) is { Length: > 1 } statement)
            {
                sources._statements[string.Create(CultureInfo.InvariantCulture, $"{path}:{line}")] = SecretMask.Mask(statement);
            }
        }

        sources.AddDeclared([.. sources._statements.Values.SelectMany(SourceStatement.FindCalls)], attempt, files, limit);
        sources.AddCallees(attempt, files, limit);
        return sources;
    }

    /// <summary>The statement at a place, with a colon before it; empty where it is not known or not wanted.</summary>
    public string Describe(string place, int length) =>
        length > 0 && _statements.TryGetValue(place, out var statement) ? $": {Quoted.From(statement, length)}" : "";

    /// <summary>
    /// Where the methods are declared that a cause's statements call, those of the product's line first, and what these call in turn.
    /// </summary>
    /// <param name="cause">The cause.</param>
    /// <param name="max">How many methods.</param>
    public IEnumerable<string> ListCalled(RecordedCause cause, int max) => new[] { cause.Frame, cause.TestFrame }
        .SelectMany(place => _statements.TryGetValue(place, out var statement) ? SourceStatement.FindCalls(statement) : [])
        .Distinct(StringComparer.Ordinal).Select(name => (Name: name, Place: DescribePlaces(name, cause.Id)))
        .Where(called => called.Place.Length > 0).Take(max)
        .Select(called => called.Place + ListCallees(called.Name, cause.Id, Math.Min(max, MaxCalledByIt)));

    private string ListCallees(string name, string test, int max)
    {
        var callees = _callees.GetValueOrDefault(name, []).Select(callee => DescribePlaces(callee, test))
            .Where(callee => callee.Length > 0).Take(max).ToList();
        return callees.Count == 0 ? "" : ", which calls " + string.Join(" and ", callees);
    }

    /// <summary>Of a name that many files declare, only the file counts that the test is named after: CartTests after Cart.cs.</summary>
    private string DescribePlaces(string name, string test)
    {
        var files = _declared.GetValueOrDefault(name, []).GroupBy(place => place.Path).ToList();
        files = files.Count <= MaxFilesOfName ? files
            : [.. files.Where(file => test.Contains(GetName(file.Key), StringComparison.Ordinal))
                .OrderByDescending(file => GetName(file.Key).Length).Take(1)];
        var places = files.ConvertAll(file => $"{file.Key}:{string.Join(',', file.Select(place => place.Line).Take(MaxLinesOfFile))}");
        return places.Count == 0 ? "" : $"{Quoted.From(name, 60)} of {Quoted.FromList(places, MaxFilesOfName, 80)}";
    }

    private static string GetName(string file) => Path.GetFileNameWithoutExtension(file);

    private void AddDeclared(HashSet<string> names, Attempt attempt, WorkingTree files, TimeSpan limit)
    {
        names.ExceptWith(_declared.Keys);
        var pattern = SourceStatement.MakeDeclarationPattern(names);
        foreach (var (path, line, text) in names.Count == 0 ? [] : files.Search(attempt.Tree, pattern, limit))
        {
            var isTest = TestPaths.IsTest(path, attempt.Stream.Project);
            foreach (var name in isTest ? [] : SourceStatement.FindCalls(text).Where(names.Contains))
            {
                (_declared.TryGetValue(name, out var places) ? places : _declared[name] = []).Add((path, line));
            }
        }
    }

    /// <summary>Looks into the methods that the statements call. What a method calls most often comes first.</summary>
    private void AddCallees(Attempt attempt, WorkingTree files, TimeSpan limit)
    {
        var methods = _declared.Where(method => method.Value.Count <= MaxFilesOfName * MaxLinesOfFile).ToList();
        var read = files.ReadFiles(attempt.Tree, [.. methods.SelectMany(method => method.Value).Select(place => place.Path)], limit);
        foreach (var (name, places) in methods)
        {
            var bodies = places.Where(place => read.ContainsKey(place.Path))
                .SelectMany(place => SourceStatement.ReadBody(read[place.Path], place.Line));
            _callees[name] =
            [
                .. bodies.SelectMany(SourceStatement.FindCalls).Where(callee => callee != name).CountBy(callee => callee)
                    .OrderByDescending(callee => callee.Value).Select(callee => callee.Key),
            ];
        }

        AddDeclared([.. _callees.Values.SelectMany(callees => callees)], attempt, files, limit);
    }

    private static (string Path, int Line) Split(string place) =>
        place.LastIndexOf(':') is > 0 and var colon
            && int.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (place[..colon], line) : ("", 0);
}
