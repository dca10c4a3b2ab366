namespace LoopJournal.Cli;

/// <summary>A line on a terminal that says what the tool is doing, from the first second on. Elsewhere nothing is shown.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const string Clear = "\r\u001b[K";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TextWriter _terminal;
    private readonly Timer? _timer;
    private bool _isShown;
    private bool _isOver;

    public ProgressLine(ToolContext context, string stage)
    {
        (_terminal, Stage) = (context.Error, stage);
        _timer = context.IsErrorTerminal() ? new(_ => Show(), null, Interval, Interval / 4) : null;
    }

    /// <summary>What the tool is doing.</summary>
    public string Stage { get; set; }

    /// <summary>Takes the line away, before something else is printed.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isOver = true;
            if (_isShown)
            {
                _terminal.Write(Clear);
                _terminal.Flush();
                _isShown = false;
            }
        }
    }

    public void Dispose()
    {
        End();
        _timer?.Dispose();
    }

    private void Show()
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _terminal.Write($"{Clear}{Stage} ...");
                _terminal.Flush();
                _isShown = true;
            }
        }
    }
}
