using System.Buffers.Binary;

namespace LoopJournal.Text;

/// <summary>A list of numbers as text: 8 bytes each, the highest first, in base64.</summary>
internal static class NumberText
{
    /// <summary>The text of a list.</summary>
    public static string Write(IReadOnlyCollection<ulong> numbers)
    {
        var bytes = new byte[numbers.Count * sizeof(ulong)];
        foreach (var (index, number) in numbers.Index())
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(index * sizeof(ulong)), number);
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>The list; null for another text.</summary>
    public static ulong[]? Read(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length % sizeof(ulong) == 0
            ? [.. bytes[..length].Chunk(sizeof(ulong)).Select(number => BinaryPrimitives.ReadUInt64BigEndian(number))]
            : null;
    }
}
