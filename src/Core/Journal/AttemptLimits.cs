using System.Security.Cryptography;
using System.Text;

namespace LoopJournal.Journal;

/// <summary>What an attempt looks like when it is written: no longer than anybody reads, and without secrets.</summary>
internal static class AttemptLimits
{
    private const int LongestText = 1000;
    private const int LongestMessage = 200;
    private const int LongestName = 400;
    private const int LongestCommand = 4000;
    private const int MostChanged = 20;

    /// <summary>A text of the user's as it stands in the journal.</summary>
    public static string Text(string text) => Cut(Secrets.Mask(text), LongestText);

    /// <summary>Secrets go first: a secret that a limit has cut in half is none that could be told any more.</summary>
    public static Attempt Apply(Attempt attempt)
    {
        var failures = attempt.Failures.Select(Apply).OrderBy(f => f.Id, StringComparer.Ordinal).Take(Attempt.MostFailures).ToList();
        return attempt with
        {
            Action = Text(attempt.Action),
            Hypothesis = Text(attempt.Hypothesis),
            Gate = Cut(attempt.Gate, LongestName),
            Fingerprint = Cut(attempt.Fingerprint, LongestName),
            Note = Text(attempt.Note),
            Commit = Cut(attempt.Commit, LongestName),
            Timestamp = Cut(attempt.Timestamp, LongestName),
            Id = Cut(attempt.Id, LongestName),
            Stream = Apply(attempt.Stream),
            Stage = Cut(attempt.Stage, LongestName),
            Algorithm = Cut(attempt.Algorithm, LongestName),
            Detail = Cut(attempt.Detail, LongestName),
            Failures = failures,
            FailuresOmitted = attempt.FailuresOmitted + attempt.Failures.Count - failures.Count,
            Tree = Cut(attempt.Tree, LongestName),
            Changed = attempt.Changed?.Take(MostChanged).Select(file => Cut(file, LongestName)).ToList(),
        };
    }

    /// <summary>The stream under which the rows of <paramref name="stream"/> stand in the journal.</summary>
    public static StreamKey Apply(StreamKey stream) => new(
        Cut(stream.Loop, LongestText),
        Cut(stream.Project, LongestText),
        Cut(stream.Framework, LongestName),
        CutCommand(Secrets.Mask(stream.Command)));

    private static RecordedFailure Apply(RecordedFailure failure) => new(
        Cut(Secrets.Mask(failure.Id), LongestName),
        Cut(failure.Type, LongestName),
        Cut(Secrets.Mask(failure.Message), LongestMessage),
        Cut(failure.Site, LongestName),
        Cut(failure.Fingerprint, LongestName));

    /// <summary>Two long filters may differ at their ends only, and are two streams: a hash of the whole stands for what was cut.</summary>
    private static string CutCommand(string command) => command.Length <= LongestCommand
        ? command
        : Cut(command, LongestCommand - 12) + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(command)))[..12];

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var kept = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return string.Concat(text.AsSpan(0, kept), "…");
    }
}
