namespace LoopJournal.Text;

/// <summary>
/// Finds the source code that assertion libraries quote in their messages. A number in it is not a value: an agent that edits the assertion
/// changes it.
/// </summary>
/// <remarks>MSTest, NUnit and TUnit quote the call, Shouldly and AwesomeAssertions the expression that is asserted.</remarks>
internal static partial class SourceText
{
    // an expression of more lines is a dump
    private const int MaxLines = 20;

    private const string EndOfExpression = "'.";

    /// <summary>The lines, each with the range of its source code, which is empty in most.</summary>
    public static IEnumerable<(string Line, int Start, int End)> Find(IReadOnlyList<string> lines)
    {
        var subject = CountLinesOfSubject(lines);
        var (open, isQuoted, left) = (0, false, 0);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var (start, end) = FindInLine(line);
            if (isQuoted && left > 0)
            {
                (start, end) = (0, FindEndOfExpression(line, 0));
                isQuoted = end == line.Length;
            }
            else if (i < subject || (open > 0 && left > 0))
            {
                (start, end) = (0, line.Length);
                open = Math.Max(0, open + CountOpen(line));
            }
            else if (end > start)
            {
                open = start == 0 ? CountOpen(line) : 0;
                isQuoted = start > 0 && end == line.Length && Expression().IsMatch(line);
                left = MaxLines;
            }

            left--;
            yield return (line, start, end);
        }
    }

    /// <summary>The range of the source code in one line; empty where there is none.</summary>
    public static (int Start, int End) FindInLine(string line)
    {
        bool IsWhole() => line.EndsWith(')') || line.EndsWith(") failed.", StringComparison.Ordinal) || CountOpen(line) > 0;
        return Call().IsMatch(line) ? (0, IsWhole() ? line.Length : 0)
            : Expression().Match(line) is { Success: true } expression
            ? (expression.Index, FindEndOfExpression(line, expression.Index + expression.Length))
            : Subject().Match(line) is { Success: true } subject ? (subject.Index, subject.Index + subject.Length)
            : (0, 0);
    }

    // Shouldly: the expression, "should be", the expected value
    private static int CountLinesOfSubject(IReadOnlyList<string> lines) =>
        lines.Index().Take(MaxLines).Skip(1).FirstOrDefault(line => line.Item.StartsWith("should ", StringComparison.Ordinal)).Index;

    private static int FindEndOfExpression(string line, int start) =>
        line.LastIndexOf(EndOfExpression, StringComparison.Ordinal) is var end && end >= start ? end : line.Length;

    // parentheses that the line opens and does not close, outside of strings
    private static int CountOpen(string line)
    {
        var (open, isString) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            isString ^= line[i] == '"' && (i == 0 || line[i - 1] != '\\');
            open += isString ? 0 : line[i] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return open;
    }

    // "Assert.AreEqual(3, 1 + 2)", "1)   Assert.That(x, Is.EqualTo(3))", "at Assert.That(x).IsEqualTo(3)"; xUnit's "Assert.Equal() Failure"
    // quotes nothing
    [GeneratedRegex(@"^(?:[0-9]{1,4}\)\s{1,8})?(?:at )?[A-Za-z]{0,40}Assert\.[A-Za-z]{1,60}(?:<[^()]{1,200}>)?\((?!\))")]
    private static partial Regex Call();

    // MSTest 4.0: 'expected' expression: '3', 'actual' expression: '1 + 2'.
    [GeneratedRegex("'[A-Za-z]{1,60}' expression: '")]
    private static partial Regex Expression();

    // AwesomeAssertions: Expected items[3] to be 4, but found 5.
    [GeneratedRegex("(?<=^(?:Expected|Did not expect) )[^:].{0,1000}?(?= (?:not )?to )")]
    private static partial Regex Subject();
}
