using System.Text.RegularExpressions;
using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>The exception types and the message of a failure, separated.</summary>
/// <param name="Types">The types, outermost first, joined by <c> > </c>, without the test frameworks' own; may be <c>""</c>.</param>
/// <param name="Lines">The message's lines without the types, without stack frames and without the runner's own first line.</param>
internal sealed partial record ExceptionText(string Types, IReadOnlyList<string> Lines)
{
    // an assertion's line fits; a longer one is a dump, with variable parts anywhere
    private const int MaxLine = 1024;
    private const int MaxLines = 200;

    /// <summary>Reads a message in any of the forms in which test runners print exceptions.</summary>
    /// <remarks>
    /// xUnit and NUnit write <c>Type : message</c> and mark inner ones with <c>---- </c> and <c>----> </c>; MSTest writes a line of its own
    /// that ends in a colon, then <c>Type: message ---> Inner: message</c>; under Microsoft.Testing.Platform the type comes apart, but is
    /// often the runner's wrapper and the text is as before. So the text is read first.
    /// </remarks>
    /// <param name="type">The type that the evidence gives in a field of its own, or <c>""</c>.</param>
    /// <param name="message">All lines.</param>
    public static ExceptionText Parse(string type, string message)
    {
        var types = new List<string>();
        var lines = new List<string>();
        var raw = GetMessageLines(message);
        var isMSTest = raw.Count > 1 && raw[0].EndsWith(':') && ExceptionTypes.ReadLeading(raw[1], expected: true) is not null;
        for (var i = isMSTest ? 1 : 0; i < raw.Count; i++)
        {
            var text = raw[i];
            if (types.Count == 0 && lines.Count == 0 && ExceptionTypes.ReadLeading(text, expected: isMSTest) is var (first, rest))
            {
                types.Add(first);
                text = rest;
            }

            AddWithInner(text, types, lines);
        }

        var worthy = types.Where(t => !ExceptionTypes.IsFromFramework(t)).ToList();
        if (worthy.Count == 0 && types.Count == 0 && type.Length > 0 && !ExceptionTypes.IsFromFramework(type))
        {
            worthy.Add(type);
        }

        // tasks end in any order
        var chain = worthy is ["System.AggregateException", ..]
            ? worthy.Take(1).Concat(worthy.Skip(1).Distinct().Order(StringComparer.Ordinal))
            : worthy;
        return new(string.Join(" > ", chain), lines);
    }

    private static List<string> GetMessageLines(string message)
    {
        var lines = new List<string>();
        foreach (var raw in message.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            if (!line.IsEmpty && !StackFrame.TryParse(line, out _) && !line.StartsWith("--- ", StringComparison.Ordinal))
            {
                lines.Add(line.ToString().Cut(MaxLine));
                if (lines.Count == MaxLines)
                {
                    break;
                }
            }
        }

        return lines;
    }

    private static void AddWithInner(string text, List<string> types, List<string> lines)
    {
        var start = 0;
        foreach (var inner in Inner().EnumerateMatches(text))
        {
            if (ExceptionTypes.ReadLeading(text[(inner.Index + inner.Length)..], true) is var (type, rest))
            {
                Add(text[start..inner.Index]);
                types.Add(type);
                start = text.Length - rest.Length;
            }
        }

        Add(text[start..]);

        void Add(string part)
        {
            if (!string.IsNullOrWhiteSpace(part))
            {
                lines.Add(part.Trim());
            }
        }
    }

    [GeneratedRegex(@"(?<![^\s])-{3,40}>?\s")]
    private static partial Regex Inner();
}
