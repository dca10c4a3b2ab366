namespace LoopJournal.Text;

/// <summary>Picks the statement of a source file that a line of a stack trace points at, and the members that it calls.</summary>
internal static partial class SourceStatement
{
    private const int MaxLines = 4;
    private const int MaxLength = 1000;
    private const int MaxConditions = 2;
    private const int MaxAbove = 10;
    private const int MaxBody = 60;
    private const int MaxCalls = 6;

    /// <summary>
    /// The statement, in one line, and before it what it depends on: of a <c>throw</c> or a <c>return</c> the conditions around it, and of
    /// each condition or assertion that calls nothing itself the assignment of its variable.
    /// </summary>
    /// <param name="lines">The file's lines.</param>
    /// <param name="number">The number of the statement's first line, from 1.</param>
    /// <returns>Empty where the file has no such line, or where it is too long for a statement.</returns>
    public static string Find(IReadOnlyList<string> lines, int number)
    {
        if (number < 1 || number > lines.Count || lines[number - 1].Length > MaxLength)
        {
            return "";
        }

        var (at, statement) = (number - 1, ReadStatement(lines, number - 1));
        for (var depth = 0; depth < MaxConditions && Leaves().IsMatch(statement) && FindOpening(lines, at) is >= 0 and var opening; depth++)
        {
            at = opening;
            statement = $"{ReadStatement(lines, at)} {statement}";
        }

        var assignment = FindCalls(statement).Any() ? null : FindAssignment(lines, at, statement);
        return assignment is null ? statement : $"{assignment} {statement}";
    }

    /// <summary>The names of the methods that a statement calls, in their order.</summary>
    public static IEnumerable<string> FindCalls(string statement) =>
        Call().Matches(statement).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).Take(MaxCalls);

    /// <summary>The lines of a method, from the line behind its declaration's to its end.</summary>
    public static IEnumerable<string> ReadBody(IReadOnlyList<string> lines, int number)
    {
        for (var i = number; i < Math.Min(lines.Count, number + MaxBody); i++)
        {
            if (lines[i].Trim().Length > 0 && GetIndent(lines[i]) <= GetIndent(lines[number - 1]) && lines[i].Trim() != "{")
            {
                yield break;
            }

            yield return lines[i].Length <= MaxLength ? lines[i] : "";
        }
    }

    /// <summary>The extended regular expression of git that finds where methods of C# are declared.</summary>
    public static string MakeDeclarationPattern(IEnumerable<string> names) =>
        $"^[[:space:]]+(public|private|protected|internal|static|override|virtual)[^=;(]*[[:space:].]({string.Join('|', names)})"
        + "[[:space:]]*(<[^>()]*>)?[[:space:]]*[(]";

    private static string ReadStatement(IReadOnlyList<string> lines, int at)
    {
        var read = new List<string> { lines[at].Trim() };
        var isCondition = Condition().IsMatch(read[0]);
        for (var i = at + 1; i < Math.Min(lines.Count, at + MaxLines) && lines[i].Length <= MaxLength && !IsEnd(read[^1], isCondition); i++)
        {
            read.Add(lines[i].Trim());
        }

        return string.Join(' ', read).Trim();
    }

    private static bool IsEnd(string line, bool isCondition) =>
        line is [.., ';' or '{' or '}' or ':'] || (isCondition && line.EndsWith(')'));

    /// <summary>The nearest line above that is indented less, where it is a condition; else -1.</summary>
    private static int FindOpening(IReadOnlyList<string> lines, int at)
    {
        var opening = at - 1;
        while (opening >= 0 && !IsOutside(lines, opening, at))
        {
            opening--;
        }

        return opening >= 0 && Condition().IsMatch(lines[opening].Trim()) ? opening : -1;
    }

    /// <summary>The last line of the same block, a few lines above, that gives a variable of the statement what a call returns.</summary>
    private static string? FindAssignment(IReadOnlyList<string> lines, int at, string statement)
    {
        var names = Name().Matches(statement).Select(name => name.Value).ToHashSet();
        return Enumerable.Range(1, Math.Min(at, MaxAbove)).Select(above => at - above).TakeWhile(line => !IsOutside(lines, line, at))
            .Where(line => Assignment().Match(lines[line]) is { Success: true } found && names.Contains(found.Groups["name"].Value))
            .Select(line => ReadStatement(lines, line)).FirstOrDefault();
    }

    private static bool IsOutside(IReadOnlyList<string> lines, int line, int at) =>
        lines[line].Trim().Length > 1 && GetIndent(lines[line]) < GetIndent(lines[at]);

    private static int GetIndent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^(throw|return)\b|^(\} )?(if|else)\b.*[ )](throw|return)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Leaves();

    [GeneratedRegex(@"^\s*(?:[\w<>?\[\], .]{1,80} )?(?<name>[A-Za-z_]\w{0,80}) = .*\(")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?<![\w.""'])[A-Za-z_]\w*")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(\} )?(if|else|case|default|catch|while|for|foreach|switch)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Condition();

    // a constructor's name is that of a type, and a keyword calls nothing
    [GeneratedRegex(
        @"(?<!\b(new |(Assert|Is|Has|Does|Throws)\.)[\w.]{0,100})(?<![\w@])"
        + @"(?!(if|for|foreach|while|switch|catch|lock|using|nameof|typeof|sizeof|return|when)\b)"
        + @"(?<name>[A-Za-z_]\w{2,80})(<[\w, .?\[\]]{1,80}>)?\(",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Call();
}
