using System.Reflection;

namespace LoopJournal.Tasks;

/// <summary>
/// A task of the package. It logs its parameters and results at low importance (<c>-v:d</c> prints them). Values come from logs and command
/// lines, so they are masked and quoted.
/// </summary>
public abstract class LoopTask : Microsoft.Build.Utilities.Task
{
    /// <inheritdoc/>
    public sealed override bool Execute()
    {
        LogValues("input", isOutput: false);
        Run();
        LogValues("output", isOutput: true);
        return !Log.HasLoggedErrors;
    }

    /// <summary>Does the task's work. An error that it logs fails the task.</summary>
    private protected abstract void Run();

    /// <summary>Whether the command line gives the property: what a project file sets holds for each of its runs.</summary>
    private protected bool IsGiven(string property) => BuildEngine6.GetGlobalProperties().ContainsKey(property);

    /// <summary>Logs a fact that explains the result, at low importance.</summary>
    private protected void LogDetail(string text) => Log.LogMessage(MessageImportance.Low, "LoopJournal: {0}", text);

    /// <summary>Logs a problem that does not fail the build.</summary>
    private protected void LogWarning(Code code, string file, string message) =>
        Log.LogWarning(null, code.Id, null, GetHelpLink(code), file, 0, 0, 0, 0, message);

    /// <summary>Logs a problem that fails the build.</summary>
    private protected void LogError(Code code, string file, string message) =>
        Log.LogError(null, code.Id, null, GetHelpLink(code), file, 0, 0, 0, 0, message);

    /// <summary>The section on a code in the docs of the package: they have the version of the tasks, and need no network.</summary>
    private static string GetHelpLink(Code code)
    {
        var folder = Path.GetDirectoryName(typeof(LoopTask).Assembly.Location)!;
        var docs = new Uri(Path.GetFullPath(Path.Combine(folder, "..", "..", "docs", "codes.md")));
        return $"{docs}#{code.Id.ToLowerInvariant()}";
    }

    private void LogValues(string direction, bool isOutput)
    {
        var task = GetType();
        var properties = Log.LogsMessagesOfImportance(MessageImportance.Low) ? task.GetProperties() : []; // Compile items are many
        foreach (var property in properties.Where(property => property.DeclaringType!.Assembly == task.Assembly))
        {
            var value = property.GetValue(this);
            var text = (value is IEnumerable<object> items ? string.Join("; ", items) : value?.ToString()) ?? "";
            if (property.IsDefined(typeof(OutputAttribute)) ? isOutput || text.Length > 0 : !isOutput)
            {
                LogDetail($"[{direction}] {task.Name}.{property.Name}={Quoted.From(text, int.MaxValue)}");
            }
        }
    }
}
