namespace LoopJournal.Text;

/// <summary>Shortens the names of tests and of code so that the class and the method can be read.</summary>
internal static class TestName
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

    private static string ShortenFrame(string frame, int max)
    {
        var file = frame.EndsWith(')') ? frame.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        return file < 0 || frame.Length - file > max / 2
            ? Shorten(frame, max)
            : Shorten(frame[..file], max - (frame.Length - file)) + frame[file..];
    }

    // The arguments, which the record's limit may have cut, or the text behind a blank: a row's own name, a path behind a compiler's code
    private static int FindRow(string id)
    {
        var arguments = id.EndsWith('…') && id.IndexOf('(', StringComparison.Ordinal) is > 0 and var open
            ? open : MethodName.FindArguments(id);
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
}
