namespace LoopJournal.Evidence;

/// <summary>The tokens of a JSON file of any size, in bounded memory. Strings may hold bytes that are not UTF-8.</summary>
internal ref struct JsonTokens
{
    /// <summary>The length of a token, in bytes; a string that is longer is cut to <see cref="CutLength"/>.</summary>
    private const int MaxToken = 1 << 20;

    private const int CutLength = 64 * 1024;

    // at any depth, because the reader keeps one bit for each level
    private static readonly JsonReaderOptions Options =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = int.MaxValue };

    private readonly Stream _file;
    private byte[] _buffer = new byte[CutLength];
    private int _count;
    private long _offset; // of the buffer's first byte in the file
    private Utf8JsonReader _reader;

    /// <summary>Reads a file, which stays open.</summary>
    /// <param name="file">UTF-8, with or without a byte order mark.</param>
    public JsonTokens(Stream file)
    {
        _file = file;
        _count = file.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false);
        var isWhole = _count < _buffer.Length;
        if (_buffer.AsSpan(0, _count).StartsWith(Encoding.UTF8.Preamble))
        {
            Drop(Encoding.UTF8.Preamble.Length, at: 0);
        }

        _reader = new(_buffer.AsSpan(0, _count), isWhole, new(Options));
    }

    /// <summary>The kind of the token.</summary>
    public readonly JsonTokenType Type => _reader.TokenType;

    /// <summary>How many objects and arrays are around the token; the end of one has the depth of its beginning.</summary>
    public readonly int Depth => _reader.CurrentDepth;

    /// <summary>Goes on to the next token; false at the end of the file.</summary>
    /// <exception cref="JsonException">The file is not JSON from here on.</exception>
    public bool Read()
    {
        while (!_reader.Read())
        {
            if (_reader.IsFinalBlock)
            {
                return false;
            }

            Fill();
        }

        return true;
    }

    /// <summary>The text of a string or a name; U+FFFD replaces bytes that are not UTF-8 and half of a surrogate pair.</summary>
    /// <remarks>The library's reader throws at these, which a file with a million of them would make slow.</remarks>
    public readonly string GetText()
    {
        var raw = _reader.ValueSpan;
        if (!_reader.ValueIsEscaped)
        {
            return Encoding.UTF8.GetString(raw);
        }

        var text = new StringBuilder(raw.Length);
        for (int escape; (escape = raw.IndexOf((byte)'\\')) >= 0;)
        {
            text.Append(Encoding.UTF8.GetString(raw[..escape])).Append((char)raw[escape + 1] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(raw.Slice(escape + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var itself => itself,
            });
            raw = raw[(escape + (raw[escape + 1] == 'u' ? 6 : 2))..];
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Append(Encoding.UTF8.GetString(raw)).ToString()));
    }

    /// <summary>Describes the library's error, and where it is; the first line is 1.</summary>
    /// <param name="e">The library's error.</param>
    /// <param name="lines">How many lines come before those that the library read.</param>
    public static string Describe(JsonException e, long lines = 0)
    {
        var place = e.Message.LastIndexOf(" LineNumber: ", StringComparison.Ordinal);
        return place < 0
            ? ParsedOutput.DescribeFault(e.Message, "")
            : ParsedOutput.DescribeFault(e.Message[..place], $"Line {e.LineNumber + lines + 1}, byte {e.BytePositionInLine + 1}.");
    }

    private void Fill()
    {
        var consumed = (int)_reader.BytesConsumed;
        _offset += consumed;
        Drop(consumed, at: 0);
        if (_count == _buffer.Length && _count < MaxToken)
        {
            Array.Resize(ref _buffer, 2 * _count);
        }
        else if (_count == _buffer.Length)
        {
            CutString();
        }

        _count += _file.ReadAtLeast(_buffer.AsSpan(_count), _buffer.Length - _count, throwOnEndOfStream: false);
        _reader = new(_buffer.AsSpan(0, _count), isFinalBlock: _count < _buffer.Length, _reader.CurrentState);
    }

    /// <summary>
    /// Leaves the beginning of the string that fills the buffer, with whole escapes, and the quote that ends it: no string that long is
    /// compared or kept.
    /// </summary>
    /// <exception cref="JsonException">It is not a string that fills the buffer.</exception>
    private void CutString()
    {
        var start = _count - _buffer.AsSpan().TrimStart(" \t\r\n,:"u8).Length;
        var cut = start + 1;
        while (cut < CutLength && _buffer[cut] != '"')
        {
            cut += _buffer[cut] != '\\' ? 1 : _buffer[cut + 1] == 'u' ? 6 : 2;
        }

        if (start >= CutLength || _buffer[start] != '"' || cut < CutLength)
        {
            throw new JsonException($"What begins at byte {_offset + 1} is longer than {MaxToken} bytes.");
        }

        var end = cut;
        for (var isEscaped = false; isEscaped || _buffer[end] != '"'; end++)
        {
            isEscaped = !isEscaped && _buffer[end] == '\\';
            if (end + 1 == _count)
            {
                _count = cut + _file.Read(_buffer, cut, _buffer.Length - cut);
                end = cut - 1;
                if (_count == cut)
                {
                    return; // the file ends within the string, and the reader throws
                }
            }
        }

        Drop(end - cut, at: cut);
    }

    private void Drop(int count, int at)
    {
        _buffer.AsSpan(at + count, _count - at - count).CopyTo(_buffer.AsSpan(at));
        _count -= count;
    }
}
