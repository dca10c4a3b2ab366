using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Recording;
using LoopJournal.Snapshots;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>Looks up whether the files as they are now have passed, in full.</summary>
/// <param name="root">The repository's root, absolute.</param>
/// <param name="journalDirectory">The journal's folder, absolute.</param>
/// <param name="journal">The journal.</param>
internal sealed class ProofFinder(string root, string journalDirectory, JournalReader journal)
{
    /// <summary>How long git may take for each question; <see cref="ProofText.NotKnown"/> names it.</summary>
    private static readonly TimeSpan GitTimeout = TimeSpan.FromMinutes(1);

    private readonly WorkingTree _files = new(root, journalDirectory);
    private readonly RanStore _ran = new(new(journalDirectory, root), journal.Worktree ?? "");

    /// <summary>
    /// Asks each unfiltered stream of tests that any loop has, if its project is still there; without one each stream of <c>run</c> of
    /// this loop.
    /// </summary>
    /// <param name="loop">The loop, with all its streams that were asked for.</param>
    /// <returns>
    /// The answer, and the files that it says nothing about (null where they could not be counted); null where nothing can be known: git
    /// has no snapshot of the files. A repository without an attempt needs none.
    /// </returns>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public (Proof Proof, OutsideFiles? Outside)? Find(LoopState loop)
    {
        var tree = _files.Take(GitTimeout);
        return tree.Length > 0 || (loop.Records == 0 && new GitStatus(root, journalDirectory).IsRepository)
            ? (Find(loop, tree), _files.CountOutside(GitTimeout))
            : null;
    }

    private Proof Find(LoopState loop, string tree)
    {
        var known = loop.Streams.Where(stream => stream.Newest is not null).ToDictionary(stream => stream.Key);
        var tests = loop.Tested.Where(test => TestProject.Exists(root, test.Project, test.Framework))
            .Select(test => new StreamKey(loop.Loop, test.Project, test.Framework, StreamKey.Test)).ToList();
        var asked = tests.Count > 0 ? tests : [.. known.Keys.Where(key => key.IsRun)];
        var gaps = asked.OrderBy(key => key.Project, StringComparer.Ordinal).ThenBy(key => key.Framework, StringComparer.Ordinal)
            .SelectMany(key => FindGaps(key, known, tree)).ToList();
        if (asked.Count == 0)
        {
            gaps.Add(new(new(loop.Loop, "", "", ""), ProofGapKind.NotRun, null));
        }

        var streams = asked.Where(known.ContainsKey).Select(key => known[key]).ToList();
        var resets = streams.SelectMany(stream => stream.Resets).DistinctBy(row => row.Id);
        return new(tree, streams.ConvertAll(stream => stream.Newest!), gaps, [.. resets]);
    }

    private IEnumerable<ProofGap> FindGaps(StreamKey key, Dictionary<StreamKey, StreamState> known, string tree)
    {
        var newest = known.GetValueOrDefault(key)?.Newest;
        var hasFilteredRuns = known.Keys.Any(other => other.IsFiltered && other with { Command = StreamKey.Test } == key);
        var isPass = newest is { HasPassed: true };
        var skipped = isPass ? _ran.Read(key)?.Count(test => test.Outcome == RanOutcome.NewlySkipped) ?? 0 : 0;
        return Proof.FindGaps(key, newest, hasFilteredRuns, skipped, isPass ? FindEdited(newest!, tree) : []);
    }

    /// <summary>The files that differ from those that passed, and that no gate wrote since; null where that is not known.</summary>
    private List<string>? FindEdited(Attempt pass, string tree) =>
        tree == pass.Tree || tree == pass.TreeAfter ? []
        : _files.FindChanges(pass.TreeToCompare, tree, GitTimeout, journal.ListTreesSince(pass))?.Select(change => change.Name).ToList();
}
