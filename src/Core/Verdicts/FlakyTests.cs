namespace LoopJournal.Verdicts;

/// <summary>
/// Tests that failed in one attempt and not in another on the same tree, be it one that passed. They say nothing about the edits.
/// </summary>
internal static class FlakyTests
{
    /// <summary>
    /// Ids of the tests that did not fail in all attempts on one tree, of those attempts whose failing tests are all known.
    /// </summary>
    /// <param name="sinceReset">The stream since its last reset, oldest first: a test stays flaky after a pass.</param>
    /// <param name="judged">
    /// The attempts since the last pass or reset. A test that failed in each of the last <paramref name="always"/> of them is broken,
    /// whatever it did before.
    /// </param>
    /// <param name="always">See <paramref name="judged"/>.</param>
    /// <param name="getTree">Gives the tree of an attempt, without what gates wrote.</param>
    public static HashSet<string> Find(List<Attempt> sinceReset, List<Attempt> judged, int always, Func<Attempt, string> getTree)
    {
        var outcomes = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal); // the failing ids of all attempts on a tree
        var flaky = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attempt in sinceReset.Where(attempt => attempt.Tree.Length > 0 && IsComparable(attempt)))
        {
            var failing = GetFailingIds(attempt);
            if (!outcomes.TryGetValue(getTree(attempt), out var before))
            {
                outcomes.Add(getTree(attempt), failing);
                continue;
            }

            var differing = new HashSet<string>(before, StringComparer.Ordinal);
            differing.SymmetricExceptWith(failing);
            flaky.UnionWith(differing);
            before.IntersectWith(failing);
        }

        var last = judged.TakeLast(always).ToList();
        if (flaky.Count > 0 && last.Count == always && last.TrueForAll(IsComparable))
        {
            flaky.RemoveWhere(id => last.TrueForAll(attempt => attempt.Failures.Any(failure => failure.Id == id)));
        }

        return flaky;
    }

    private static bool IsComparable(Attempt attempt) =>
        attempt is { Stage: Stages.Test or "", Stale: not true }
        && (attempt.HasPassed ? attempt is { Stage: Stages.Test, IsClean: true } : KnowsAll(attempt));

    /// <summary>The ids of an attempt's failures, as far as the record has them.</summary>
    public static HashSet<string> GetFailingIds(Attempt attempt) =>
        new(attempt.Failures.Select(failure => failure.Id), StringComparer.Ordinal);

    /// <summary>
    /// Gives the key of an attempt's failure without <paramref name="flaky"/> tests: without any, its fingerprint;
    /// else the fingerprints of the failures that stay, empty when none stays.
    /// </summary>
    public static Func<Attempt, string> MakeKeyWithout(HashSet<string> flaky) => flaky.Count == 0
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
