using LoopJournal.Evidence;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Recording;

/// <summary>
/// Takes the failures that a user accepted out of a result before it is recorded: what is compared, counted and shown is without them.
/// </summary>
internal static class KnownCheck
{
    /// <summary>
    /// The result without its known failures: those of the same test with the same fingerprint. A run of which not all tests are known says
    /// nothing of the tests that did not run, so it keeps them.
    /// </summary>
    public static GateResult Subtract(GateResult result, KnownFailures known)
    {
        var accepted = known.Tests.Select(test => (test.Id, test.Fingerprint)).ToHashSet();
        return result is { Gate: Gates.Fail, Algorithm: Algorithms.Failures, Ran: not null, FailuresOmitted: 0 } && accepted.Count > 0
            ? result.Without(test => accepted.Contains((test.Id, test.Fingerprint)))
            : result;
    }

    /// <summary>The known failures whose tests passed in a run: see <see cref="Attempt.KnownFixed"/>.</summary>
    /// <param name="result">The run's result with its known failures.</param>
    /// <param name="known">The list.</param>
    public static IReadOnlyList<string> FindFixed(GateResult result, KnownFailures known)
    {
        if (known.Tests.Count == 0 || result is { Stage: not Stages.Test } or { Ran: null, Gate: not Gates.Pass })
        {
            return [];
        }

        var passed = result.Ran?.Where(test => test.Outcome == RanOutcome.Passed).Select(test => test.GetKey()).ToHashSet();
        var failed = result.Failures.Select(failure => FailedIds.Hash(AttemptLimits.LimitName(failure.Name))).ToHashSet();
        return known.WriteIds(known.Tests.Where(test => passed?.Contains(test.Key) != false && !failed.Contains(test.Id)));
    }
}
