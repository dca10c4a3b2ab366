namespace LoopJournal.Journal;

/// <summary>
/// Short texts of which one stands in every secret that <see cref="Secrets"/> tells, in any case of its letters. Most texts have none, and
/// are spared the patterns: compiling those takes a new process 40 ms. By hand, because the library's search for many texts takes 8 ms.
/// </summary>
internal static class SecretMarks
{
    /// <summary>The marks, each of two characters at least.</summary>
    public static readonly string[] All =
    [
        "-----BEGIN", "://", "slack.com", "discord", "webhook.office.com", "api.telegram.org", "eyJ", "bearer", "basic", "authorization", "cookie",
        "passw", "passphrase", "passcode", "pwd", "_pass", "_auth", "secret", "key", "signature", "sig=", "token",
        "ghp_", "gho_", "ghr_", "ghs_", "ghu_", "github_pat_", "glpat-", "glrt-", "gldt-", "glft-", "glsoat-", "glptt-", "glcbt-", "glagent-", "glimt-",
        "oy2", "npm_", "pypi-", "rubygems_", "dckr_", "AKIA", "ASIA", "ABIA", "ACCA", "AGPA", "AIDA", "AROA", "AIza", "ya29.", "GOCSPX-", "xox", "xapp-",
        "_live_", "_test_", "whsec_", "sk-", "SG.", "SK0", "SK1", "SK2", "SK3", "SK4", "SK5", "SK6", "SK7", "SK8", "SK9", "SKa", "SKb", "SKc", "SKd", "SKe",
        "SKf", "_v1_", "dapi", "hf_", "hvs.", "hvb.", "hvr.", "shp", "lin_api_", "glsa_", "NRAK-", "sq0", "ATATT3", "dp.pt.", "EAACEd", "AZDO", "Q~", "==",
    ];

    private static readonly List<string>?[] ByPair = SortByPair();

    /// <summary>Whether one of them stands in <paramref name="text"/>.</summary>
    public static bool AreIn(ReadOnlySpan<char> text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (ByPair[Pair(text[i], text[i + 1])] is { } marks && BeginsWithOneOf(text[i..], marks))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsWithOneOf(ReadOnlySpan<char> text, List<string> marks)
    {
        foreach (var mark in marks)
        {
            if (text.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static List<string>?[] SortByPair()
    {
        var byPair = new List<string>?[1 << 10];
        foreach (var mark in All)
        {
            (byPair[Pair(mark[0], mark[1])] ??= []).Add(mark);
        }

        return byPair;
    }

    /// <summary>A number for two characters, 0 to 1023: the same for both cases of a letter, and for many others.</summary>
    private static int Pair(char first, char second) => ((first & 0x1f) << 5) | (second & 0x1f);
}
