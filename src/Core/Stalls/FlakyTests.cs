using LoopJournal.Journal;

namespace LoopJournal.Stalls;

/// <summary>Tests that failed in one attempt and did not in another on the same tree. They say nothing about what was edited.</summary>
internal static class FlakyTests
{
    /// <summary>Ids of the tests that did not fail in all attempts on one tree, of those attempts whose failing tests are all known.</summary>
    public static HashSet<string> In(IEnumerable<Attempt> attempts)
    {
        var flaky = new HashSet<string>(StringComparer.Ordinal);
        var known = attempts.Where(attempt => attempt.Tree.Length > 0 && attempt.Stage is Stages.Test or "" && KnowsAll(attempt));
        foreach (var sameTree in known.GroupBy(attempt => attempt.Tree, attempt => attempt.Failures))
        {
            var runs = sameTree.Select(failed => failed.Select(failure => failure.Id).ToHashSet(StringComparer.Ordinal)).ToList();
            var always = new HashSet<string>(runs[0], StringComparer.Ordinal);
            runs.ForEach(always.IntersectWith);
            flaky.UnionWith(runs.SelectMany(ids => ids).Where(id => !always.Contains(id)));
        }

        return flaky;
    }

    /// <summary>
    /// What identifies the failure of an attempt when <paramref name="flaky"/> tests leave the comparison: without any, its fingerprint;
    /// else the fingerprints of the failures that stay, and nothing where none does.
    /// </summary>
    public static Func<Attempt, string> Without(HashSet<string> flaky) => flaky.Count == 0
        ? attempt => attempt.Fingerprint
        : attempt => attempt.Fingerprint.Length == 0 || !KnowsAll(attempt)
            ? attempt.Fingerprint
            : string.Join('+', attempt.Failures
                .Where(failure => !flaky.Contains(failure.Id))
                .Select(failure => $"{failure.Id}={failure.Fingerprint}")
                .Distinct()
                .Order(StringComparer.Ordinal));

    /// <summary>Whether the record holds every failure of the attempt.</summary>
    public static bool KnowsAll(Attempt attempt) => attempt.Failures.Count > 0 && attempt.FailuresOmitted == 0;
}
