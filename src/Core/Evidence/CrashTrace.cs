using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>
/// Collects the frames that the runtime prints when it dies. The first frame outside the platform identifies the crash. In a stack overflow
/// the whole repeated cycle does, because it may start at any frame.
/// </summary>
/// <param name="platform">How the names of the platform's methods begin.</param>
/// <param name="maxFrames">How many frames of a cycle are kept.</param>
internal sealed class CrashTrace(string[] platform, int maxFrames)
{
    private readonly List<StackFrame> _cycle = [];
    private StackFrame? _first;
    private bool _isRepeated;
    private bool _inCycle;

    /// <summary>Whether a frame names a source file.</summary>
    public bool HasFiles { get; private set; }

    /// <summary>
    /// Whether the trace has begun. Every line that follows belongs to it: VSTest cuts the text after 8,192 characters, anywhere.
    /// </summary>
    public bool HasBegun { get; private set; }

    /// <summary>The frames that identify the crash.</summary>
    public IReadOnlyList<StackFrame> Frames => _cycle.Count > 0 ? _cycle : _first is { } first ? [first] : [];

    /// <summary>Whether the line announces the cycle of a stack overflow.</summary>
    public static bool IsAnnouncement(ReadOnlySpan<char> line) =>
        line.StartsWith("Repeated ", StringComparison.Ordinal) && line.EndsWith(" times:", StringComparison.Ordinal);

    /// <summary>Whether the line is one of the two around the cycle.</summary>
    public static bool IsRuler(ReadOnlySpan<char> line) => line.StartsWith("-----", StringComparison.Ordinal);

    /// <summary>Whether the line can be the beginning of a frame that the runner has cut: <c>at Xunit.Sdk.E</c>.</summary>
    public static bool IsCutFrame(ReadOnlySpan<char> line) =>
        line is "at" || (line.StartsWith("at ", StringComparison.Ordinal)
            && line[3..] is var name && name[..(name.IndexOf('(') is >= 0 and var list ? list : name.Length)].IndexOf(' ') < 0);

    /// <summary>Takes a frame.</summary>
    public void Add(StackFrame frame)
    {
        HasBegun = true;
        HasFiles |= frame.File.Length > 0;
        _first ??= frame.Method.StartsWithAny(platform) ? null : frame;
        if (_inCycle && _cycle.Count < maxFrames)
        {
            _cycle.Add(frame);
        }
    }

    /// <summary>Takes a line that is not a frame.</summary>
    /// <returns>Whether the line belongs to the trace.</returns>
    public bool TryAdd(ReadOnlySpan<char> line)
    {
        var isRuler = _isRepeated && IsRuler(line);
        _isRepeated |= IsAnnouncement(line);
        _inCycle = isRuler ? !_inCycle && _cycle.Count == 0 : _inCycle;
        return isRuler || IsAnnouncement(line);
    }

    /// <summary>Forgets the trace.</summary>
    public void Clear()
    {
        _cycle.Clear();
        (_first, HasBegun, HasFiles, _isRepeated, _inCycle) = (null, false, false, false, false);
    }
}
