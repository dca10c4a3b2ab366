using LoopJournal.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace LoopJournal.Tasks;

/// <summary>The ways in which the tasks speak. Values are data from logs and arguments: they are masked and quoted.</summary>
internal static class LogExtensions
{
    /// <summary>Shows what came in, at low importance: <c>-v:d</c> prints it.</summary>
    public static void LogInput(this TaskLoggingHelper log, string name, string? value) => LogValue(log, "input", name, value);

    /// <summary>Shows what goes out, at low importance.</summary>
    public static void LogOutput(this TaskLoggingHelper log, string name, string? value) => LogValue(log, "output", name, value);

    /// <summary>Says what went wrong without failing the build.</summary>
    public static void LogCodedWarning(this TaskLoggingHelper log, string code, string file, string message) =>
        log.LogWarning(null, code, null, HelpLink(code), file, 0, 0, 0, 0, message);

    /// <summary>Says what went wrong and fails the build.</summary>
    public static void LogCodedError(this TaskLoggingHelper log, string code, string file, string message) =>
        log.LogError(null, code, null, HelpLink(code), file, 0, 0, 0, 0, message);

    private static void LogValue(TaskLoggingHelper log, string direction, string name, string? value) =>
        log.LogMessage(MessageImportance.Low, "LoopJournal: [{0}] {1}={2}", direction, name, Quoted.Of(value ?? "", int.MaxValue));

    /// <summary>The section on a code in the docs that ship beside the tasks: they are of the same version and need no network.</summary>
    private static string HelpLink(string code)
    {
        var docs = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(LogExtensions).Assembly.Location)!, "..", "..", "docs", "codes.md"));
        return $"{new Uri(docs)}#{code.ToLowerInvariant()}";
    }
}
