using System.Text.Unicode;
using LoopJournal.Text;

namespace LoopJournal.Journal;

/// <summary>An attempt as one line of the journal: a JSON object without a line break.</summary>
internal static class AttemptJson
{
    /// <summary>In bytes. A longer line is not an attempt; the writer's lines stay far below.</summary>
    public const int MaxLine = 1024 * 1024;

    /// <summary>
    /// The line for <paramref name="attempt"/>, without the line break. The recorder has applied the limits already; they are applied
    /// again as a net for other callers, which changes nothing of a recorded attempt.
    /// </summary>
    public static string Write(Attempt attempt) => JsonField<Attempt>.WriteLine(AttemptFields.All, AttemptLimits.Apply(attempt));

    /// <summary>Reads a line of UTF-8 without its line break; null when the line is not an attempt. Never throws.</summary>
    /// <remarks>
    /// A missing or null field counts as unknown, and a number may be written as a string. Fields without a row in the table are skipped;
    /// they survive, because no row is ever rewritten. A field of another type, one that occurs twice, bytes that are not UTF-8, nesting
    /// deeper than 32: not an attempt.
    /// </remarks>
    public static Attempt? Read(ReadOnlySpan<byte> line) =>
        line.Length <= MaxLine && Utf8.IsValid(line) ? JsonField<Attempt>.ReadLine(line, AttemptFields.All, new Attempt()) : null;
}
