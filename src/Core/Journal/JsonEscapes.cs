using System.Buffers.Text;
using System.Text;

namespace LoopJournal.Journal;

/// <summary>The escapes in a JSON text.</summary>
internal static class JsonEscapes
{
    /// <summary>How many bytes the escape takes that <paramref name="text"/> begins with; 0 where it is none.</summary>
    public static int LengthOf(ReadOnlySpan<byte> text) => text switch
    {
        [_, (byte)'u', var a, var b, var c, var d, ..] when IsHex(a) && IsHex(b) && IsHex(c) && IsHex(d) => 6,
        [_, (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t', ..] => 2,
        _ => 0,
    };

    /// <summary>The text that is meant.</summary>
    /// <param name="text">UTF-8 with whole escapes.</param>
    /// <exception cref="FormatException">It holds half of a surrogate pair.</exception>
    public static string Undo(ReadOnlySpan<byte> text)
    {
        var meant = new StringBuilder(text.Length);
        for (int escape; (escape = text.IndexOf((byte)'\\')) >= 0;)
        {
            meant.Append(Encoding.UTF8.GetString(text[..escape])).Append(Meaning(text[escape..]));
            text = text[(escape + LengthOf(text[escape..]))..];
        }

        var result = meant.Append(Encoding.UTF8.GetString(text)).ToString();
        return HasHalfPair(result) ? throw new FormatException("Half of a surrogate pair is no text.") : result;
    }

    private static char Meaning(ReadOnlySpan<byte> escape) => (char)escape[1] switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' when Utf8Parser.TryParse(escape[2..6], out ushort code, out _, 'x') => (char)code,
        var itself => itself,
    };

    private static bool HasHalfPair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }

    private static bool IsHex(byte digit) => char.IsAsciiHexDigit((char)digit);
}
