namespace LoopJournal.Evidence.Logs;

/// <summary>
/// Finds the lines that quote source code: an edit nearby changes them, and the failure stays. pytest prints the whole function of a
/// failing test, Python a line below each frame, tsc the line below its error.
/// </summary>
internal sealed partial class SourceLines
{
    private const int MaxFunction = 1000;

    private int _function; // how many more lines the function may have that pytest prints
    private int _minIndent = int.MaxValue;
    private string _number = "";

    /// <summary>Whether a line quotes source code.</summary>
    /// <param name="line">The line, trimmed and not empty.</param>
    /// <param name="indent">How many blanks were before it.</param>
    public bool Contains(ReadOnlySpan<char> line, int indent)
    {
        var isBelow = indent >= _minIndent;
        var isNumbered = _number.Length > 0 && line.StartsWith(_number, StringComparison.Ordinal)
            && line.Length > _number.Length && line[_number.Length] == ' ';
        (_minIndent, _number) = (isBelow ? _minIndent : int.MaxValue, "");
        if (line[0] is '_' or '=' or '-' && line.Length > 2)
        {
            _function = BeginsFunction().IsMatch(line) ? MaxFunction : line[0] is '=' or '-' ? 0 : _function;
        }

        var isInFunction = _function > 0;
        _function -= isInFunction ? 1 : 0;
        return isBelow || isNumbered || (isInFunction && line[0] != '_' && !IsError(line));
    }

    /// <summary>Takes the frame of a trace; a line below that is indented deeper is its source.</summary>
    public void AddFrame(int indent) => _minIndent = indent + 1;

    /// <summary>Takes a finding; a line below that begins with the number of the finding's line is its source.</summary>
    public void AddFinding(string number) => _number = number;

    private static bool IsError(ReadOnlySpan<char> line) =>
        line.StartsWith("E ", StringComparison.Ordinal) || line is "E" || Place().IsMatch(line);

    // "____ test_total ____" and "_ _ _ _ _", before the functions of a trace
    [GeneratedRegex(@"^(?:_{3,} .{1,900} _{3,}|_(?: _){3,} ?)$")]
    private static partial Regex BeginsFunction();

    // "tests/test_cart.py:14: AssertionError"
    [GeneratedRegex(@"^[^\s:]{1,500}\.py:[0-9]{1,9}:")]
    private static partial Regex Place();
}
