using LoopJournal.Capture;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>sync</c>: shares the rows of the journal with other clones by a remote of git.</summary>
internal static class SyncVerb
{
    private const int MaxNames = 5;
    private const int MaxDays = 36_500;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    public static Command Create(ToolContext context)
    {
        var remote = new Argument<string?>("remote")
        {
            Description = "A remote of git or its URL; by default that of the branch, or origin.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var snapshots = new Option<bool>("--snapshots") { Description = "Send the files of the best attempts too, for restore elsewhere." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be sent, and send nothing." };
        var prune = new Option<bool>("--prune") { Description = "Delete this clone's months before the current one from the remote." };
        var older = new Option<int?>("--prune-older")
        {
            Description = "Delete the months of every writer that ended longer ago: 90d.",
            HelpName = "time",
            CustomParser = result => SharedOptions.ReadNumber("--prune-older", result.Tokens[^1].Value.TrimEnd('d'), 1, MaxDays),
        };
        var timeout = SharedOptions.CreateTimeout("After how long the remote is given up: 90, 90s, 15m; 5m by default.");
        var journal = SharedOptions.CreateJournal();
        var background = new Option<bool>("--background") { Hidden = true };
        var verb = new Verb(
            "sync",
            "Share the rows of the journal with other clones, by references of a git remote.",
            "sync",
            "sync origin --dry-run",
            "sync --snapshots",
            "sync --prune-older 90d") { remote, snapshots, dryRun, prune, older, timeout, journal, background };
        return verb.WithAction(parsed =>
        {
            var location = JournalLocation.Find(parsed.GetValue(journal), context);
            var named = parsed.GetValue(remote) ?? "";
            if (parsed.GetValue(background))
            {
                RunInBackground(location, context);
                return ExitCodes.Done;
            }

            using var progress = new ProgressLine(context, "fetching");
            return Try(location, context, parsed.GetValue(timeout) ?? Limit, LockWait, named, progress, (sync, name) =>
            {
                IEnumerable<string> lines = parsed.GetValue(dryRun) ? Preview(sync, name)
                    : parsed.GetValue(prune) || parsed.GetValue(older) is not null ? Prune(sync, name, parsed.GetValue(older))
                    : Synchronize(sync, name, parsed.GetValue(snapshots));
                var all = lines.ToList();
                progress.End();
                all.ForEach(context.Output.WriteLine);
            }) is not { } problem ? ExitCodes.Done : Fail(problem, progress, context);
        });
    }

    private static int Fail(string problem, ProgressLine progress, ToolContext context)
    {
        progress.End();
        context.Error.WriteLine($"not synced: {problem} The rows stay in the journal.");
        return ExitCodes.Failed;
    }

    private static void RunInBackground(JournalLocation location, ToolContext context)
    {
        if (GitFolders.Find(location.Root) is { } git)
        {
            new BackgroundSync(new(git.SharedJournal, location.Root)).Run(
                () => Try(
                    location, context, BackgroundSync.Limit, LockWait, "", null, (sync, _) => sync.Run(withSnapshots: false)) ?? "",
                context.Stop);
        }
    }

    /// <summary>Does work with the remote.</summary>
    /// <returns>Why it failed, in a sentence; null where it did not.</returns>
    private static string? Try(
        JournalLocation location, ToolContext context, TimeSpan limit, TimeSpan lockWait, string named, ProgressLine? progress,
        Action<Synchronizer, string> work)
    {
        if (GitFolders.Find(location.Root) is not { } git)
        {
            return "the folder is not a working tree of git.";
        }

        var writer = context.Variable("LoopJournalWriter") ?? "";
        if (writer.Length > 0 && !WriterId.IsId(writer))
        {
            throw new UsageException($"the variable LoopJournalWriter is {Quoted.From(writer, 80)}. allowed: {WriterId.Allowed}");
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
        time.CancelAfter(limit);
        var shared = new JournalFolder(git.SharedJournal, location.Root);
        try
        {
            using var held = Synchronizer.Lock(shared, lockWait);
            if (held is null)
            {
                return "another process of this clone is doing it.";
            }

            var remote = SyncRemote.Find(location.Root, named, time.Token);
            var user = Repository.Find(location.Root, time.Token) ?? throw new GitException("git cannot read the repository");
            var sync = new Synchronizer(shared, user, location.Path, remote, writer)
            {
                OnStage = stage => _ = progress is null ? stage : progress.Stage = $"{stage} ({remote.Name})",
            };
            work(sync, remote.Name);
            return null;
        }
        catch (OperationCanceledException)
        {
            return $"the remote did not answer within {limit.TotalSeconds:0} s.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalException)
        {
            return Quoted.From(e.Message.TrimEnd('.'), 500) + ".";
        }
    }

    private static IEnumerable<string> Synchronize(Synchronizer sync, string remote, bool withSnapshots)
    {
        var result = sync.Run(withSnapshots);
        var others = result.Writers == 1 ? "1 other writer" : $"{result.Writers} other writers";
        var snapshots = withSnapshots ? $" and {result.Snapshots} snapshots" : "";
        yield return $"synced with {Quoted.From(remote)} as {result.Writer}: {result.Sent} rows{snapshots} sent, "
            + $"{result.Received} rows of {others} received";
        if (result.Secrets.Count > 0)
        {
            yield return $"snapshots with files that look like secrets were not sent: {Quoted.FromList(result.Secrets, MaxNames, 80)}";
        }

        if (result.Unread.Count > 0)
        {
            yield return $"references that cannot be read were left out: {Quoted.FromList(result.Unread, MaxNames, 80)}";
        }
    }

    private static IEnumerable<string> Preview(Synchronizer sync, string remote)
    {
        var (writer, rows, refs) = sync.Preview();
        yield return $"would send {rows} rows to {Quoted.From(remote)} as {WriterRef.Prefix}{writer}/<month>";
        yield return $"would read {refs.Count(one => one.Writer != writer)} references of other writers";
    }

    private static IEnumerable<string> Prune(Synchronizer sync, string remote, int? days)
    {
        var now = DateTime.UtcNow;
        var month = now.ToString("yyyyMM", CultureInfo.InvariantCulture);
        var oldest = days is { } number ? now.AddDays(-number).ToString("yyyyMM", CultureInfo.InvariantCulture) : month;
        var dropped = sync.Prune((one, isOwn) => string.CompareOrdinal(one.Month, oldest) < 0 && (days is not null || isOwn));
        yield return $"deleted {dropped.Count} months from {Quoted.From(remote)}";
        foreach (var one in dropped)
        {
            yield return "  " + one.Name;
        }
    }
}
