using LoopJournal.Journal;
using LoopJournal.Stalls;

namespace LoopJournal.Cli.Running;

/// <summary>
/// What a command journals itself while it runs, as <c>dotnet test</c> does where the project references the package. It knows its
/// failure by the results, of which we only have the words; a second record of it would be a second stream that says less.
/// </summary>
/// <param name="place">The journal, as it is before the command runs.</param>
/// <param name="inputs">The attempt that the command is.</param>
internal sealed class OwnAttempts(JournalPlace place, AttemptInputs inputs)
{
    private readonly JournalReader _journal = new(place.Path);
    private readonly long _start = LengthOf(place);

    /// <summary>The gravest verdict on the streams in which the command has journaled a failure; null where it has journaled none.</summary>
    /// <param name="k">The threshold.</param>
    public VerdictSeverity? SeverityOfFailed(int k)
    {
        try
        {
            VerdictSeverity? gravest = null;
            foreach (var stream in _journal.NewestFirst(_start).Where(IsFailureOfCommand).Select(row => row.Stream).Distinct())
            {
                var severity = StallDetector.Analyze(_journal.Tail(stream).Attempts, k).Severity;
                gravest = gravest > severity ? gravest : severity;
            }

            return gravest;
        }
        catch (JournalException)
        {
            return null; // said when the attempt is recorded
        }
    }

    // ids of later attempts sort later: a killed run of before, which somebody has claimed meanwhile, is none of the command's
    private bool IsFailureOfCommand(Attempt row) =>
        !row.Clears && row.Stream.Loop == inputs.Loop && string.CompareOrdinal(row.Id, inputs.Id) > 0;

    private static long LengthOf(JournalPlace place)
    {
        try
        {
            return new JournalReader(place.Path).Length();
        }
        catch (JournalException)
        {
            return long.MaxValue;
        }
    }
}
