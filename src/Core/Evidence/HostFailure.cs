using System.Buffers;
using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>The failure of a test host that died. Results from before the crash do not count.</summary>
internal static class HostFailure
{
    /// <summary>The id of every such failure.</summary>
    public const string Id = "(test host)";

    // The runtime's last words, and VSTest's sentence, which is translated.
    private static readonly SearchValues<string> LastWords = SearchValues.Create(
        [
            " : Stack overflow", " : Process terminated", " : Unhandled exception", " : Fatal error", " : Out of memory",
            "test run was aborted", "Testlauf wurde abgebrochen",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an error of the runner says that the test host died.</summary>
    internal static bool IsAbort(string message) => message.AsSpan().ContainsAny(LastWords);

    /// <summary>The one failure of a dead test host.</summary>
    /// <param name="abortMessage">
    /// The runner's message, all lines; its first line is translated up to the last <c> : </c>, the rest is the runtime's.
    /// </param>
    /// <param name="repository">Its directory is taken out of paths.</param>
    public static Failure From(string abortMessage, RepositoryPaths repository)
    {
        var lines = new List<string>();
        var trace = new CrashTrace(KnownNames.Platform, maxFrames: int.MaxValue);
        var isFirst = true;
        foreach (var raw in abortMessage.AsSpan().EnumerateLines())
        {
            var line = isFirst ? GetRuntimePart(raw.Trim()) : raw.Trim();
            isFirst = false;
            if (StackFrame.TryParse(line, out var frame))
            {
                trace.Add(frame);
            }
            else if (!trace.TryAdd(line) && !trace.HasBegun && !line.IsEmpty && !CrashTrace.IsRuler(line) && !CrashTrace.IsCutFrame(line))
            {
                lines.Add(line.ToString());
            }
        }

        var text = ExceptionText.Parse("", string.Join('\n', lines));
        var shape = MessageShape.From(text.Parts, isException: true, repository);
        var message = text.Lines.Count > 0 ? string.Join('\n', text.Lines) : abortMessage.Trim();
        return new()
        {
            Id = Id,
            Type = text.Types,
            Message = message.Cut(Failure.MaxMessage),

            // which frame of an endless recursion comes first is chance, so its frames are a set
            Site = string.Join(" | ", trace.Frames.Select(frame => frame.ToString()).Distinct().Order(StringComparer.Ordinal)),
            Shape = shape.Shape,
            Values = shape.Values,
        };
    }

    // "The active test run was aborted. Reason: Test host process crashed : Stack overflow."
    private static ReadOnlySpan<char> GetRuntimePart(ReadOnlySpan<char> line) =>
        line.LastIndexOf(" : ") is var colon and >= 0 ? line[(colon + 3)..].Trim() : default;
}
