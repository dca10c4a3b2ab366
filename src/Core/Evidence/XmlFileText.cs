using System.Buffers;
using System.Xml;

namespace LoopJournal.Evidence;

/// <summary>
/// The text of an XML file of any encoding and size, in a form that <see cref="XmlReader"/> reads in bounded memory: it throws at a
/// character that XML forbids, and holds a tag with all its attributes, and a CDATA section, in memory. Here such a character becomes
/// U+FFFD, long values of attributes are cut, and a long CDATA section becomes several. Blanks before the first tag are dropped.
/// </summary>
internal sealed class XmlFileText : TextReader
{
    /// <summary>The length of a value or a section, in characters; a reference that begins before the limit stays whole.</summary>
    private const int MaxValue = 64 * 1024;

    private const string CDataBreak = "]]><![CDATA[";

    /// <summary>The length of a tag, in characters, after its values were cut.</summary>
    private const int MaxTag = 1 << 20;

    // where reading can go on behind a fault
    private static readonly string[] Restarts = ["<UnitTestResult", "<TestResultAggregation", "<TestDefinitions", "<ResultSummary"];
    private static readonly SearchValues<string> RestartSearch = SearchValues.Create(Restarts, StringComparison.Ordinal);
    private static readonly int MaxRestart = Restarts.Max(restart => restart.Length);

    /// <summary>How long a text is that can be given again, in characters.</summary>
    private const int MaxPart = 1 << 20;

    private readonly StreamReader _file;
    private readonly char[] _raw = new char[1 << 14];
    private int _rawStart;
    private int _rawEnd;
    private bool _isAtRestart; // the next character begins one

    // the text from the last such place on, which is given again behind a fault: an XML reader may have met the fault in the result before
    private readonly StringBuilder _part = new();
    private bool _hasPart;
    private string _again = "";
    private int _againStart;
    private State _state;
    private char _end; // the quote that closes the value, or the character before the > that closes the section
    private int _endCount;
    private int _valueLength; // of the value or the section
    private int _tagLength;
    private int _line = 1;
    private bool _isInReference;

    /// <summary>Reads a file, which stays open.</summary>
    /// <param name="file">Read from its present position.</param>
    public XmlFileText(Stream file)
    {
        var peeked = new PrefixedStream(file);
        _file = new(peeked, TextEncoding.DetectXml(peeked.Peek(512)), true, 1 << 16, leaveOpen: true);
    }

    private enum State
    {
        Start,
        Text,
        Open,
        Tag,
        Value,
        Declaration,
        Section,
    }

    /// <summary>How often reading went on behind a fault.</summary>
    public int Faults { get; private set; }

    /// <summary>
    /// Goes on behind a fault: where the last result, or the last list behind the results, began, and at the second fault in it where the
    /// next one begins. One call of <see cref="Read(char[], int, int)"/> ends before each such place.
    /// </summary>
    /// <returns>Whether there is one.</returns>
    public bool TryGoOn()
    {
        _againStart = _again.Length;
        if (_hasPart)
        {
            (_again, _againStart, _hasPart, _state) = (_part.ToString(), 0, false, State.Text);
            Faults++;
            return true;
        }

        while (!_isAtRestart && TakeRaw(int.MaxValue) is { IsEmpty: false } skipped)
        {
            _line += skipped.Count('\n');
        }

        Faults++;
        _state = State.Text;
        return _isAtRestart;
    }

    /// <inheritdoc/>
    /// <exception cref="XmlException">A tag is longer than <see cref="MaxTag"/>.</exception>
    public override int Read(char[] buffer, int index, int count)
    {
        var kept = 0;
        while (kept == 0 && TakeRaw(Math.Max(1, count - CDataBreak.Length)) is { IsEmpty: false } raw)
        {
            foreach (var c in raw)
            {
                _line += c == '\n' ? 1 : 0;
                if (Keeps(c))
                {
                    buffer[index + kept++] = c is (< ' ' and not ('\t' or '\n' or '\r')) or > '\ufffd' ? '\ufffd' : c;
                }
            }
        }

        if (_state == State.Section && _end == ']' && _valueLength > MaxValue && _endCount == 0 && kept > 0
            && count - kept >= CDataBreak.Length && !char.IsHighSurrogate(buffer[index + kept - 1]))
        {
            CDataBreak.CopyTo(0, buffer, index + kept, CDataBreak.Length);
            kept += CDataBreak.Length;
            _valueLength = 0;
        }

        return kept;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }

    // the next characters of the file, up to a place where reading can go on
    private ReadOnlySpan<char> TakeRaw(int max)
    {
        if (_againStart < _again.Length)
        {
            var taken = _again.AsSpan(_againStart, Math.Min(max, _again.Length - _againStart));
            _againStart += taken.Length;
            return taken;
        }

        if (_isAtRestart)
        {
            _part.Clear();
            _hasPart = true;
        }

        if (_rawEnd - _rawStart <= MaxRestart)
        {
            _raw.AsSpan(_rawStart, _rawEnd - _rawStart).CopyTo(_raw);
            (_rawStart, _rawEnd) = (0, _rawEnd - _rawStart);
            _rawEnd += _file.ReadBlock(_raw, _rawEnd, _raw.Length - _rawEnd);
        }

        var raw = _raw.AsSpan(_rawStart, _rawEnd - _rawStart);
        var skip = _isAtRestart ? 1 : 0;
        var restart = raw.Length > skip ? raw[skip..].IndexOfAny(RestartSearch) : -1;
        var isLast = _rawEnd < _raw.Length; // the end of the file
        var length = restart >= 0 ? restart + skip : isLast ? raw.Length : raw.Length - MaxRestart;
        _isAtRestart = restart >= 0 && length <= max;
        length = Math.Min(length, max);
        _rawStart += length;
        _hasPart &= _part.Length + length <= MaxPart;
        if (_hasPart)
        {
            _part.Append(raw[..length]);
        }

        return raw[..length];
    }

    private bool Keeps(char c)
    {
        switch (_state)
        {
            case State.Start when c is '\0' || char.IsWhiteSpace(c):
                return false;
            case State.Start or State.Text:
                _state = c == '<' ? State.Open : State.Text;
                _tagLength = 0;
                return true;
            case State.Open:
                (_state, _end, _endCount) = c switch
                {
                    '!' => (State.Declaration, '\0', 0),
                    '?' => (State.Section, '?', 1),
                    '>' => (State.Text, '\0', 0),
                    _ => (State.Tag, '\0', 0),
                };
                return true;
            case State.Declaration: // a comment ends with -->, CDATA with ]]>; the XML reader refuses others
                (_state, _end, _endCount) = c is '-' or '[' ? (State.Section, c == '-' ? '-' : ']', 0) : (State.Text, '\0', 0);
                _valueLength = 0;
                return true;
            case State.Section:
                if (c == '>' && _endCount >= (_end == '?' ? 1 : 2))
                {
                    _state = State.Text;
                }

                _endCount = c == _end ? Math.Min(_endCount + 1, 2) : 0;
                _valueLength++;
                return true;
            case State.Value when c != _end:
                return KeepsOfValue(c);
            case State.Value:
                _state = State.Tag;
                return IsInTag();
            default:
                _state = c is '"' or '\'' ? State.Value : c == '>' ? State.Text : State.Tag;
                (_end, _valueLength, _isInReference) = (c, 0, false);
                return IsInTag();
        }
    }

    private bool KeepsOfValue(char c)
    {
        if (_valueLength >= MaxValue && !_isInReference)
        {
            return false;
        }

        _valueLength++;
        _isInReference = c == '&' || (_isInReference && c != ';');
        return IsInTag();
    }

    private bool IsInTag() => ++_tagLength <= MaxTag
        ? true
        : throw new XmlException($"A tag is longer than {MaxTag} characters.", null, _line, 1);
}
