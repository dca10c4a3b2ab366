using System.Buffers;

namespace LoopJournal.Evidence.Logs;

/// <summary>
/// Which lines of a log say nothing about a failure, in any language and whatever printed them: summaries, labels, lines without a letter.
/// </summary>
internal static partial class LogNoise
{
    private const int MaxSummary = 300;

    // the words that VSTest and Microsoft.Testing.Platform print before a test that failed
    internal static readonly string[] Failed =
    [
        "Failed", "failed", "Fehler", "Fehlgeschlagen", "Fehlerhaft", "Échoué", "Échec", "Con error",
        "Incorrecto", "Non superato", "Non riuscito", "Com falha",
        "Niepowodzenie", "Не пройден", "Сбой", "Başarısız", "Neúspěšné", "失敗", "失败", "실패",
    ];

    // what the terminal logger prints when a project or the build ends: "Build failed with 1 error(s) and 3 warning(s) in 0.9s"
    internal static readonly string[] Summaries =
    [
        "failed with ", "fehlerhaft mit ", "a échoué avec ", "error con ", "falhou com", "non riuscito con ", "selhalo s ",
        "zakończono niepowodzeniem, z ", "сбой с ", " başarısız oldu", "で失敗しました", " 함께 실패", "失敗，有 ", "失败，出现 ",
    ];

    private static readonly SearchValues<string> SummarySearch = SearchValues.Create(Summaries, StringComparison.Ordinal);

    /// <summary>Whether the line, which is trimmed and not empty, is noise.</summary>
    public static bool IsNoise(ReadOnlySpan<char> line) =>
        CrashTrace.IsAnnouncement(line) || !Letter().IsMatch(line)
            || (line.ContainsAny(SummarySearch) && SummaryCount().IsMatch(line) && SummaryTime().IsMatch(line))
            || (line[^1] == ':' && Label().IsMatch(line)) || IsPassingSummary(line);

    // "12 passed, 0 failed": a line in which no signal word is left without the counts of zero
    private static bool IsPassingSummary(ReadOnlySpan<char> line) =>
        line.Length < MaxSummary && NoFailures().IsMatch(line) && !LogSignal.IsSignal(NoFailures().Replace(line.ToString(), " "));

    /// <summary>Whether the line reports the result of one test, in any language: <c>Failed Ns.Type.Test(1) [3 ms]</c>.</summary>
    /// <param name="line">The line.</param>
    /// <param name="failedTest">The test when it failed; null when it passed or was skipped.</param>
    public static bool IsTestResult(ReadOnlySpan<char> line, out string? failedTest)
    {
        failedTest = null;
        if (line[^1] is not (']' or ')') || TestDuration().EnumerateMatches(line) is var durations && !durations.MoveNext())
        {
            return false;
        }

        var result = line[..durations.Current.Index].ToString();
        failedTest = Array.Find(Failed, word => result.StartsWith(word + ' ', StringComparison.Ordinal)) is { } failed
            ? result[failed.Length..].Trim() : null;
        return true;
    }

    [GeneratedRegex(
        @"\b(?:0|[Nn]o) (?:tests? )?(?:failed|failures?|failing|errors?|exceptions?)\b"
        + @"|\b(?:[Ff]ailed|[Ff]ailures?|[Ff]ail|[Ee]rrors?)[:=] ?0\b")]
    private static partial Regex NoFailures();

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Letter();

    [GeneratedRegex(
        @"[0-9]{1,9}\s?(?:件の|個\s?)?(?:error\(s\)|warning\(s\)|Fehler\(n\)|Warnung\(en\)|erreur\(s\)|avertissement\(s\)"
        + @"|errores|advertencias|erro\(s\)|erros|aviso\(s\)|avisos|errori|avvisi|chybou|upozorněním|hata|uyarıyla"
        + @"|エラー|警告|오류|경고|错误|錯誤)"
        + @"|(?:błędami|ostrzeżeniami) w liczbie: [0-9]|(?:chybami|upozorněními) \(celkem [0-9]|(?:ошибками|предупреждениями) \([0-9]")]
    private static partial Regex SummaryCount();

    [GeneratedRegex(@"(?<![0-9])[0-9]{1,9}[.,][0-9]""?(?:\s?(?:sn|s|с|秒|초)(?![A-Za-zа-я])|$)")]
    private static partial Regex SummaryTime();

    // "Error Message:", "Fehlermeldung:", "Stack Trace:"
    [GeneratedRegex(@"^[\p{L} ]{3,40}:$")]
    private static partial Regex Label();

    [GeneratedRegex(
        @"\s(?:\[(?:<\s?)?[0-9]{1,9}(?:[.,][0-9]{1,9})?\s?(?:d|h|m|s|ms)(?:\s[0-9]{1,3}\s?(?:h|m|s|ms)){0,3}\]"
        + @"|\((?:<\s?)?(?:[0-9]{1,9}(?:[.,][0-9]{1,9})?\s?(?:d|h|m|s|ms)\s?){1,4}\))$")]
    private static partial Regex TestDuration();
}
