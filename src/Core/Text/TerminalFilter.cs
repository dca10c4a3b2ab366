namespace LoopJournal.Text;

/// <summary>Takes terminal control out of a text, one character at a time: colours, cursor movements, titles, links (ECMA-48).</summary>
internal struct TerminalFilter
{
    private State _state;

    private enum State
    {
        Text,
        Escape,
        Sequence,
        Text2,
        String,
        StringEscape,
    }

    /// <summary>Whether <paramref name="c"/> is text.</summary>
    public bool Keeps(char c)
    {
        switch (_state)
        {
            case State.Escape:
                _state = c switch
                {
                    '[' => State.Sequence,
                    ']' or 'P' or 'X' or '^' or '_' => State.String,
                    >= ' ' and <= '/' => State.Text2,
                    _ => State.Text,
                };
                return false;
            case State.Text2:
                _state = c is >= ' ' and <= '/' ? State.Text2 : State.Text;
                return false;
            case State.Sequence:
                _state = c is >= '@' and <= '~' ? State.Text : State.Sequence;
                return false;
            case State.String:
                _state = c switch { '\a' or '\u009c' => State.Text, '\u001b' => State.StringEscape, _ => State.String };
                return false;
            case State.StringEscape:
                _state = State.Text;
                return false;
            default:
                _state = c switch
                {
                    '\u001b' => State.Escape,
                    '\u009b' => State.Sequence,
                    '\u0090' or '\u0098' or '\u009d' or '\u009e' or '\u009f' => State.String,
                    _ => State.Text,
                };
                return _state == State.Text && (c >= ' ' || c == '\t') && c is not (>= '\u007f' and <= '\u009f');
        }
    }

    /// <summary>A sequence that was never closed ends with its line.</summary>
    public void EndLine() => _state = State.Text;
}
