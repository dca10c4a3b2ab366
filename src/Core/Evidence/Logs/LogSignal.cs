using System.Buffers;

namespace LoopJournal.Evidence.Logs;

/// <summary>Which lines of a log say something about a failure.</summary>
internal static partial class LogSignal
{
    // the original script's words; words of assertions, shells, runtimes and other test runners; "error" and "failed" in the SDK's
    // languages
    internal static readonly string[] Words =
    [
        "error", "fail", "assert", "exception", "traceback", "panic", "fatal", "undefined", "not found",
        "cannot", "unexpected", "✗", "✘", "×", "●",
        "expected", "actual", "received", "but was", "undeclared", "unresolved", "could not", "unable to",
        "no such", "denied", "refused", "timed out",
        "unhandled", "abort", "crash", "overflow", "terminated", "killed", "segmentation",
        "core dumped", "out of memory", "_test.go:", "err!",
        "fehler", "fehlgeschlagen", "erwartet", "tatsächlich", "erreur", "échec", "échou", "erro ", "falha", "errore",
        "błąd", "chyba", "ошибка", "сбой",
        "hata", "エラー", "失敗", "失败", "错误", "錯誤", "오류", "실패",
    ];

    private static readonly SearchValues<string> Search = SearchValues.Create(Words, StringComparison.OrdinalIgnoreCase);

    // the words that names of packages and projects have in them: thiserror, exceptiongroup
    private static readonly string[] PartsOfNames = ["error", "exception", "fail"];

    /// <summary>Whether the line holds a signal word, in any case.</summary>
    public static bool IsSignal(ReadOnlySpan<char> line)
    {
        for (var rest = line; rest.IndexOfAny(Search) is >= 0 and var at; rest = rest[(at + 1)..])
        {
            if (!IsPartOfName(line, line.Length - rest.Length + at))
            {
                return true;
            }
        }

        return line.StartsWith("E  ", StringComparison.Ordinal);
    }

    private static bool IsPartOfName(ReadOnlySpan<char> line, int at)
    {
        foreach (var word in PartsOfNames)
        {
            if (line[at..].StartsWith(word, StringComparison.Ordinal))
            {
                var next = at + word.Length < line.Length ? line[at + word.Length] : ' ';
                return (at > 0 && char.IsAsciiLetterLower(line[at - 1]))
                    || (word == "exception" && char.IsAsciiLetterLower(next) && next != 's')
                    || Package().IsMatch(GetToken(line, at));
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> GetToken(ReadOnlySpan<char> line, int at)
    {
        var start = line[..at].LastIndexOf(' ') + 1;
        var length = line[start..].IndexOf(' ');
        return length < 0 ? line[start..] : line.Slice(start, length);
    }

    // "error-ex@1.3.2", "exceptiongroup==1.3.0", "liberror-perl_0.17029-2_all.deb"
    [GeneratedRegex("^[^ ]{1,200}?(?:@|==|[_-])v?[0-9]{1,9}[.][0-9]")]
    private static partial Regex Package();
}
