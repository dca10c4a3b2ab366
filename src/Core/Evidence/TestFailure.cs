using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>Turns a failing result into a <see cref="Failure"/>, the same one from every test platform.</summary>
internal static class TestFailure
{
    /// <summary>The failure of one test.</summary>
    /// <param name="result">The result as the evidence has it.</param>
    /// <param name="repository">Distinguishes the repository's own stack frames from others.</param>
    /// <param name="test">The test's name, where the result has none.</param>
    public static Failure From(TestResult result, RepositoryPaths repository, string test = "")
    {
        var text = ExceptionText.Parse(result.Type, result.Message);
        var shape = MessageShape.From(text.Parts, isException: text.Types.Length > 0, repository);
        var places = FailurePlaces.Find(result.Name.Length > 0 ? result.Name : test, result.Message, result.Stack, repository);
        return new()
        {
            Id = TestIdentity.From(result.Name, result.DisplayName, repository),
            Name = TestIdentity.FromMaskedNames(result.Name, result.DisplayName, repository),
            Type = text.Types,
            Message = MessageCut.From(string.Join('\n', text.Lines), Failure.MaxMessage),
            Site = FindThrowSite(result.Stack, repository),
            Shape = shape.Shape,
            Values = shape.Values,
            Frame = places.Product,
            Callers = places.Callers.Count > 0 ? places.Callers : [],
            TestFrame = places.Test,
            Files = places.Files.Count > 0 ? places.Files : [], // one empty list for all: records compare lists by reference
            Cause = FailureCause.GetKey(text.Types, shape.Shape, places.Product),
            Printed = result.Printed.Count > 0 ? result.Printed : [],
            Test = RanTests.GetKey(result.Name, result.DisplayName),
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
