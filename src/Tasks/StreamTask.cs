namespace LoopJournal.Tasks;

/// <summary>A task that works on a stream of a journal.</summary>
public abstract class StreamTask : LoopTask
{
    /// <summary>The journal's folder, absolute (target <c>LoopJournalPrepare</c> gives it as <c>$(LoopJournalFolder)</c>).</summary>
    [Required] public string JournalDirectory { get; set; } = "";

    /// <summary>The repository's root, absolute; where empty, that of the journal's folder.</summary>
    public string Root { get; set; } = "";

    /// <summary>The stream's loop: <c>LoopId</c> or the branch; may be empty.</summary>
    public string Loop { get; set; } = "";

    /// <summary>The stream's project, relative to the repository; may be empty.</summary>
    public string Project { get; set; } = "";

    /// <summary>The stream's target framework; may be empty.</summary>
    public string Framework { get; set; } = "";

    /// <summary>
    /// The stream's command: <c>test</c>, <c>build</c>, <c>run npm test</c>; may be empty. Out: the recorded one, which has the filter of a
    /// test program.
    /// </summary>
    [Output] public string Command { get; set; } = "";

    /// <summary>The journal's file, absolute.</summary>
    private protected string Journal => new JournalFile(JournalDirectory).Path;

    /// <summary><see cref="Root"/>, given or found.</summary>
    private protected string RepositoryFolder => Root.Length > 0 ? Root : RepositoryRoot.FindForJournal(JournalDirectory);

    /// <summary>The journal as this working tree sees it.</summary>
    private protected JournalReader Reader => new(Journal, RepositoryFolder)
    {
        Worktree = GitFolders.FindWorktree(RepositoryFolder, JournalDirectory),
    };

    /// <summary>Whether a task of this build has warned that an attempt is not in this journal: one fault is one warning.</summary>
    private protected bool HasWarned => Engine?.GetRegisteredTaskObject(WarningKey, RegisteredTaskObjectLifetime.Build) is not null;

    private object WarningKey => (typeof(StreamTask), Journal);

    private IBuildEngine4? Engine => BuildEngine as IBuildEngine4;

    /// <summary>Makes <see cref="HasWarned"/> true for the tasks that follow in this build.</summary>
    private protected void RememberWarning() =>
        Engine?.RegisterTaskObject(WarningKey, WarningKey, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);

    /// <summary>
    /// Journals the runs of test programs that crashed or were killed. Empty where that is not possible: the next
    /// attempt journals them.
    /// </summary>
    internal static IReadOnlyList<RecordedAttempt> ClaimKilledRuns(string journalDirectory, string root, string stallThreshold)
    {
        try
        {
            var threshold = UserValues.TryReadThreshold(stallThreshold, out var given) ? given : StallDetector.DefaultThreshold;
            var recorder = new AttemptRecorder(journalDirectory, root, threshold);
            recorder.Claim(onlyKilled: true);
            return recorder.Claimed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Prints the lines about an attempt that was just recorded, and the warning where it could not be written.</summary>
    private protected void Report(RecordedAttempt recorded, string advice)
    {
        var lines = HostText.GetLines(recorded, Journal).ToList();
        lines[^1] += advice;
        lines.ForEach(line => Log.LogMessage(MessageImportance.High, "{0}", line));
        if (recorded.Problem is { } problem)
        {
            LogWarning(Codes.NotWritten, Journal, HostText.DescribeNotWritten(problem, recorded.Attempt));
            RememberWarning();
        }
    }

    /// <summary>Keeps an attempt that was just recorded for the task that raises its verdict.</summary>
    private protected void Remember(RecordedAttempt recorded, string attemptId) => Engine?.RegisterTaskObject(
        (typeof(RecordedAttempt), attemptId), recorded, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);

    /// <summary>Takes the attempt of this id that a task of this build has recorded; null where no task did, and the second time.</summary>
    private protected RecordedAttempt? TakeRecorded(string attemptId) =>
        Engine?.UnregisterTaskObject((typeof(RecordedAttempt), attemptId), RegisteredTaskObjectLifetime.Build) as RecordedAttempt;
}
