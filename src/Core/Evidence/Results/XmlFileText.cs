using System.Buffers;
using System.Xml;

namespace LoopJournal.Evidence.Results;

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
    private static readonly string[] Restarts =
        ["<UnitTestResult", "<TestResultAggregation", "<TestDefinitions", "<ResultSummary", "<testcase"];

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
    private long _length; // of the present state, in characters
    private (char First, char Next) _last;
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
        Markup,
        Tag,
        SingleQuoted,
        DoubleQuoted,
        Declaration,
        Instruction,
        Comment,
        CData,
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

        if (_state == State.CData && _length > MaxValue && _last.Next != ']' && kept > 0
            && count - kept >= CDataBreak.Length && !char.IsHighSurrogate(buffer[index + kept - 1]))
        {
            CDataBreak.CopyTo(0, buffer, index + kept, CDataBreak.Length);
            kept += CDataBreak.Length;
            _length = 0;
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
        var before = _state;
        _state = GetNext(c);
        _last = (_last.Next, c);
        _length = _state == before ? _length + 1 : 0;
        var isInValue = _state == before && _state is State.SingleQuoted or State.DoubleQuoted;
        if (_state == State.Start || (isInValue && _length > MaxValue && !_isInReference))
        {
            return false;
        }

        _isInReference = isInValue && (c == '&' || (_isInReference && c != ';'));
        _tagLength = _state switch
        {
            State.Markup => 0,
            State.Tag or State.SingleQuoted or State.DoubleQuoted => _tagLength + 1,
            _ => _tagLength,
        };
        return _tagLength <= MaxTag
            ? true
            : throw new XmlException($"A tag is longer than {MaxTag} characters.", null, _line, 1);
    }

    private State GetNext(char c) => (_state, c) switch
    {
        (State.Start, '\0') => State.Start,
        (State.Start, _) when char.IsWhiteSpace(c) => State.Start,
        (State.Start or State.Text, '<') => State.Markup,
        (State.Start, _) => State.Text,
        (State.Markup, '>') => State.Text,
        (State.Markup, '?') => State.Instruction,
        (State.Markup, '!') => State.Declaration,
        (State.Markup, _) => State.Tag,
        (State.Declaration, '-') => State.Comment,
        (State.Declaration, '[') => State.CData,
        (State.Declaration, _) => State.Text, // the XML reader refuses it
        (State.Instruction, '>') when _last is (_, '?') => State.Text,
        (State.Comment, '>') when _last is ('-', '-') && _length > 2 => State.Text, // not in <!-->
        (State.CData, '>') when _last is (']', ']') => State.Text,
        (State.Tag, '>') => State.Text,
        (State.Tag, '\'') => State.SingleQuoted,
        (State.Tag, '"') => State.DoubleQuoted,
        (State.SingleQuoted, '\'') or (State.DoubleQuoted, '"') => State.Tag,
        var (same, _) => same,
    };
}
