using System.Security.Cryptography;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Text;

/// <summary>
/// An attempt as it is shown, compared and written: without secrets, and no longer than people read. Applying the limits twice changes
/// nothing.
/// </summary>
internal static class AttemptLimits
{
    private const int MaxText = 1000;
    private const int MaxMessage = 200;
    private const int MaxName = 400;
    private const int MaxCommand = 4000;
    private const int HashLength = 12;

    /// <summary>The attempt as the recorder makes it.</summary>
    internal static Attempt Apply(Attempt attempt)
    {
        var all = attempt.Failures.Select(failure => (Id: LimitName(failure.Id), Failure: failure)).ToList();
        if (attempt.Algorithm != Algorithms.Text) // the lines of a log are in the order of reading
        {
            all = [.. all.OrderBy(one => one.Id, StringComparer.Ordinal)];
        }

        var failures = all.Take(Attempt.MaxFailures).Select(one => Apply(one.Failure)).ToList();
        return UserText.SetAll(attempt, text => LimitText(text.Get(attempt))) with
        {
            Gate = LimitName(attempt.Gate),
            Fingerprint = LimitName(attempt.Fingerprint),
            Worktree = LimitName(attempt.Worktree),
            Agent = LimitName(attempt.Agent),
            Commit = LimitName(attempt.Commit),
            Timestamp = LimitName(attempt.Timestamp),
            Id = LimitName(attempt.Id),
            Stream = Apply(attempt.Stream),
            Stage = LimitName(attempt.Stage),
            Algorithm = LimitName(attempt.Algorithm),
            Detail = LimitName(attempt.Detail),
            Evidence = LimitName(attempt.Evidence),
            Failures = failures,
            FailuresOmitted = attempt.FailuresOmitted + attempt.Failures.Count - failures.Count,
            FailedIds = attempt is { FailedIds: "", FailuresOmitted: 0, Stage: Stages.Test, Algorithm: Algorithms.Failures }
                ? FailedIds.Write(all.Select(one => one.Id))
                : attempt.FailedIds,
            Causes = [.. attempt.Causes.Take(Attempt.MaxCauses).Select(Apply)],
            Frames = [.. attempt.Frames.Take(Attempt.MaxFrames).Select(LimitName)],
            Vanished = LimitList(attempt.Vanished, test => new(LimitName(test.Id), LimitName(test.How))),
            VanishedOmitted = attempt.VanishedOmitted + Math.Max(attempt.Vanished.Count - Attempt.MaxVanished, 0),
            Renamed = LimitList(attempt.Renamed, LimitName),
            Gone = LimitList(attempt.Gone, LimitName),
            KnownFixed = attempt.KnownFixed.Count == 0 ? [] : [.. attempt.KnownFixed.Take(FailedIds.MaxCount).Select(LimitName)],
            StaleFiles = LimitList(attempt.StaleFiles, LimitName),
            Tree = LimitName(attempt.Tree),
            TreeAfter = LimitName(attempt.TreeAfter),
            Changed = attempt.Changed is { } files ? LimitFiles(files) : null,
        };
    }

    /// <summary>The stream as its rows have it. Every stream that is typed or that a build names is brought into this form first.</summary>
    public static StreamKey Apply(StreamKey stream) =>
        new(LimitText(stream.Loop), LimitText(stream.Project), LimitName(stream.Framework), LimitCommand(stream.Command));

    /// <summary>The inputs without secrets. The project's path stays: it identifies a failure of which nothing else is known.</summary>
    internal static AttemptInputs Apply(AttemptInputs inputs) => UserText.SetAll(inputs, text => LimitText(text.Get(inputs))) with
    {
        Loop = LimitText(inputs.Loop),
        Framework = LimitName(inputs.Framework),
        Command = LimitCommand(inputs.Command),
        Agent = LimitName(inputs.Agent),
        Commit = LimitName(inputs.Commit),
    };

    /// <summary>The names of changed files, as many as a record holds.</summary>
    internal static List<string> LimitFiles(IEnumerable<string> files) => [.. files.Take(Attempt.MaxChanged).Select(LimitName)];

    private static IReadOnlyList<T> LimitList<T>(IReadOnlyList<T> list, Func<T, T> limit) =>
        list.Count == 0 ? [] : [.. list.Take(Attempt.MaxVanished).Select(limit)];

    private static RecordedFailure Apply(RecordedFailure failure) => new(
        LimitName(failure.Id),
        LimitName(failure.Type),
        Limit(failure.Message, MaxMessage, MessageCut.From),
        LimitName(failure.Site),
        LimitName(failure.Fingerprint));

    private static RecordedCause Apply(RecordedCause cause) => cause with
    {
        Id = LimitName(cause.Id),
        Type = LimitName(cause.Type),
        Shape = Limit(cause.Shape, MaxMessage),
        Message = Limit(cause.Message, MaxText, MessageCut.From),
        Frame = LimitName(cause.Frame),
        Callers = [.. cause.Callers.Take(RecordedCause.MaxCallers).Select(LimitName)],
        TestFrame = LimitName(cause.TestFrame),
        Printed = [.. cause.Printed.Take(ErrorLines.MaxLines).Select(line => Limit(line, MaxMessage))],
    };

    private static string LimitText(string text) => Limit(text, MaxText);

    /// <summary>A name as a record has it.</summary>
    internal static string LimitName(string text) => Limit(text, MaxName);

    /// <summary>
    /// Masks before cutting: half a secret no longer matches its pattern. Cut text is masked again, because a cut may complete one.
    /// </summary>
    private static string Limit(string text, int maxLength, Func<string, int, string>? cut = null)
    {
        text = SecretMask.Mask(text);
        while (text.Length > maxLength)
        {
            text = SecretMask.Mask((cut ?? TextExtensions.CutWithEllipsis)(text, maxLength));
        }

        return text;
    }

    /// <summary>
    /// Two long filters may differ only at their ends, and are two streams: a hash of the whole replaces the part that was cut. It is made
    /// of the masked text, so that nothing of a secret can be computed from it.
    /// </summary>
    private static string LimitCommand(string command)
    {
        command = SecretMask.Mask(command);
        if (command.Length <= MaxCommand)
        {
            return command;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(command)))[..HashLength];
        return SecretMask.Mask($"{Limit(command, MaxCommand - HashLength - 1)} {hash}");
    }
}
