using LoopJournal.Fingerprints.Seed;
using LoopJournal.Journal;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>
/// A verdict on one line, for a reader who sees only that line. Text from logs, command lines and file names is <see cref="Quoted"/>,
/// so it cannot be taken for words of the verdict.
/// </summary>
internal static class VerdictText
{
    private const int MostActions = 5;
    private const int MostFiles = 5;
    private const int ActionLength = 80;
    private const int FileLength = 80;
    private const int IdLength = 200;
    private const int MessageLength = 300;

    /// <summary>The message, without code and severity: what happened, what to do, what was tried, where to go back to.</summary>
    public static string Of(Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Stalled => $"Stalled: {WhatStalled(verdict)}. {WhatToDo(verdict)}{Tried(verdict)}.{Flaky(verdict)}",
        VerdictKind.Blocked => $"Blocked: {WhatBlocked(verdict)}. Fix the environment: "
            + "the tests could not be run, so the code was not judged.",
        VerdictKind.Oscillating => $"Oscillating: {WhatCameBack(verdict)}. Change the approach{BackToBest(verdict)}.{Flaky(verdict)}",
        VerdictKind.Plateau => $"Plateau: {verdict.AttemptsSinceBest} attempts without a new best. "
            + $"Switch strategy{BackToBest(verdict)}.{Flaky(verdict)}",
        _ => $"Progress: {Reason(verdict)}.{Flaky(verdict)}",
    };

    /// <summary>The verdict's reason, fit to be shown: a fingerprint that has another form than ours is quoted.</summary>
    public static string Reason(Verdict verdict)
    {
        var (raw, shown) = ($"fingerprint {verdict.Fingerprint}", $"fingerprint {Quoted.Id(verdict.Fingerprint)}");
        return verdict.Reason.Replace(raw, shown, StringComparison.Ordinal);
    }

    /// <summary>Says why no verdict can be given.</summary>
    public static string OfUnreadable(JournalException problem) =>
        $"The journal could not be read, so no stall can be seen: {problem.Message}";

    private static string WhatStalled(Verdict verdict) => verdict.NoChange
        ? $"{Consecutive(verdict.AttemptsOnTree)} failed on the same files, nothing was edited between them ({LastFailure(verdict)})"
        : $"{Consecutive(verdict.StallCount)} failed the same way ({LastFailure(verdict)})";

    private static string WhatToDo(Verdict verdict) => verdict.Recommend == Recommendations.Escalate
        ? "Escalate: ask somebody for help"
        : "Switch strategy";

    private static string WhatBlocked(Verdict verdict) =>
        $"{Consecutive(verdict.StallCount)} broke off the same way ({LastFailure(verdict)})";

    private static string Consecutive(int count) => count == 1 ? "1 attempt" : $"{count} consecutive attempts";

    private static string WhatCameBack(Verdict verdict)
    {
        if (verdict.Period is { } period)
        {
            var turn = verdict.Evidence.TakeLast(period).DistinctBy(attempt => attempt.Fingerprint).ToList();
            var failures = string.Join(" and ", turn.Take(2).Select(attempt => Failure(attempt, attempt.Fingerprint, verdict.Flaky)));
            var others = turn.Count > 2 ? $" and {turn.Count - 2} more" : "";
            return $"attempts {Numbers(verdict.Evidence)} went through the same failures twice, "
                + $"each repair undoes another ({failures}{others}){Flipping(verdict)}";
        }

        return verdict.Severity == VerdictSeverity.Warning && verdict.ReturnsTo is { } earlier
            ? $"attempt {verdict.Evidence[^1].Iteration} is back where attempt {earlier.Iteration} was, "
                + $"with the same files and the same failure ({LastFailure(verdict)})"
            : $"the same failure came back in attempts {Numbers(verdict.Evidence)}, with others between ({LastFailure(verdict)})";
    }

    /// <summary>The files that were edited on the way there and on the way back.</summary>
    private static string Flipping(Verdict verdict)
    {
        var changed = verdict.Evidence.Skip(1).SelectMany(attempt => attempt.Changed ?? []).GroupBy(file => file, StringComparer.Ordinal);
        var files = CodePointOrder.Sorted(changed.Where(file => file.Skip(1).Any()).Select(file => file.Key));
        return files.Count == 0 ? "" : $"; files that flip: {Quoted.List(files, MostFiles, FileLength)}";
    }

    private static string Tried(Verdict verdict)
    {
        var actions = verdict.Evidence.Select(Action).Where(action => action.Length > 0).Distinct().ToList();
        return actions.Count == 0 ? "" : $"; tried without effect: {string.Join(", ", actions.TakeLast(MostActions))}";
    }

    private static string Action(Attempt attempt) => Quoted.OfVisible(attempt.Action, ActionLength) is { Length: > 0 } action
        ? action
        : attempt.Changed is { Count: > 0 } ? DerivedAction.Of(attempt) : "";

    private static string BackToBest(Verdict verdict)
    {
        if (verdict.Best is not { } best || verdict.AttemptsSinceBest is 0)
        {
            return "";
        }

        var figures = best is { Stage: Stages.Test or "", Tests: { } tests } ? $", {tests.Failed} failing" : "";
        var command = best.Tree.Length > 0 ? ", back to it with: loop-journal restore best" : "";
        return $"; the best was attempt {best.Iteration}{figures}{command}";
    }

    private static string Flaky(Verdict verdict) => verdict.Flaky.Count == 0 ? ""
        : $" Flaky, not counted: {Quoted.List(verdict.Flaky, MostFiles, IdLength)}.";

    private static string Numbers(IReadOnlyList<Attempt> attempts) =>
        string.Join(", ", attempts.TakeLast(8).Select(attempt => attempt.Iteration));

    private static string LastFailure(Verdict verdict) =>
        verdict.Evidence is [.., var last] ? Failure(last, verdict.Fingerprint, verdict.Flaky) : Quoted.Id(verdict.Fingerprint);

    /// <summary>
    /// The fingerprint, the first failure that is not flaky and how many others there are; unknown parts are left out.
    /// All lines of its message, because the first is often the test framework's alone. A compiler error's id has its code already, and a
    /// log's line is its id with the numbers masked.
    /// </summary>
    private static string Failure(Attempt attempt, string fingerprint, IReadOnlyList<string> flaky)
    {
        var failures = Telling.First(attempt).Where(failure => !flaky.Contains(failure.Id)).ToList();
        string[] parts = failures switch
        {
            [var line, ..] when Telling.IsLine(line, attempt) => [Quoted.OfVisible(line.Message, MessageLength)],
            [var first, ..] => [Quoted.OfVisible(first.Id, IdLength), Quoted.OfVisible(Message(first), MessageLength)],
            [] => [],
        };
        var more = failures.Count - 1 + attempt.FailuresOmitted;
        return string.Join(": ", parts.Prepend(Quoted.Id(fingerprint)).Where(part => part.Length > 0))
            + (more > 0 ? $" and {more} more" : "");
    }

    /// <summary>The failure's type and message, without the parts that its id has already.</summary>
    private static string Message(RecordedFailure failure)
    {
        var type = failure.Id.StartsWith(failure.Type, StringComparison.Ordinal) ? "" : failure.Type;
        var message = failure.Message == failure.Id ? "" : failure.Message;
        return type.Length > 0 && message.Length > 0 ? $"{type}: {message}" : type + message;
    }
}
