using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Verdicts;

namespace LoopJournal.Cli.Running;

/// <summary>
/// What a command journals itself while it runs, as <c>dotnet test</c> does where the project references the package. It knows by
/// results what we only have the words of; a second record would be a second stream that says less.
/// </summary>
/// <param name="place">The journal, as it is before the command runs.</param>
/// <param name="inputs">The attempt that the command is.</param>
internal sealed class OwnAttempts(JournalPlace place, AttemptInputs inputs)
{
    private readonly JournalReader _journal = new(place.Path);
    private readonly long _start = LengthOf(place);

    /// <summary>
    /// The verdict on what the command has journaled: of several streams the gravest. Null where that does not tell how the command ended,
    /// and it has to be journaled itself: it failed for another reason, or passed after it had.
    /// </summary>
    /// <param name="gate">How the command ended: one of <see cref="Gates"/>.</param>
    /// <param name="k">The threshold.</param>
    public VerdictSeverity? SeverityOf(string gate, int k)
    {
        try
        {
            var rows = _journal.NewestFirst(_start).Where(IsOfCommand).ToList();
            return gate switch
            {
                Gates.Fail => Gravest(rows.Where(row => !row.Clears), k),
                Gates.Pass when rows.Count > 0 && _journal.Tail(inputs.Stream).Attempts is [] or [.., { Clears: true }] =>
                    VerdictSeverity.None,
                _ => null,
            };
        }
        catch (JournalException)
        {
            return null; // said when the attempt is recorded
        }
    }

    private VerdictSeverity? Gravest(IEnumerable<Attempt> failures, int k)
    {
        VerdictSeverity? gravest = null;
        foreach (var stream in failures.Select(row => row.Stream).Distinct())
        {
            var severity = StallDetector.Analyze(_journal.Tail(stream).Attempts, k).Severity;
            gravest = gravest > severity ? gravest : severity;
        }

        return gravest;
    }

    // ids of later attempts sort later: a killed run of before, which somebody has claimed meanwhile, is none of the command's
    private bool IsOfCommand(Attempt row) => row.Stream.Loop == inputs.Stream.Loop && string.CompareOrdinal(row.Id, inputs.Id) > 0;

    private static long LengthOf(JournalPlace place)
    {
        try
        {
            return place.Reader.Length();
        }
        catch (JournalException)
        {
            return long.MaxValue;
        }
    }
}
