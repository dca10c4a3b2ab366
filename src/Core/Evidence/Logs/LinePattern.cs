namespace LoopJournal.Evidence.Logs;

/// <summary>A kind of line. Matching takes linear time, whatever the line is.</summary>
/// <param name="pattern">
/// The regular expression, with <c>%n</c> for a number and <c>%t</c> for a time such as <c>1.5s</c> or <c>1m 12s</c>.
/// </param>
/// <param name="keywords">Every line that matches has one of them. They only save the expression's time.</param>
internal sealed class LinePattern(string pattern, params string[] keywords)
{
    private readonly Lazy<Regex> _regex = new(() => new(Expand(pattern), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));

    /// <summary>The regular expression.</summary>
    public string Expression => Expand(pattern);

    /// <summary>One of them is in every line that matches; ordinal.</summary>
    public IReadOnlyList<string> Keywords => keywords;

    /// <summary>Matches a line that has one of the keywords.</summary>
    public Match Match(string line) => _regex.Value.Match(line);

    private static string Expand(string pattern) => pattern
        .Replace("%n", "[0-9]{1,9}", StringComparison.Ordinal)
        .Replace("%t", "(?:[0-9][0-9.,]{0,15} ?(?:ms|s|m|h) ?){1,4}", StringComparison.Ordinal);
}
