namespace LoopJournal.Cli;

/// <summary>Reports an attempt that was just recorded, in the words of the build.</summary>
internal static class Report
{
    /// <summary>The attempt's line, then on standard error its verdict.</summary>
    /// <param name="recorded">The attempt.</param>
    /// <param name="place">Its journal.</param>
    /// <param name="most">The most that the verdict may be.</param>
    /// <param name="output">Where the attempt's line goes.</param>
    /// <param name="shell">The surroundings.</param>
    /// <returns>The verdict's severity, lowered as asked for.</returns>
    public static VerdictSeverity Write(RecordedAttempt recorded, JournalPlace place, VerdictSeverity most, TextWriter output, Shell shell)
    {
        Tell(recorded, place, output, shell);
        var verdict = recorded.Verdict;
        var severity = verdict.Severity < most ? verdict.Severity : most;
        if (severity != VerdictSeverity.None)
        {
            shell.Error.WriteLine($"{severity.ToString().ToLowerInvariant()} {VerdictCodes.Of(verdict.Kind)}: {VerdictText.Of(verdict)}");
        }

        return severity;
    }

    /// <summary>
    /// The attempts of killed runs that were journaled on the way: on standard error, because the user did not ask for them.
    /// </summary>
    public static void Claimed(AttemptRecorder recorder, JournalPlace place, Shell shell)
    {
        foreach (var claimed in recorder.Claimed)
        {
            Tell(claimed, place, shell.Error, shell);
        }
    }

    /// <summary>Where evidence cannot be read to its end, says so on standard error.</summary>
    /// <param name="problem">See <see cref="RecordedAttempt.EvidenceProblem"/>.</param>
    /// <param name="shell">The surroundings.</param>
    public static void EvidenceProblem(string problem, Shell shell)
    {
        if (problem.Length > 0)
        {
            shell.Error.WriteLine("LoopJournal: " + problem);
        }
    }

    private static void Tell(RecordedAttempt recorded, JournalPlace place, TextWriter output, Shell shell)
    {
        foreach (var line in HostText.GetLines(recorded, place.Path))
        {
            output.WriteLine(line);
        }

        if (recorded.Problem is { } problem)
        {
            shell.Error.WriteLine($"warning {Codes.NotWritten}: {HostText.DescribeNotWritten(problem, recorded.Attempt)}");
        }
    }
}
