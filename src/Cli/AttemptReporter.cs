namespace LoopJournal.Cli;

/// <summary>Reports an attempt that was just recorded, in the words of the build.</summary>
internal static class AttemptReporter
{
    /// <summary>The attempt's line, then on standard error its verdict.</summary>
    /// <param name="recorded">The attempt.</param>
    /// <param name="location">Its journal.</param>
    /// <param name="settings">How codes are raised.</param>
    /// <param name="output">Where the attempt's line goes.</param>
    /// <param name="context">The surroundings.</param>
    /// <returns>Whether an error was raised.</returns>
    public static bool Write(
        RecordedAttempt recorded, JournalLocation location, CodeSettings settings, TextWriter output, ToolContext context)
    {
        WriteLines(recorded, location, output, context);
        var raised = HostText.GetCodes(recorded.Verdict, settings);
        WriteRaised(raised, context);
        return raised.Any(row => row.IsError);
    }

    /// <summary>
    /// The attempts of killed runs that were journaled on the way: on standard error, because the user did not ask for them.
    /// </summary>
    public static void WriteClaimed(AttemptRecorder recorder, JournalLocation location, ToolContext context) =>
        recorder.Claimed.ToList().ForEach(claimed => WriteLines(claimed, location, context.Error, context));

    /// <summary>Where evidence cannot be read to its end, says so on standard error.</summary>
    /// <param name="problem">See <see cref="RecordedAttempt.EvidenceProblem"/>.</param>
    /// <param name="context">The surroundings.</param>
    public static void WriteEvidenceProblem(string problem, ToolContext context)
    {
        if (problem.Length > 0)
        {
            context.Error.WriteLine("LoopJournal: " + problem);
        }
    }

    /// <summary>Raises codes on standard error.</summary>
    public static void WriteRaised(IEnumerable<RaisedCode> rows, ToolContext context) => rows.ToList().ForEach(
        row => context.Error.WriteLine($"{row.Severity.ToString().ToLowerInvariant()} {row.Code}: {row.Text}"));

    private static void WriteLines(RecordedAttempt recorded, JournalLocation location, TextWriter output, ToolContext context)
    {
        HostText.GetLines(recorded, location.Path).ToList().ForEach(output.WriteLine);
        if (recorded.Problem is { } problem)
        {
            context.Error.WriteLine($"warning {Codes.NotWritten}: {HostText.DescribeNotWritten(problem, recorded.Attempt)}");
        }
    }
}
