namespace LoopJournal.Evidence;

/// <summary>
/// Collects the frames that the runtime prints when it dies. Those name no files, and their first line that is not the platform's says
/// what died; in an endless recursion the frames of the cycle do, all of them: which comes first is chance. Ordinary traces name files
/// and are left out: a message and a test tell more, and inlining changes them.
/// </summary>
internal sealed class CrashTrace
{
    private const int MostFrames = 1000;

    private readonly List<string> _cycle = [];
    private string? _first;
    private bool _hasFiles;
    private bool _isRepeated;
    private bool _inCycle;

    /// <summary>Takes a frame.</summary>
    public void Add(StackFrame frame)
    {
        _hasFiles |= frame.File.Length > 0;
        if (_inCycle && _cycle.Count < MostFrames)
        {
            _cycle.Add(frame.Method);
        }

        if (_first is null && !IsPlatforms(frame.Method))
        {
            _first = frame.Method;
        }
    }

    /// <summary>Ends the trace at a line that is no frame, unless that is one of the rulers round a cycle.</summary>
    /// <returns>The methods that the trace speaks of.</returns>
    public IReadOnlyList<string> End(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("Repeated ", StringComparison.Ordinal) && line.EndsWith(" times:", StringComparison.Ordinal))
        {
            _isRepeated = true;
            return [];
        }

        if (_isRepeated && line.StartsWith("-----", StringComparison.Ordinal))
        {
            _inCycle = !_inCycle && _cycle.Count == 0;
            return [];
        }

        IReadOnlyList<string> methods = _hasFiles ? [] : _cycle.Count > 0 ? [.. _cycle] : _first is null ? [] : [_first];
        _cycle.Clear();
        _first = null;
        _hasFiles = _isRepeated = _inCycle = false;
        return methods;
    }

    /// <summary>Whether a method is the platform's or a test framework's.</summary>
    public static bool IsPlatforms(string method) =>
        method.StartsWith("System.", StringComparison.Ordinal) || method.StartsWith("Microsoft.", StringComparison.Ordinal)
        || method.StartsWith("Interop.", StringComparison.Ordinal) || method.StartsWith("InvokeStub_", StringComparison.Ordinal)
        || method.StartsWith("NUnit.", StringComparison.Ordinal) || method.StartsWith("Xunit.", StringComparison.Ordinal)
        || method.StartsWith("TUnit.", StringComparison.Ordinal);
}
