using System.Buffers;

namespace LoopJournal.Text.Secrets;

/// <summary>
/// Short texts of which one stands in every secret that <see cref="SecretMask"/> knows, in any case of its letters. Most texts have none, and
/// are spared the patterns: compiling those takes a new process 40 ms.
/// </summary>
internal static class SecretMarks
{
    /// <summary>The marks, each of two characters at least.</summary>
    public static readonly string[] All =
    [
        .. KnownKeys.All.SelectMany(key => key.Prefixes.Split(' ')),
        .. SecretRules.All.SelectMany(rule => rule.Marks),
        .. CommandSecrets.Programs.SelectMany(program => program.Marks),
        .. NamedSecrets.Marks,
    ];

    private static readonly SearchValues<string> Search = SearchValues.Create(All, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether one of them stands in <paramref name="text"/>.</summary>
    public static bool AreIn(ReadOnlySpan<char> text) => text.ContainsAny(Search);
}
