using System.Text;
using LoopJournal.Journal;

namespace LoopJournal.Tests;

/// <summary>Kinds of damage to the bytes of a journal, each with a name and a function that applies it.</summary>
internal static class JournalDamage
{
    private const byte NewLine = (byte)'\n';

    private static readonly byte[] ByteOrderMark = [0xef, 0xbb, 0xbf];

    private static readonly string[] NoRows =
    [
        "1", "\"x\"", "[]", "null", "{}x", "{\"gate\":[]}", "{\"action\":1}", "{\"tests\":3}", "{\"failures\":[1]}",
    ];

    public static IReadOnlyList<(string Name, Func<Random, byte[], byte[]> Do)> Kinds { get; } =
    [
        ("torn at the end", (random, bytes) => bytes[..random.Next(bytes.Length + 1)]),
        ("torn at the beginning", (random, bytes) => bytes[random.Next(bytes.Length + 1)..]),
        ("a piece missing", (random, bytes) => Replace(bytes, PickPlace(random, bytes), random.Next(300), [])),
        ("a line break missing", (random, bytes) => FindNewLine(random, bytes) is >= 0 and var at ? Replace(bytes, at, 1, []) : bytes),
        ("zeros for a piece", (random, bytes) => Overwrite(bytes, PickPlace(random, bytes), new byte[random.Next(2) == 0 ? 64 : 512])),
        ("zeros at the end", (random, bytes) => [.. bytes, .. new byte[random.Next(3000)]]),
        ("bits flipped", FlipBits),
        ("bytes overwritten", (random, bytes) => Overwrite(bytes, PickPlace(random, bytes), CreateNoise(random, 40))),
        ("bytes inserted", (random, bytes) => Replace(bytes, PickPlace(random, bytes), 0, CreateNoise(random, 40))),
        ("a byte order mark", (_, bytes) => [.. ByteOrderMark, .. bytes]),
        ("a byte order mark within", (random, bytes) => InsertLine(random, bytes, ByteOrderMark)),
        ("CRLF", (_, bytes) => [.. bytes.SelectMany(b => b == NewLine ? (byte[])[(byte)'\r', b] : [b])]),
        ("CR", (_, bytes) => Array.ConvertAll(bytes, b => b == NewLine ? (byte)'\r' : b)),
        ("UTF-16", (_, bytes) => [.. bytes, 0xff, 0xfe, .. Encoding.Unicode.GetBytes("{\"iteration\":1,\"gate\":\"fail\"}\r\n"), NewLine]),
        ("bytes that are not UTF-8", (random, bytes) => InsertLine(random, bytes, [.. "{\"note\":\""u8, 0xff, .. "\"}"u8])),
        ("a line that is no row", (random, bytes) => InsertLine(random, bytes, NoRows[random.Next(NoRows.Length)])),
        ("a field twice", (random, bytes) => InsertLine(random, bytes, "{\"iteration\":1,\"gate\":\"fail\",\"gate\":\"pass\"}"u8)),
        ("deep nesting", (random, bytes) => InsertLine(random, bytes, "{\"x\":" + new string('[', random.Next(20_000)))),
        ("a line that is too long", (random, bytes) => InsertLine(random, bytes, new string('x', AttemptJson.MaxLine + 1))),
        ("beginnings of rows", (random, bytes) => InsertLine(random, bytes, Repeat("{\"iteration\":", random.Next(500)))),
        ("blank lines", (random, bytes) => InsertLine(random, bytes, Repeat("\r\n\n", random.Next(200)))),
        ("an older copy appended", Append),
    ];

    private static byte[] Append(Random random, byte[] bytes)
    {
        var end = FindNewLine(random, bytes) + 1;
        return [.. bytes, .. bytes[..end]];
    }

    private static byte[] FlipBits(Random random, byte[] bytes)
    {
        var flipped = bytes.ToArray();
        for (var i = random.Next(1, 20); i > 0 && flipped.Length > 0; i--)
        {
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        }

        return flipped;
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static byte[] InsertLine(Random random, byte[] bytes, string line) => InsertLine(random, bytes, Encoding.UTF8.GetBytes(line));

    private static byte[] InsertLine(Random random, byte[] bytes, ReadOnlySpan<byte> line) =>
        Replace(bytes, FindNewLine(random, bytes) + 1, 0, [.. line, NewLine]);

    private static byte[] Overwrite(byte[] bytes, int at, byte[] with) => Replace(bytes, at, with.Length, with);

    private static byte[] Replace(byte[] bytes, int at, int length, byte[] with) =>
        [.. bytes[..at], .. with, .. bytes[Math.Min(at + length, bytes.Length)..]];

    private static byte[] CreateNoise(Random random, int most)
    {
        var noise = new byte[random.Next(1, most)];
        random.NextBytes(noise);
        return noise;
    }

    private static int PickPlace(Random random, byte[] bytes) => random.Next(bytes.Length + 1);

    /// <summary>The place of the first line break after a random place, or -1.</summary>
    private static int FindNewLine(Random random, byte[] bytes) => Array.IndexOf(bytes, NewLine, PickPlace(random, bytes));
}
