using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>Turns a failing result into a <see cref="Failure"/>, the same one from every test platform.</summary>
internal static class TestFailure
{
    /// <summary>The failure of one test.</summary>
    /// <param name="result">The result as the evidence has it.</param>
    /// <param name="repository">Distinguishes the repository's own stack frames from others.</param>
    public static Failure From(TestResult result, RepositoryPaths repository)
    {
        var text = ExceptionText.Parse(result.Type, result.Message);
        var shape = MessageShape.From(text.Parts, isException: text.Types.Length > 0, repository);
        return new()
        {
            Id = TestIdentity.From(result.Name, result.DisplayName, repository),
            Name = TestIdentity.FromMaskedNames(result.Name, result.DisplayName, repository),
            Type = text.Types,
            Message = MessageCut.From(string.Join('\n', text.Lines), Failure.MaxMessage),
            Site = FindThrowSite(result.Stack, repository),
            Shape = shape.Shape,
            Values = shape.Values,
        };
    }

    // One frame: three of them split Debug from Release, which inlines. Those without a file differ from run to run (reflection, warm-up).
    private static string FindThrowSite(string stack, RepositoryPaths repository)
    {
        foreach (var line in stack.AsSpan().EnumerateLines())
        {
            if (StackFrame.TryParse(line, out var frame) && frame.File.Length > 0 && repository.GetRelativePath(frame.File) is not null)
            {
                return frame.ToString();
            }
        }

        return "";
    }
}
