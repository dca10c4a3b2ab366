using LoopJournal.Text;

namespace LoopJournal.Evidence.Logs;

/// <summary>
/// The order in which people should read the lines of a log that say something about its failures: lines that describe a fault come first,
/// lines that only repeat that a command failed come last, and equals stay in the log's order.
/// </summary>
internal static class LogOrder
{
    private static readonly string[] Words =
        ["error", "exception", "assert", "panic", "expected", "undefined", "cannot", "not found", "no such"];

    // how runners begin a line that repeats their command, labels a value, or says that a command failed: npm and its like, make, ninja
    private static readonly string[] Relays =
    [
        "#", "> ", "make", "gmake", "ninja", "npm ", "yarn", "pnpm", "error Command failed", "***", "===", "at ",
        "- Expected", "+ Received", "+ expected", "- actual", "code: '", "[ERROR] Failed to execute goal", "FAIL",
        "[ERROR] COMPILATION ERROR", "error: could not compile", "Traceback (most recent call last)", "× Some errors were emitted",
    ];

    /// <summary>Whether a line only repeats that something failed, or labels what follows.</summary>
    public static bool IsRelay(string line) => Array.Exists(Relays, relay => line.StartsWith(relay, StringComparison.Ordinal));

    /// <summary>The failures in the order of reading.</summary>
    /// <param name="lines">The lines in the log's order, failing tests among them.</param>
    /// <param name="tests">The ids of the failing tests: they come first.</param>
    /// <param name="shown">The hashes of the ids of those that a test shows.</param>
    public static IEnumerable<Failure> Sort(IEnumerable<Failure> lines, IReadOnlySet<string> tests, IReadOnlySet<ulong> shown) =>
        lines.OrderByDescending(line => tests.Contains(line.Id) ? 3 : GetWeight(line, shown));

    private static int GetWeight(Failure line, IReadOnlySet<ulong> shown) =>
        shown.Contains(FailedIds.Hash(line.Id)) || IsRelay(line.Message) ? 0
        : line.Type.Length > 0 || Array.Exists(Words, word => line.Message.Contains(word, StringComparison.OrdinalIgnoreCase)) ? 2
        : 1;
}
