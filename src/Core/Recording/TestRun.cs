using LoopJournal.Evidence;

namespace LoopJournal.Recording;

/// <summary>Judges a captured test run.</summary>
internal static class TestRun
{
    // of Microsoft.Testing.Platform
    private const int NoTestRan = 8;

    /// <summary>
    /// Judges a run. Where no test passed, and the runner's exit code is 0, it is <see cref="GateResult.IsForVanishedOnly"/>.
    /// </summary>
    /// <param name="run">The run. Results from before a test host's death do not count, because they differ from run to run.</param>
    /// <param name="exitCode">The runner's; zero when it passed the run.</param>
    /// <param name="causes">The causes that are known when another tool failed the run, whose tests passed.</param>
    public static GateResult Judge(CapturedRun run, int exitCode, IReadOnlyList<string>? causes = null)
    {
        if (run.End is null && exitCode != 0)
        {
            return GateResult.Killed(run.Inputs.Project, run.Failed);
        }

        if (run.End is not { Kind: CaptureEnd.Completed } end)
        {
            var aborted = run.ReadHostFailure() is { } died
                ? GateResult.Failed(Gates.Blocked, Stages.Host, Algorithms.Failures, [died])
                : GateResult.Unknown(Gates.Blocked, Stages.Host, run.Inputs.Project, exitCode);
            return aborted with { Duration = run.End?.Duration };
        }

        var result = (end.Tests, exitCode) switch
        {
            // counted, but lost on the way to the capture (a full disk): a failure is never without a fingerprint
            ({ Failed: > 0 }, _) when run.Failures.Count == 0 => GateResult.Unknown(Gates.Fail, Stages.Test, run.Inputs.Project, exitCode),
            ({ Failed: > 0 }, _) => GateResult.Failed(Gates.Fail, Stages.Test, Algorithms.Failures, run.Failures)
                with { FailuresOmitted = run.Omitted, Causes = run.Causes },
            ({ Total: 0 }, not 0) => GateResult.Unknown(Gates.Blocked, Stages.Host, run.Inputs.Project, exitCode, ["no test ran"]),
            (_, not 0) when causes is { Count: > 0 } => GateResult.Unknown(Gates.Fail, Stages.Test, run.Inputs.Project, exitCode, causes),
            (_, not 0) => GateResult.Unknown(Gates.Blocked, Stages.Host, run.Inputs.Project, exitCode),
            ({ Passed: > 0 }, 0) => GateResult.Passed(Stages.Test),
            _ => GateResult.Passed(Stages.Test) with { IsForVanishedOnly = true },
        };
        return result with
        {
            Tests = end.Tests,
            Duration = end.Duration,
            Ran = end.Tests.Total > 0 || exitCode is 0 or NoTestRan ? end.Ran : null,
        };
    }
}
