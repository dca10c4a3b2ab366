using System.Buffers.Text;
using System.Text;

namespace LoopJournal.Journal;

/// <summary>What stands at a place of a JSON document.</summary>
internal enum JsonToken
{
    None, ObjectStart, ObjectEnd, ArrayStart, ArrayEnd, Name, Text, Number, True, False, Null,
}

/// <summary>
/// Reads one JSON document (RFC 8259) token by token, as strictly as <see cref="System.Text.Json.Utf8JsonReader"/>. That one is built to be
/// fast later: its first string takes a new process 12 ms, because its search code is compiled at every start, and the verbs that ask a
/// journal live for 70.
/// </summary>
/// <param name="json">The document, valid UTF-8.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    private const int MostDepth = 32;
    private const int End = -1;

    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;
    private int _depth;
    private uint _objects; // a bit for each depth: whether it is an object's
    private bool _isInObject; // the bit of this depth
    private bool _isEscaped;

    /// <summary>What was read last.</summary>
    public JsonToken Token { get; private set; }

    /// <summary>The bytes of a number, or of a text as it stands between its quotes.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Goes on to the next token; false at the document's end.</summary>
    /// <exception cref="FormatException">It is no JSON, or more than 32 levels deep.</exception>
    public bool Read()
    {
        var next = Peek();
        if (_depth == 0 && Token is not JsonToken.None)
        {
            return next == End ? false : throw Malformed();
        }

        if (next is '}' or ']' && _depth > 0 && Token is not JsonToken.Name)
        {
            Close(next);
            return true;
        }

        if (Token is not (JsonToken.None or JsonToken.Name or JsonToken.ObjectStart or JsonToken.ArrayStart))
        {
            Expect(',', next);
            next = Peek();
        }

        if (_isInObject && Token is not JsonToken.Name)
        {
            Expect('"', next);
            ReadQuoted(JsonToken.Name);
            Expect(':', Peek());
        }
        else
        {
            ReadValue(next);
        }

        return true;
    }

    /// <summary>Goes to the end of the value behind a name, however deep it is.</summary>
    /// <exception cref="FormatException">It is no JSON.</exception>
    public void SkipValue()
    {
        var depth = _depth;
        do
        {
            Read();
        }
        while (_depth > depth);
    }

    /// <summary>The text or name that was read last.</summary>
    /// <exception cref="FormatException">It holds half of a surrogate pair, escaped.</exception>
    public readonly string Text() => _isEscaped ? JsonEscapes.Undo(Value) : Encoding.UTF8.GetString(Value);

    /// <summary>Whether the text that was read last is <paramref name="text"/>.</summary>
    /// <exception cref="FormatException">It holds half of a surrogate pair, escaped.</exception>
    public readonly bool Is(string text)
    {
        if (_isEscaped)
        {
            return Text() == text;
        }

        var value = Value;
        if (value.Length < text.Length)
        {
            return false; // UTF-8 is never shorter than UTF-16
        }

        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] >= 0x80)
            {
                return Text() == text;
            }

            if (i >= text.Length || value[i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the name that was read last is <paramref name="name"/>, which is UTF-8.</summary>
    /// <exception cref="FormatException">It holds half of a surrogate pair, escaped.</exception>
    public readonly bool Is(ReadOnlySpan<byte> name) => _isEscaped ? Text() == Encoding.UTF8.GetString(name) : Value.SequenceEqual(name);

    /// <summary>The number that was read last; null where it is not whole, or too large.</summary>
    public readonly long? Int64() => Utf8Parser.TryParse(Value, out long number, out var length) && length == Value.Length ? number : null;

    private static FormatException Malformed() => new("This is no JSON.");

    /// <summary>The next byte that is no blank.</summary>
    private int Peek()
    {
        var rest = _json[_at..];
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                _at += i;
                return rest[i];
            }
        }

        _at = _json.Length;
        return End;
    }

    /// <summary>Goes on behind the next byte, which has to be <paramref name="wanted"/>.</summary>
    private void Expect(char wanted, int next)
    {
        if (next != wanted)
        {
            throw Malformed();
        }

        _at++;
    }

    private void ReadValue(int next)
    {
        switch (next)
        {
            case '{': Open(JsonToken.ObjectStart); break;
            case '[': Open(JsonToken.ArrayStart); break;
            case '"': Expect('"', next); ReadQuoted(JsonToken.Text); break;
            case 't': ReadWord("true"u8, JsonToken.True); break;
            case 'f': ReadWord("false"u8, JsonToken.False); break;
            case 'n': ReadWord("null"u8, JsonToken.Null); break;
            default: ReadNumber(); break;
        }
    }

    private void Open(JsonToken token)
    {
        if (_depth == MostDepth)
        {
            throw Malformed();
        }

        var bit = 1u << _depth;
        _isInObject = token is JsonToken.ObjectStart;
        _objects = _isInObject ? _objects | bit : _objects & ~bit;
        _depth++;
        _at++;
        Token = token;
    }

    private void Close(int bracket)
    {
        if (_isInObject != (bracket == '}'))
        {
            throw Malformed();
        }

        Token = _isInObject ? JsonToken.ObjectEnd : JsonToken.ArrayEnd;
        _depth--;
        _isInObject = _depth > 0 && (_objects & (1u << (_depth - 1))) != 0;
        _at++;
    }

    /// <summary>Reads what stands behind a quote, to the next one.</summary>
    private void ReadQuoted(JsonToken token)
    {
        var rest = _json[_at..];
        _isEscaped = false;
        for (var i = 0; i < rest.Length; i++)
        {
            switch (rest[i])
            {
                case (byte)'"':
                    Value = rest[..i];
                    _at += i + 1;
                    Token = token;
                    return;
                case (byte)'\\':
                    _isEscaped = true;
                    i += JsonEscapes.LengthOf(rest[i..]) is > 0 and var escape ? escape - 1 : throw Malformed();
                    break;
                case < (byte)' ':
                    throw Malformed();
            }
        }

        throw Malformed();
    }

    private void ReadWord(ReadOnlySpan<byte> word, JsonToken token)
    {
        if (!_json[_at..].StartsWith(word))
        {
            throw Malformed();
        }

        _at += word.Length;
        Token = token;
    }

    private void ReadNumber()
    {
        var start = _at;
        _at += Byte() == '-' ? 1 : 0;
        if (Byte() == '0')
        {
            _at++;
        }
        else
        {
            ReadDigits();
        }

        if (Byte() == '.')
        {
            _at++;
            ReadDigits();
        }

        if (Byte() is 'e' or 'E')
        {
            _at++;
            _at += Byte() is '+' or '-' ? 1 : 0;
            ReadDigits();
        }

        Value = _json[start.._at];
        Token = JsonToken.Number;
    }

    private void ReadDigits()
    {
        var start = _at;
        while (Byte() is >= '0' and <= '9')
        {
            _at++;
        }

        if (_at == start)
        {
            throw Malformed();
        }
    }

    private readonly int Byte() => _at < _json.Length ? _json[_at] : End;
}
