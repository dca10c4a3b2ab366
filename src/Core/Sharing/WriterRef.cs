using LoopJournal.Git;

namespace LoopJournal.Sharing;

/// <summary>A reference of a writer: its rows of one month.</summary>
/// <param name="Writer">The writer's id.</param>
/// <param name="Month"><c>yyyyMM</c>.</param>
/// <param name="Commit">The commit's id; its tree has a file of rows for each day, <c>01.jsonl</c> to <c>31.jsonl</c>.</param>
internal sealed record WriterRef(string Writer, string Month, string Commit)
{
    /// <summary>The beginning of all our references.</summary>
    public const string Prefix = "refs/loop-journal/";

    /// <summary>The full name.</summary>
    public string Name => $"{Prefix}{Writer}/{Month}";

    /// <summary>Reads a reference's name; null where it is not one of ours: another clone can push any.</summary>
    public static WriterRef? Read(string name, string commit) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name[Prefix.Length..].Split('/') is [var writer, var month]
        && WriterId.IsId(writer) && IsMonth(month) && GitText.IsId(commit) ? new(writer, month, commit) : null;

    private static bool IsMonth(string text) => text.Length == 6 && text.All(char.IsAsciiDigit);
}
