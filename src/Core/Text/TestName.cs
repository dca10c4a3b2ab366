namespace LoopJournal.Text;

/// <summary>Shortens the names of tests and of code so that the class and the method can be read.</summary>
internal static partial class TestName
{
    /// <summary>
    /// The id of a failure in at most <paramref name="max"/> (1 or more) characters; one that fits stays as it is. Arguments beyond a third
    /// go first, then namespaces, generic arguments and those of a fixture, outer classes, and at last the middles of class and method.
    /// Of an id that is not a test's, such as a code with a file, the middle goes.
    /// </summary>
    public static string Shorten(string id, int max)
    {
        if (id.Length <= max)
        {
            return id;
        }

        var row = FindRow(id);
        if (!id.AsSpan(0, row).Contains('.'))
        {
            return Brackets.CutMiddle(id, max);
        }

        var name = ShortenName(id[..row], max - Math.Min(id.Length - row, max / 3), Math.Max(1, max - (row < id.Length ? 3 : 0)));
        var (rest, left) = (id[row..], max - name.Length);
        return left == 0 ? name : name + (rest.StartsWith(' ') ? Brackets.CutMiddle(rest, left) : Brackets.Cut(rest, left));
    }

    /// <summary>A site, <c>Ns.Class.Method (File.cs)</c>, several joined by <c> | </c>: the files stay too.</summary>
    public static string ShortenSite(string site, int max)
    {
        if (site.Length <= max)
        {
            return site;
        }

        var frames = site.Split(" | ");
        var each = Math.Max(1, ((max + 3) / frames.Length) - 3);
        return Brackets.Cut(string.Join(" | ", frames.Select(frame => ShortenFrame(frame, each))), max);
    }

    /// <summary>
    /// Where the argument list at the end of a name begins; the name's length where it has none. NUnit's fixtures have arguments of their
    /// own, <c>Ns.Type(1).Method(2)</c>.
    /// </summary>
    public static int FindArguments(string name)
    {
        var first = name.IndexOf('(', StringComparison.Ordinal);
        return first < 0 || !name.EndsWith(')') ? name.Length
            : FixtureEnd().Match(name, first) is { Success: true } end ? end.Index + end.Length - 1
            : first;
    }

    private static string ShortenFrame(string frame, int max)
    {
        var file = frame.EndsWith(')') ? frame.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        return file < 0 || frame.Length - file > max / 2
            ? Shorten(frame, max)
            : Shorten(frame[..file], max - (frame.Length - file)) + frame[file..];
    }

    // the arguments (cut, where the record's limit cut the id), or the text that a runner puts behind a blank: a row's own name, a path behind a compiler's code
    private static int FindRow(string id)
    {
        var arguments = id.EndsWith('…') && id.IndexOf('(', StringComparison.Ordinal) is > 0 and var open ? open : FindArguments(id);
        var blank = id.IndexOf(' ', StringComparison.Ordinal);
        return arguments < id.Length || blank < 0 ? arguments : blank;
    }

    private static string ShortenName(string name, int preferred, int max)
    {
        var parts = FindParts(name);
        string Begin(int part) => part == 0 ? name : "…" + name[part..];
        var namespaces = parts.SkipLast(1).Where(part => part > 0 && name[part - 1] == '.').Prepend(0).ToList();
        var nested = parts.SkipLast(1).Where(part => part > 0 && name[part - 1] == '+');
        var shorter = namespaces.ConvertAll(Begin);
        shorter.AddRange(nested.Select(Begin).Prepend(shorter[^1]).Select(Collapse));
        return shorter.Find(candidate => candidate.Length <= preferred)
            ?? (shorter[^1].Length <= max ? shorter[^1] : CutBoth(shorter[^1], max));
    }

    /// <summary>Where the name's parts begin. A dot inside quotes or brackets separates nothing.</summary>
    private static List<int> FindParts(string name)
    {
        var partners = Brackets.Pair(name);
        var parts = new List<int> { 0 };
        for (var i = 0; i < name.Length - 1; i++)
        {
            i = Math.Max(i, partners[i]);
            if (name[i] is '.' or '+' && i < name.Length - 1)
            {
                parts.Add(i + 1);
            }
        }

        return parts;
    }

    /// <summary>The name with generic arguments and those of a fixture replaced by an ellipsis.</summary>
    private static string Collapse(string name)
    {
        var partners = Brackets.Pair(name);
        var kept = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            kept.Append(name[i]);
            if (name[i] is '<' or '(' && partners[i] > i + 2)
            {
                kept.Append('…');
                i = partners[i] - 1;
            }
        }

        return kept.ToString();
    }

    /// <summary>Class and method, each with half of the room and what the other leaves.</summary>
    private static string CutBoth(string name, int max)
    {
        var start = FindParts(name)[^1];
        if (start == 0 || max < 9)
        {
            return Brackets.CutMiddle(name, max);
        }

        var method = Brackets.CutMiddle(name[start..], Math.Max(max / 2, max - start));
        return Brackets.CutMiddle(name[..(start - 1)], max - method.Length - 1) + name[start - 1] + method;
    }

    // an argument may hold anything, so only a fixture's list is passed over: "(...)." and an identifier before the next parenthesis
    [GeneratedRegex(@"\)\.[\p{L}_][\p{L}\p{Nd}_]*\(")]
    private static partial Regex FixtureEnd();
}
