using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>
/// The exceptions of a message in an order that chance does not change: what an <see cref="AggregateException"/> wraps is a set of types
/// and texts, because tasks end in any order.
/// </summary>
internal static class TaskExceptions
{
    /// <summary>The types, outermost first; those that an aggregate wraps sorted, each once.</summary>
    public static IEnumerable<string> GetTypes(IReadOnlyList<ThrownText> exceptions)
    {
        var (outer, inner) = Split(exceptions);
        return outer.Select(exception => exception.Type)
            .Concat(inner.Select(exception => exception.Type).Distinct().Order(StringComparer.Ordinal))
            .Where(type => type.Length > 0);
    }

    /// <summary>The messages without what chance made.</summary>
    public static IEnumerable<MessagePart> GetParts(IReadOnlyList<ThrownText> exceptions)
    {
        var (outer, inner) = Split(exceptions);
        var lines = inner.Select(exception => MessageParts.From(exception.Lines).SelectMany(part => part.Lines));
        return outer.SelectMany(exception => GetParts(exception, hasTexts: inner.Count == 0))
            .Concat(lines.Select(all => new MessagePart([.. all], IsInAnyOrder: true)));
    }

    private static IEnumerable<MessagePart> GetParts(ThrownText exception, bool hasTexts)
    {
        var (message, texts) = IsAggregate(exception.Type) ? ReadSummary(exception.Lines) : (exception.Lines, []);
        return MessageParts.From(message).Concat((hasTexts ? texts : []).Select(text => new MessagePart([text], IsInAnyOrder: true)));
    }

    // MSTest shows the first inner exception only, and the texts of all: which one is the first is chance, so it is left out
    private static (IReadOnlyList<ThrownText> Outer, IReadOnlyList<ThrownText> Inner) Split(IReadOnlyList<ThrownText> exceptions)
    {
        var aggregate = exceptions.ToList().FindIndex(exception => IsAggregate(exception.Type));
        if (aggregate < 0)
        {
            return (exceptions, []);
        }

        // The parentheses of a text may look like two texts, so the lengths are compared
        var inner = exceptions.Skip(aggregate + 1).ToList();
        var length = ReadSummary(exceptions[aggregate].Lines).Texts.Sum(text => text.Length);
        var isComplete = inner.Sum(exception => exception.Lines.Sum(line => line.Length)) >= length;
        return ([.. exceptions.Take(aggregate + 1)], isComplete ? inner : []);
    }

    private static bool IsAggregate(string type) => type is "System.AggregateException" or "AggregateException";

    // "One or more errors occurred. (no cart) (no order)", in any language
    private static (IReadOnlyList<string> Message, IReadOnlyList<string> Texts) ReadSummary(IReadOnlyList<string> lines)
    {
        var summary = string.Join('\n', lines);
        var start = summary.IndexOf(" (", StringComparison.Ordinal);
        var end = summary.LastIndexOf(')');
        return start < 0 || end < start
            ? (lines, [])
            : ([summary[..start], .. summary[(end + 1)..].Split('\n')], summary[(start + 2)..end].Split(") ("));
    }
}
