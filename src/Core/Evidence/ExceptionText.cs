using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>The exception types and the message of a failure, separated.</summary>
/// <param name="Types">The types, outermost first, joined by <c> > </c>, without the test frameworks' own; may be <c>""</c>.</param>
/// <param name="Lines">The message's lines without the types, without stack frames and without the runner's own first line.</param>
/// <param name="Parts">The same lines without what chance made: see <see cref="MessageParts"/>.</param>
internal sealed partial record ExceptionText(string Types, IReadOnlyList<string> Lines, IReadOnlyList<MessagePart> Parts)
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
        var exceptions = new List<ThrownText> { new("", []) };
        var raw = GetMessageLines(message);
        var isMSTest = raw.Count > 1 && raw[0].EndsWith(':') && ExceptionTypes.ReadLeading(raw[1], expected: true) is not null;
        for (var i = isMSTest ? 1 : 0; i < raw.Count; i++)
        {
            var text = raw[i];
            if (exceptions is [{ Type: "", Lines: [] }] && ExceptionTypes.ReadLeading(text, expected: isMSTest) is var (first, rest))
            {
                exceptions[0] = new(first, []);
                text = rest;
            }

            AddWithInner(text, exceptions);
        }

        if (exceptions.TrueForAll(exception => exception.Type.Length == 0) && !ExceptionTypes.IsFromFramework(type))
        {
            exceptions[0] = exceptions[0] with { Type = type };
        }

        exceptions = exceptions.ConvertAll(
            exception => ExceptionTypes.IsFromFramework(exception.Type) ? exception with { Type = "" } : exception);
        return new(
            string.Join(" > ", TaskExceptions.GetTypes(exceptions)),
            [.. exceptions.SelectMany(exception => exception.Lines)],
            [.. TaskExceptions.GetParts(exceptions)]);
    }

    private static List<string> GetMessageLines(string message)
    {
        var lines = new List<string>();
        foreach (var raw in message.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            if (!line.IsEmpty && !IsFrame(line) && !line.StartsWith("--- ", StringComparison.Ordinal))
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

    // TUnit's "at Assert.That(x).IsEqualTo(3)" is the assertion's source
    private static bool IsFrame(ReadOnlySpan<char> line) =>
        StackFrame.TryParse(line, out _) && !line.StartsWith("at Assert.", StringComparison.Ordinal);

    private static void AddWithInner(string text, List<ThrownText> exceptions)
    {
        var start = 0;
        foreach (var inner in Inner().EnumerateMatches(text))
        {
            if (ExceptionTypes.ReadLeading(text[(inner.Index + inner.Length)..], true) is var (type, rest))
            {
                Add(text[start..inner.Index]);
                exceptions.Add(new(type, []));
                start = text.Length - rest.Length;
            }
        }

        Add(text[start..]);

        void Add(string part)
        {
            if (!string.IsNullOrWhiteSpace(part))
            {
                exceptions[^1].Lines.Add(part.Trim());
            }
        }
    }

    [GeneratedRegex(@"(?<![^\s])-{3,40}>?\s")]
    private static partial Regex Inner();
}

/// <summary>One exception of a message.</summary>
/// <param name="Type">Its type; empty for text without one.</param>
/// <param name="Lines">Its message.</param>
internal sealed record ThrownText(string Type, List<string> Lines);
