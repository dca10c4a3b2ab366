namespace LoopJournal.Text;

/// <summary>Takes terminal control out of a text, one character at a time: colours, cursor movements, titles, links (ECMA-48).</summary>
internal struct TerminalFilter
{
    private State _state;

    private enum State
    {
        Text,
        Escape,
        EscapeIntermediate,
        Sequence,
        String,
        StringEscape,
    }

    /// <summary>A text without terminal control; of the control characters, line feeds and tabs stay.</summary>
    public static string Clean(string text)
    {
        var filter = new TerminalFilter();
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\n')
            {
                filter.EndLine();
            }

            _ = filter.Keeps(c) || c == '\n' ? kept.Append(c) : kept;
        }

        return kept.ToString();
    }

    /// <summary>Whether <paramref name="c"/> is text.</summary>
    public bool Keeps(char c)
    {
        var before = _state;
        _state = (before, c) switch
        {
            (State.Text, '\u001b') => State.Escape,
            (State.Text, '\u009b') or (State.Escape, '[') => State.Sequence,
            (State.Text, '\u0090' or '\u0098' or (>= '\u009d' and <= '\u009f')) => State.String,
            (State.Escape, ']' or 'P' or 'X' or '^' or '_') => State.String,
            (State.Escape or State.EscapeIntermediate, >= ' ' and <= '/') => State.EscapeIntermediate,
            (State.Sequence, not (>= '@' and <= '~')) => State.Sequence,
            (State.String, '\u001b') => State.StringEscape,
            (State.String, not ('\a' or '\u009c')) => State.String,
            _ => State.Text,
        };
        return before == State.Text && _state == State.Text && (c >= ' ' || c == '\t') && c is not (>= '\u007f' and <= '\u009f');
    }

    /// <summary>A sequence that was never closed ends with its line.</summary>
    public void EndLine() => _state = State.Text;
}
