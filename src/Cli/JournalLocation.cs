using LoopJournal.Capture;

namespace LoopJournal.Cli;

/// <summary>The journal that a verb works on.</summary>
/// <param name="Path">The journal's file, absolute.</param>
/// <param name="Root">The root of the repository that it belongs to, absolute.</param>
internal sealed record JournalLocation(string Path, string Root)
{
    /// <summary>The journal's folder, absolute.</summary>
    public string Directory => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The repository's state in git.</summary>
    public GitStatus GitStatus => new(Root, Directory);

    /// <summary>The repository's files, with the snapshots of them in the journal's folder.</summary>
    public WorkingTree WorkingTree => new(Root, Directory);

    /// <summary>The files that were edited since an attempt.</summary>
    public EditsSince FindEdits(Attempt attempt, Attempt? pass = null) =>
        EditsSince.Find(attempt, WorkingTree, GitStatus, WorkingTree.DefaultLimit, pass);

    /// <summary>The source of an attempt's causes.</summary>
    public CauseSources ReadSources(Attempt attempt) => CauseSources.Read(attempt, WorkingTree, WorkingTree.DefaultLimit);

    /// <summary>The text of <c>resume</c>, as lines without their breaks.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="k">The threshold of its verdicts.</param>
    /// <param name="maxBytes">The most bytes of UTF-8, line breaks included.</param>
    public IEnumerable<string> Summarize(LoopState loop, int k, int maxBytes)
    {
        var edits = loop.Worst is { } worst ? FindEdits(worst.Attempts[^1], worst.CleanPass) : null;
        return ResumeText.GetLines(loop, k, edits, maxBytes, ReadSources, FindLearned(loop));
    }

    /// <summary>What other streams learned about the live failure of a loop; null where none had it.</summary>
    public Learned? FindLearned(LoopState loop) => loop.Worst is not { } worst ? null
        : Learned.Find(AllRows, OtherRows, Worktree, worst.Key, worst.Verdict.Fingerprint);

    /// <summary>The rows of other clones: see <see cref="OtherRows.List"/>.</summary>
    public IReadOnlyList<JournalReader> OtherRows => Sharing.OtherRows.List(GitFolders.Find(Root));

    /// <summary>See <see cref="ProofFinder.Find"/>.</summary>
    public (Proof Proof, OutsideFiles? Outside)? FindProof(LoopState loop) => new ProofFinder(Root, Directory, Reader).Find(loop);

    /// <summary>The loop of an attempt that begins now: the variable <c>LoopId</c>, else the branch.</summary>
    public string FindLoop(ToolContext context) =>
        context.Variable("LoopId") is { Length: > 0 } loop ? loop : GitStatus.GetBranch();

    /// <summary>The journal as this working tree sees it.</summary>
    public JournalReader Reader => new(Path, Root) { Worktree = Worktree };

    /// <summary>The journal with the rows of every working tree.</summary>
    public JournalReader AllRows => new(Path, Root);

    /// <summary>See <see cref="Attempt.Worktree"/>.</summary>
    public string Worktree => GitFolders.FindWorktree(Root, Directory);

    public AttemptRecorder Recorder => CreateRecorder(StallDetector.DefaultThreshold);

    /// <summary>A recorder that judges with the user's threshold.</summary>
    public AttemptRecorder CreateRecorder(int threshold) => new(Directory, Root, threshold, System.IO.Path.GetFileName(Path));

    /// <summary>The journal that was named, by its file or its folder; else that of the repository around the current directory.</summary>
    public static JournalLocation Find(string? named, ToolContext context)
    {
        if (string.IsNullOrEmpty(named))
        {
            var root = RepositoryRoot.Find(context.Directory);
            var folder = context.Variable("LoopJournalDirectory") is { Length: > 0 } set ? set : JournalFolder.Usual;
            var place = JournalPlace.Find(root, folder, ReadScope(root, context));
            var journal = new JournalFile(place.Folder).Path;
            if (place.Problem is not null && !File.Exists(journal))
            {
                context.Error.WriteLine($"LoopJournal: {place.Problem}");
            }

            return new(journal, root);
        }

        var path = context.GetFullPath(named);
        path = System.IO.Directory.Exists(path) ? new JournalFile(path).Path : path;
        var directory = System.IO.Path.GetDirectoryName(path) ?? path;
        return new(path, FindSharing(directory, context) ?? RepositoryRoot.FindForJournal(directory));
    }

    /// <summary>The root of the working tree around the current directory, where a named journal is the shared one of its clone.</summary>
    private static string? FindSharing(string journal, ToolContext context) => FileErrors.Catch(
        () => RepositoryRoot.Find(context.Directory) is var here && GitFolders.FindWorktree(here, journal).Length > 0 ? here : null,
        otherwise: null);

    /// <summary>With which others the user shares the journal of a repository.</summary>
    /// <exception cref="UsageException">The setting has another value than those that are allowed.</exception>
    public static ShareScope ReadScope(string root, ToolContext context)
    {
        var (source, value) = context.Variable("LoopJournalShare") is { Length: > 0 } set ? ("the variable LoopJournalShare", set)
            : ($"git config {GitSetting.Share}", GitSetting.Read(root, GitSetting.Share));
        return JournalPlace.TryRead(value, out var scope) ? scope
            : throw new UsageException($"{source} is {Quoted.From(value, 80)}. allowed: {JournalPlace.Allowed}");
    }
}
