namespace LoopJournal.Evidence.Logs;

/// <summary>A line that a program prints. Matching takes linear time, whatever the line is.</summary>
/// <param name="kind">What the line is.</param>
/// <param name="pattern">
/// The regular expression, with <c>%n</c> for a number and <c>%t</c> for a time such as <c>1.5s</c> or <c>1m 12s</c>.
/// </param>
/// <param name="keywords">Every line that matches has one of them. They only save the expression's time.</param>
internal sealed class LinePattern(LineKind kind, string pattern, string[] keywords)
{
    private readonly Lazy<Regex> _regex = new(() => new(Expand(pattern), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));

    /// <summary>What the line is.</summary>
    public LineKind Kind => kind;

    /// <summary>The regular expression.</summary>
    public string Expression => Expand(pattern);

    /// <summary>One of them is in every line that matches; ordinal.</summary>
    public IReadOnlyList<string> Keywords => keywords;

    /// <summary>Matches a line that has one of the keywords.</summary>
    public Match Match(string line) => _regex.Value.Match(line);

    public static LinePattern Test(string pattern, params string[] keywords) => new(LineKind.Test, pattern, keywords);

    public static LinePattern Opening(string pattern, params string[] keywords) => new(LineKind.Opening, pattern, keywords);

    public static LinePattern Listed(string pattern, params string[] keywords) => new(LineKind.Listed, pattern, keywords);

    public static LinePattern Finding(string pattern, params string[] keywords) => new(LineKind.Finding, pattern, keywords);

    public static LinePattern File(string pattern, params string[] keywords) => new(LineKind.File, pattern, keywords);

    public static LinePattern Frame(string pattern, params string[] keywords) => new(LineKind.Frame, pattern, keywords);

    public static LinePattern Count(string pattern, params string[] keywords) => new(LineKind.Count, pattern, keywords);

    public static LinePattern Noise(string pattern, params string[] keywords) => new(LineKind.Noise, pattern, keywords);

    private static string Expand(string pattern) => pattern
        .Replace("%n", "[0-9]{1,9}", StringComparison.Ordinal)
        .Replace("%t", "(?:[0-9][0-9.,]{0,15} ?(?:ms|s|m|h) ?){1,4}", StringComparison.Ordinal);
}
