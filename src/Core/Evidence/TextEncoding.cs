namespace LoopJournal.Evidence;

/// <summary>Recognizes the encoding of a file without a byte order mark by its first bytes.</summary>
internal static partial class TextEncoding
{
    /// <summary>UTF-16 where every other byte is zero, else UTF-8.</summary>
    public static Encoding Detect(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }

        var pairs = head.Length / 2;
        return pairs > 8 && odd > pairs / 2 && even < pairs / 8 ? Encoding.Unicode
            : pairs > 8 && even > pairs / 2 && odd < pairs / 8 ? Encoding.BigEndianUnicode
            : Encoding.UTF8;
    }

    /// <summary>
    /// The encoding that the XML declaration names, where the runtime knows it and it has one byte
    /// a character; else as <see cref="Detect"/>.
    /// </summary>
    public static Encoding DetectXml(ReadOnlySpan<byte> head)
    {
        var encoding = Detect(head);
        if (encoding != Encoding.UTF8 || Declared().Match(Encoding.Latin1.GetString(head)) is not { Success: true } match)
        {
            return encoding;
        }

        try
        {
            var declared = Encoding.GetEncoding(match.Groups["name"].Value);
            return declared.IsSingleByte ? declared : encoding;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return encoding; // a name that the runtime does not know says nothing
        }
    }

    [GeneratedRegex("""^[^<]{0,20}<\?xml\s[^>]{0,200}?encoding\s*=\s*["'](?<name>[A-Za-z0-9._-]{1,40})["']""")]
    private static partial Regex Declared();
}
