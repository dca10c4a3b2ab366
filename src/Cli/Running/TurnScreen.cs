namespace LoopJournal.Cli.Running;

/// <summary>
/// The line of the turn that runs: its phase, the elapsed time and the last line of output, redrawn in place. Where the output is not a
/// terminal, only the lines that stay are written.
/// </summary>
internal sealed class TurnScreen : IDisposable
{
    private const int MaxLine = 4096; // no terminal shows the place of the cut: half a secret no longer matches its pattern
    private const int MinLine = 10;
    private const string ToLineStart = "\r\u001b[K";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly Func<int> _getWidth;
    private readonly Timer? _timer;
    private readonly byte[] _bytes = new byte[MaxLine]; // the beginning of the line that is being written
    private int _length;
    private string _line = ""; // the last whole one
    private string _phase = "";
    private long _began;
    private bool _isDrawn;

    public TurnScreen(ToolContext context)
    {
        (_output, _getWidth) = (context.Output, context.Width);
        _timer = context.CanRedraw ? new(_ => Draw(), null, Interval, Interval) : null;
    }

    /// <summary>Begins a phase of a turn.</summary>
    public void Begin(string phase)
    {
        lock (_lock)
        {
            (_phase, _line, _length, _began) = (phase, "", 0, Environment.TickCount64);
        }

        _timer?.Change(TimeSpan.Zero, Interval);
    }

    /// <summary>Takes output of the phase, of which the last line is shown.</summary>
    public void Show(ReadOnlySpan<byte> output)
    {
        lock (_lock)
        {
            var end = output.LastIndexOf((byte)'\n');
            if (end >= 0)
            {
                var start = output[..end].LastIndexOf((byte)'\n') + 1;
                _length = start > 0 ? 0 : _length;
                Append(output[start..end]);
                _line = _length > 0 ? Encoding.UTF8.GetString(_bytes, 0, _length) : _line;
                _length = 0;
            }

            Append(output[(end + 1)..]);
        }
    }

    /// <summary>Writes a line that stays, in place of the one that is drawn.</summary>
    public void WriteLine(string line)
    {
        lock (_lock)
        {
            Write((_isDrawn ? ToLineStart : "") + line + "\n");
            (_phase, _isDrawn) = ("", false);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, MaxLine - _length)];
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_phase.Length == 0)
            {
                return;
            }

            var text = $"{_phase}, {LoopText.Format(TimeSpan.FromMilliseconds(Environment.TickCount64 - _began))}";
            var line = Quoted.FromVisible(TerminalFilter.Clean(_line), Math.Max(MinLine, _getWidth() - text.Length - ": \"\"".Length - 1));
            Write($"{ToLineStart}{text}{(line.Length > 0 ? ": " + line : "")}");
            _isDrawn = true;
        }
    }

    private void Write(string text)
    {
        try
        {
            _output.Write(text);
            _output.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The terminal was closed. The loop comes to an orderly end, and its attempts are in the journal.
        }
    }
}
