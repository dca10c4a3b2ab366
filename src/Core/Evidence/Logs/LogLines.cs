using LoopJournal.Text;

namespace LoopJournal.Evidence.Logs;

/// <summary>The lines of a log as text: decoded, without terminal control, never longer than <see cref="MaxLine"/>.</summary>
internal static class LogLines
{
    /// <summary>How many characters of a line are kept: half from its head, half from its tail.</summary>
    public const int MaxLine = 4096;

    private const int Half = MaxLine / 2;

    /// <summary>
    /// Reads a log of any size in bounded memory. CR ends a line as LF does, so a progress bar that rewrites itself is many lines;
    /// NUL is left out; bytes that are not UTF-8 become U+FFFD; UTF-16 and UTF-32 are recognized by their marks, UTF-16 by its zero bytes
    /// too.
    /// </summary>
    /// <param name="stream">The log.</param>
    /// <param name="line">Called for every line that is not blank; the text is valid during the call.</param>
    public static void Read(Stream stream, Action<ReadOnlySpan<char>> line)
    {
        var peeked = new PrefixedStream(stream);
        using var reader = new StreamReader(peeked, TextEncoding.Detect(peeked.Peek(512)), true, 1 << 16, leaveOpen: true);
        var buffer = new char[1 << 15];
        var text = new char[MaxLine];
        var terminal = new TerminalFilter();
        var count = 0;
        long total = 0;
        int read;
        while ((read = reader.Read(buffer)) > 0)
        {
            foreach (var c in buffer.AsSpan(0, read))
            {
                if (c is '\n' or '\r')
                {
                    Flush();
                    terminal.EndLine();
                }
                else if (terminal.Keeps(c))
                {
                    // the second half is a ring: it ends up with the line's last characters
                    text[count < MaxLine ? count++ : Half + (int)((total - MaxLine) % Half)] = c;
                    total++;
                }
            }
        }

        Flush();

        void Flush()
        {
            if (total > MaxLine)
            {
                var turn = (int)((total - MaxLine) % Half);
                char[] tail = [.. text[(Half + turn)..], .. text[Half..(Half + turn)]];
                tail.CopyTo(text, Half);
            }

            var whole = text.AsSpan(0, count).TrimEnd();
            if (!whole.IsWhiteSpace())
            {
                line(whole);
            }

            count = 0;
            total = 0;
        }
    }
}
