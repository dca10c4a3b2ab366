namespace LoopJournal.Journal;

/// <summary>Reads a line of the journal, damaged or not.</summary>
internal static class JournalLine
{
    /// <summary>
    /// How many pieces of a damaged line may hold no row before the rest of the line is skipped: each of them costs an exception, and a
    /// line of 1 MB has room for 80,000.
    /// </summary>
    private const int MaxDamagedPieces = 100;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    private static ReadOnlySpan<byte> Row => "{\"iteration\":"u8;

    /// <summary>
    /// Adds the attempts of <paramref name="line"/> to <paramref name="attempts"/>: one, none of a blank line, and of a damaged line
    /// the rows that are still whole, such as a row that directly follows the torn row of a writer that died.
    /// </summary>
    /// <param name="line">The line; null where it was too long.</param>
    /// <param name="attempts">Takes the attempts.</param>
    /// <param name="worktree">See <see cref="JournalReader.Worktree"/>.</param>
    /// <returns>False when something in the line could not be read.</returns>
    public static bool Read(ReadOnlyMemory<byte>? line, List<Attempt> attempts, string? worktree)
    {
        var isWhole = Read(line, attempts);
        if (worktree is not null)
        {
            attempts.RemoveAll(row => row.Worktree.Length > 0 && row.Worktree != worktree);
        }

        return isWhole;
    }

    /// <summary>
    /// Whether a line begins and ends as a row does, and no second row begins in it. A row has no control characters; a disk that lost a
    /// block has zeros there.
    /// </summary>
    public static bool LooksWhole(ReadOnlySpan<byte> line) => line.StartsWith(Row) && line.EndsWith("}"u8)
        && line[1..].IndexOf(Row) < 0 && !line.ContainsAnyInRange((byte)0, (byte)0x1f);

    private static bool Read(ReadOnlyMemory<byte>? line, List<Attempt> attempts)
    {
        if (line is not { Length: <= AttemptJson.MaxLine } whole)
        {
            return false;
        }

        var bytes = whole.Span.Trim(" \t\r"u8);
        if (bytes.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }

        if (bytes.IsEmpty)
        {
            return true;
        }

        if (TryRead(bytes) is { } attempt)
        {
            attempts.Add(attempt);
            return true;
        }

        Salvage(bytes, attempts);
        return false;
    }

    /// <summary>Reads a row. A torn row, the most frequent damage, costs no exception.</summary>
    private static Attempt? TryRead(ReadOnlySpan<byte> bytes) =>
        bytes is [(byte)'{', .., (byte)'}'] ? AttemptJson.Read(bytes) : null;

    /// <summary>
    /// Cuts the line wherever a row may begin and reads each piece once, which is linear. A JSON string has no unescaped quotes, so
    /// no text of a whole row is taken for a beginning.
    /// </summary>
    private static void Salvage(ReadOnlySpan<byte> bytes, List<Attempt> attempts)
    {
        var left = MaxDamagedPieces;
        for (var start = bytes.IndexOf(Row); start >= 0 && left > 0;)
        {
            bytes = bytes[start..];
            var next = bytes[1..].IndexOf(Row);
            var piece = next < 0 ? bytes : bytes[..(next + 1)];
            if (TryRead(piece.Trim(" \t\r\0"u8)) is { } attempt)
            {
                attempts.Add(attempt);
            }
            else
            {
                left--;
            }

            start = next < 0 ? -1 : next + 1;
        }
    }
}
