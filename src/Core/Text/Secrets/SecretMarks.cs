using System.Buffers;

namespace LoopJournal.Text.Secrets;

/// <summary>
/// Short texts: every secret that <see cref="SecretMask"/> knows contains one of them, in any case of its letters. Most texts do not, and
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

    /// <summary>Whether <paramref name="text"/> contains one of them.</summary>
    public static bool HasAny(ReadOnlySpan<char> text) => text.ContainsAny(Search);
}
