using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>The two lines of the repository that a reader of a failing test goes to, each as <c>path:line</c>.</summary>
/// <param name="Product">The first line outside tests; empty where the trace has none.</param>
/// <param name="Callers">
/// The next lines outside tests, from which the code came there; at most <see cref="RecordedCause.MaxCallers"/>.
/// </param>
/// <param name="Test">The line of the test itself; empty likewise. What a helper of the tests did is neither.</param>
/// <param name="Files">The files outside tests among the first <see cref="MaxFrames"/> frames of the repository.</param>
internal sealed record FailurePlaces(string Product, IReadOnlyList<string> Callers, string Test, IReadOnlyList<string> Files)
{
    private const int MaxFrames = 5;

    /// <summary>How long a path may be: a longer one would be cut, and its line with it.</summary>
    public const int MaxPath = 390;

    /// <summary>Finds both.</summary>
    /// <param name="test">The test's name, with or without its type and its arguments.</param>
    /// <param name="message">The failure's message: a framework prints in it the trace of an exception that it caught.</param>
    /// <param name="stack">The stack trace.</param>
    /// <param name="repository">The repository.</param>
    public static FailurePlaces Find(string test, string message, string stack, RepositoryPaths repository)
    {
        var (testFile, testLine) = FindTest(TestIdentity.GetMethod(test), GetFirstTrace(stack), repository);
        var files = new List<string>();
        var product = FindProduct(stack, testFile, repository, files);
        product = product.Count > 0 ? product : FindProduct(message, testFile, repository, files);
        return new(product is [var first, ..] ? first : "", [.. product.Skip(1)], Format(testFile, testLine), files);
    }

    // The outermost frame of the test's name. A constructor, a fixture and a test of another name have none: then the outermost in a test.
    private static (string File, int Line) FindTest(string method, string stack, RepositoryPaths repository)
    {
        (string File, int Line) outermost = ("", 0);
        foreach (var line in Enumerable.Reverse(stack.Split('\n')))
        {
            var isNamed = method.Length > 0 && line.Contains(method, StringComparison.Ordinal);
            if ((isNamed || outermost.Line == 0)
                && StackFrame.TryReadPlace(line, out var place) && repository.GetRelativePath(place.File) is { } file)
            {
                if (isNamed && StackFrame.TryParse(line, out var frame) && frame.Method.EndsWith("." + method, StringComparison.Ordinal))
                {
                    return (file, place.Line);
                }

                outermost = outermost.Line == 0 && repository.IsTest(file) ? (file, place.Line) : outermost;
            }
        }

        return outermost;
    }

    private static List<string> FindProduct(string text, string testFile, RepositoryPaths repository, List<string> files)
    {
        var (product, frames) = (new List<string>(), 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (StackFrame.TryReadPlace(line, out var place) && repository.GetRelativePath(place.File) is { } file)
            {
                var isProduct = file != testFile && !repository.IsTest(file);
                if (isProduct && product.Count <= RecordedCause.MaxCallers
                    && Format(file, place.Line) is { Length: > 0 } at && !product.Contains(at))
                {
                    product.Add(at);
                }

                if (frames < MaxFrames && isProduct && !files.Contains(file))
                {
                    files.Add(file);
                }

                frames++;
                if (frames >= MaxFrames && product.Count > 0)
                {
                    break;
                }
            }
        }

        return product;
    }

    // NUnit numbers the traces of a test's assertions: "2)    at ..."
    private static string GetFirstTrace(string stack)
    {
        for (var i = stack.IndexOf(") ", StringComparison.Ordinal); i >= 0; i = stack.IndexOf(") ", i + 1, StringComparison.Ordinal))
        {
            if (i > 2 && char.IsAsciiDigit(stack[i - 1]) && stack[i - 2] == '\n' && !stack.AsSpan(0, i - 2).IsWhiteSpace())
            {
                return stack[..(i - 2)];
            }
        }

        return stack;
    }

    private static string Format(string file, int line) => line > 0 && file.Length <= MaxPath ? $"{file}:{line}" : "";
}
