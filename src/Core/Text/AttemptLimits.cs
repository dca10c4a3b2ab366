using System.Security.Cryptography;
using System.Text;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Text;

/// <summary>
/// An attempt as it is shown, compared and written: without secrets, and no longer than people read. Applying the limits twice changes
/// nothing.
/// </summary>
internal static class AttemptLimits
{
    private const int LongestText = 1000;
    private const int LongestMessage = 200;
    private const int LongestName = 400;
    private const int LongestCommand = 4000;
    private const int HashLength = 12;
    private const int MostChanged = 20;

    /// <summary>The attempt as the recorder makes it.</summary>
    internal static Attempt Apply(Attempt attempt)
    {
        var failures = attempt.Failures.Select(Apply).OrderBy(f => f.Id, StringComparer.Ordinal).Take(Attempt.MostFailures).ToList();
        return attempt with
        {
            Action = Text(attempt.Action),
            Hypothesis = Text(attempt.Hypothesis),
            Gate = Name(attempt.Gate),
            Fingerprint = Name(attempt.Fingerprint),
            Note = Text(attempt.Note),
            Commit = Name(attempt.Commit),
            Timestamp = Name(attempt.Timestamp),
            Id = Name(attempt.Id),
            Stream = Apply(attempt.Stream),
            Stage = Name(attempt.Stage),
            Algorithm = Name(attempt.Algorithm),
            Detail = Name(attempt.Detail),
            Failures = failures,
            FailuresOmitted = attempt.FailuresOmitted + attempt.Failures.Count - failures.Count,
            Tree = Name(attempt.Tree),
            Changed = attempt.Changed is { } files ? Files(files) : null,
        };
    }

    /// <summary>The stream as its rows have it. Every stream that is typed or that a build names is brought into this form first.</summary>
    public static StreamKey Apply(StreamKey stream) => new(Text(stream.Loop), Text(stream.Project), Name(stream.Framework), Command(stream.Command));

    /// <summary>The inputs without secrets. The project's path stays: it identifies a failure of which nothing else is known.</summary>
    internal static AttemptInputs Apply(AttemptInputs inputs) => inputs with
    {
        Loop = Text(inputs.Loop),
        Framework = Name(inputs.Framework),
        Command = Command(inputs.Command),
        Action = Text(inputs.Action),
        Hypothesis = Text(inputs.Hypothesis),
        Note = Text(inputs.Note),
        Commit = Name(inputs.Commit),
    };

    /// <summary>The names of changed files, as many as a record holds.</summary>
    internal static List<string> Files(IEnumerable<string> files) => [.. files.Take(MostChanged).Select(Name)];

    private static RecordedFailure Apply(RecordedFailure failure) => new(
        Name(failure.Id), Name(failure.Type), Limit(failure.Message, LongestMessage), Name(failure.Site), Name(failure.Fingerprint));

    private static string Text(string text) => Limit(text, LongestText);

    private static string Name(string text) => Limit(text, LongestName);

    /// <summary>Masks before cutting: half a secret no longer matches its pattern. Cut text is masked again, because a cut may complete one.</summary>
    private static string Limit(string text, int longest)
    {
        text = SecretMask.Mask(text);
        while (text.Length > longest)
        {
            text = SecretMask.Mask(text.CutWithEllipsis(longest));
        }

        return text;
    }

    /// <summary>
    /// Two long filters may differ only at their ends, and are two streams: a hash of the whole replaces the part that was cut. It is made of the
    /// masked text, so that nothing of a secret can be computed from it.
    /// </summary>
    private static string Command(string command)
    {
        command = SecretMask.Mask(command);
        if (command.Length <= LongestCommand)
        {
            return command;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(command)))[..HashLength];
        return SecretMask.Mask($"{Limit(command, LongestCommand - HashLength - 1)} {hash}");
    }
}
