using LoopJournal.Evidence.Logs;
using LoopJournal.Text;

namespace LoopJournal.Evidence.Results;

/// <summary>Reads the traces that runners of other languages write: Python, JavaScript, Java, PHP, Go, C++.</summary>
internal static partial class ReportedTrace
{
    private const int MaxFrames = 5;
    private const int MaxLast = 5;

    /// <summary>The lines that say what went wrong, without those that say where.</summary>
    public static List<string> RemoveFrames(List<string> lines)
    {
        // pytest marks the lines of the error among those of the source
        if (lines.Exists(IsMarked))
        {
            return lines.FindAll(IsMarked).ConvertAll(line => line[1..].TrimStart());
        }

        var python = lines.FindLastIndex(line => line.StartsWith("Traceback (", StringComparison.Ordinal));
        var told = python < 0 ? lines : lines[(python + 1)..].FindAll(line => line[0] is not ' ');
        var go = told.FindIndex(line => line.StartsWith("goroutine ", StringComparison.Ordinal));
        told = go < 0 ? told : told[..go];
        return told.ConvertAll(line => line.Trim()).FindAll(line => !Frame().IsMatch(line) && !Progress().IsMatch(line));
    }

    /// <summary>The lines of an output that say something about a failure; without one the last lines.</summary>
    public static string SelectSignals(string output)
    {
        var lines = output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var signals = lines.FindAll(line => LogSignal.IsSignal(line));
        return string.Join('\n', signals.Count > 0 ? signals : lines.TakeLast(MaxLast));
    }

    /// <summary>The places in a trace, and the file of its innermost frame in the repository; empty where the text names none.</summary>
    /// <param name="lines">The lines, with the frames.</param>
    /// <param name="testFile">The test's file as the runner names it; may be empty.</param>
    /// <param name="repository">The repository.</param>
    public static (FailurePlaces Places, string Site) FindPlaces(IEnumerable<string> lines, string testFile, RepositoryPaths repository)
    {
        var frames = lines.SelectMany(line => Place().Matches(repository.Shorten(line)))
            .Select(place => (File: FindFile(place.Groups["path"].Value, repository), Line: place.Groups["line"].Value))
            .Where(frame => frame.File.Length is > 0 and <= FailurePlaces.MaxPath).Distinct().ToList();
        if (frames.Exists(frame => frame.File.EndsWith(".py", StringComparison.Ordinal)))
        {
            frames.Reverse(); // the most recent call comes last
        }

        var test = FindFile(testFile, repository);
        bool IsTest(string file) => file == test || repository.IsTest(file) || TestFile().IsMatch(file);
        var product = frames.FindAll(frame => !IsTest(frame.File));
        var places = product.ConvertAll(frame => $"{frame.File}:{frame.Line}");
        var caller = frames.FindLast(frame => IsTest(frame.File));
        var found = new FailurePlaces(
            places is [var first, ..] ? first : "",
            [.. places.Skip(1).Take(RecordedCause.MaxCallers)],
            caller.File is { } file ? $"{file}:{caller.Line}" : "",
            [.. product.Take(MaxFrames).Select(frame => frame.File).Distinct()]);
        return (found, frames is [var (site, _), ..] ? site : "");
    }

    // A relative path is the repository's where the repository has the file
    private static string FindFile(string path, RepositoryPaths repository)
    {
        path = path.StartsWith("file://", StringComparison.Ordinal) ? path["file://".Length..] : path;
        var file = path.Length == 0 ? null : repository.GetRelativePath(path) ?? repository.GetRelativePath("/_/" + path);
        return file is null || KnownNames.IsInPackage(file) ? "" : file;
    }

    private static bool IsMarked(string line) => line.StartsWith("E  ", StringComparison.Ordinal);

    // "at f (/a/cart.js:5:1)", "at a.Cart.total(Cart.java:5)", "❯ src/cart.ts:5:1", "/a/Cart.php:5", "tests/test_cart.py:5: in f"
    [GeneratedRegex(
        @"^(?:(?:[0-9]\) +)?at .{1,500}(?::(?:line )?[0-9]+\)?|\))|❯ .{1,500}:[0-9]+|\S{1,500}\.\w{1,6}:[0-9]+(?::[0-9]+)?:?"
        + @"|\S{1,500}\.\w{1,6}:[0-9]+: in .{1,200}|File ""[^""]{1,500}"", line [0-9]+.{0,200}|\.\.\. [0-9]+ more)$")]
    private static partial Regex Frame();

    // what "go test" prints of each test
    [GeneratedRegex("^(?:=== (?:RUN|PAUSE|CONT|NAME) |--- (?:FAIL|PASS|SKIP): )")]
    private static partial Regex Progress();

    [GeneratedRegex(
        @"(?<![^\s""'()<>|:*?])(?<path>(?:file://|[A-Za-z]:[\\/])?[^\s""'()<>|:*?]{1,390}\.\w{1,6})"
        + @"(?:"", line |:line |:)(?<line>[0-9]{1,7})(?![0-9])")]
    private static partial Regex Place();

    [GeneratedRegex(@"(?:^|[/._-])(?:test|spec)s?[._-][^/]*$|Tests?\.\w{1,6}$|[._-](?:test|spec)\.\w{1,6}$", RegexOptions.CultureInvariant)]
    private static partial Regex TestFile();
}
