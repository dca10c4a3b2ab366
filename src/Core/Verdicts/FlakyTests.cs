namespace LoopJournal.Verdicts;

/// <summary>Tests that failed in one attempt and did not in another on the same tree. They say nothing about the edits.</summary>
internal static class FlakyTests
{
    /// <summary>
    /// Ids of the tests that did not fail in all attempts on one tree, of those attempts whose failing tests are all known.
    /// </summary>
    public static HashSet<string> Find(IEnumerable<Attempt> attempts)
    {
        var always = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal); // by tree
        var flaky = new HashSet<string>(StringComparer.Ordinal);
        var comparable = attempts.Where(attempt => attempt.Tree.Length > 0 && attempt.Stage is Stages.Test or "" && KnowsAll(attempt));
        foreach (var attempt in comparable)
        {
            var failing = GetFailingIds(attempt);
            if (!always.TryGetValue(attempt.Tree, out var before))
            {
                always.Add(attempt.Tree, failing);
                continue;
            }

            var differing = new HashSet<string>(before, StringComparer.Ordinal);
            differing.SymmetricExceptWith(failing);
            flaky.UnionWith(differing);
            before.IntersectWith(failing);
        }

        return flaky;
    }

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
