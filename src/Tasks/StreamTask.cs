using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Text;
using Microsoft.Build.Framework;

namespace LoopJournal.Tasks;

/// <summary>What the tasks of the package have in common: a journal, and the stream in it that they speak of.</summary>
public abstract class StreamTask : Microsoft.Build.Utilities.Task
{
    /// <summary>The journal's folder, absolute (target <c>LoopJournalPrepare</c> gives it as <c>$(LoopJournalFolder)</c>).</summary>
    [Required]
    public string JournalDirectory { get; set; } = "";

    /// <summary>The stream's loop: <c>LoopId</c> or the branch; may be empty.</summary>
    public string Loop { get; set; } = "";

    /// <summary>The stream's project, relative to the repository; may be empty.</summary>
    public string Project { get; set; } = "";

    /// <summary>The stream's target framework; may be empty.</summary>
    public string Framework { get; set; } = "";

    /// <summary>
    /// The stream's command: <c>test</c>, <c>build</c>, <c>run npm test</c>; may be empty. Out: that of the attempt which was recorded, where
    /// a test program knew more of it (its filter).
    /// </summary>
    [Output]
    public string Command { get; set; } = "";

    /// <summary>The stream as its rows have it.</summary>
    private protected StreamKey Stream => AttemptLimits.Apply(new StreamKey(Loop, Project, Framework, Command));

    private protected string Journal => new JournalFile(JournalDirectory).Path;

    /// <summary>Whether a task of this build has warned that an attempt is not in this journal: one fault is one warning.</summary>
    private protected bool HasWarned =>
        (BuildEngine as IBuildEngine4)?.GetRegisteredTaskObject(WarningKey, RegisteredTaskObjectLifetime.Build) is not null;

    private object WarningKey => (typeof(StreamTask), Journal);

    /// <summary>Makes <see cref="HasWarned"/> true for the tasks that follow in this build.</summary>
    private protected void RememberWarning() =>
        (BuildEngine as IBuildEngine4)?.RegisterTaskObject(
            WarningKey, WarningKey, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);

    private protected void LogStream()
    {
        Log.LogInput(nameof(JournalDirectory), JournalDirectory);
        Log.LogInput(nameof(Loop), Loop);
        Log.LogInput(nameof(Project), Project);
        Log.LogInput(nameof(Framework), Framework);
        Log.LogInput(nameof(Command), Command);
    }
}
