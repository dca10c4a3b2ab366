using LoopJournal.Fingerprints.Seed;
using LoopJournal.Journal;
using LoopJournal.Text;
using LoopJournal.Verdicts;
using LoopJournal.Verdicts.Rules;

namespace LoopJournal.Reports;

/// <summary>
/// A verdict on one line, for a reader who sees only that line. Text from logs, command lines and file names is <see cref="Quoted"/>,
/// so it cannot be taken for words of the verdict.
/// </summary>
internal static class VerdictText
{
    private const int MaxActions = 5;
    private const int MaxFiles = 5;
    private const int ActionLength = 80;
    private const int MaxUntouched = 3;
    private const int FileLength = 80;
    private const int IdLength = 200;
    private const int MessageLength = 300;

    /// <summary>The message, without code and severity: what happened, what to do, what was tried, where to go back to.</summary>
    public static string Describe(Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Stalled => $"Stalled: {DescribeStall(verdict)}. {GetAdvice(verdict)}{ListTried(verdict)}."
            + DescribeUntouched(verdict) + DescribeEvidence(verdict) + ListFlaky(verdict),
        VerdictKind.Blocked => $"Blocked: {DescribeBlock(verdict)}.{ListFlaky(verdict)}",
        VerdictKind.Oscillating when verdict is { Pairs: [var pair, ..] } && verdict.Evidence == pair.Swaps =>
            $"Oscillating: {DescribePair(pair)}{DescribeBest(verdict)}.{ListFlaky(verdict)}",
        VerdictKind.Oscillating => $"Oscillating: {DescribeReturn(verdict)}. "
            + $"Read the failures side by side; if they ask for opposite results, stop and ask{DescribeBest(verdict)}.{ListFlaky(verdict)}",
        VerdictKind.Plateau => $"Plateau: {verdict.AttemptsSinceBest} attempts without a new best. "
            + $"Switch strategy{DescribeBest(verdict)}.{ListFlaky(verdict)}",
        _ => $"Progress: {GetReason(verdict)}.{ListFlaky(verdict)}",
    };

    /// <summary>The verdict's reason, fit to be shown: a fingerprint that has another form than ours is quoted.</summary>
    public static string GetReason(Verdict verdict)
    {
        var (raw, shown) = ($"fingerprint {verdict.Fingerprint}", $"fingerprint {Quoted.FromId(verdict.Fingerprint)}");
        return verdict.Reason.Replace(raw, shown, StringComparison.Ordinal);
    }

    /// <summary>The first of the files that no attempt edited.</summary>
    public static string ListUntouched(Verdict verdict) =>
        Quoted.FromList([.. verdict.Untouched.Take(MaxUntouched)], MaxUntouched, FileLength);

    /// <summary>Says why no verdict can be given.</summary>
    public static string DescribeUnreadable(JournalException problem) =>
        $"The journal could not be read, so no stall can be seen: {problem.Message}";

    private static string DescribeStall(Verdict verdict)
    {
        var unchanged = !verdict.NoChange ? ""
            : verdict.AttemptsOnTree >= verdict.StallCount ? " on the same files, nothing was edited between them"
            : $", the last {verdict.AttemptsOnTree} on the same files, nothing was edited between them";
        var moved = verdict.MovingLimit is null ? "" : ", values differ each time";
        return $"{CountAttempts(verdict.StallCount)} failed the same way{unchanged}{moved} ({DescribeLastFailure(verdict)})";
    }

    private static string GetAdvice(Verdict verdict) => verdict.Recommend switch
    {
        Recommendations.FixEnvironment => "Fix the environment: the failure is one of this machine or its setup, not of the code",
        Recommendations.Escalate => "Escalate: ask a person for help",
        _ => "Switch strategy",
    };

    private static string DescribeUntouched(Verdict verdict) => verdict.Untouched.Count == 0 ? ""
        : $" The failures lead to files that none of these attempts edited: {ListUntouched(verdict)}.";

    private static string DescribeEvidence(Verdict verdict) => verdict.EvidenceKind switch
    {
        EvidenceKinds.Generic => " The log names no cause, so other failures may look like this one: show the whole output.",
        EvidenceKinds.LastLines =>
            " No line of the log names a test, an error or a cause, so other failures may look like this one: show the whole output, or"
                + " name the files of test results (run --results).",
        _ => "",
    };

    private static string DescribeBlock(Verdict verdict)
    {
        var block = $"{CountAttempts(verdict.StallCount)} broke off the same way ({DescribeLastFailure(verdict)})";
        return verdict.Evidence is [.., var last] && BlockedHost.FindSite(last) is { Length: > 0 } site
            ? $"{block}. The code at {Quoted.FromSite(site, IdLength)} ends the test host: switch strategy{ListTried(verdict)}"
            : $"{block}. Fix the environment: the tests could not be run, so the code was not judged";
    }

    private static string CountAttempts(int count) => count == 1 ? "1 attempt" : $"{count} consecutive attempts";

    private static string DescribeReturn(Verdict verdict)
    {
        if (verdict.Period is { } period)
        {
            var turn = verdict.Evidence.TakeLast(period).DistinctBy(attempt => attempt.Fingerprint).ToList();
            var failures = turn.Take(2).Select(attempt => DescribeFailure(attempt, attempt.Fingerprint, verdict.Flaky));
            var others = turn.Count > 2 ? $" and {turn.Count - 2} more" : "";
            return $"attempts {ListNumbers(verdict.Evidence)} went through the same failures twice, "
                + $"each repair undoes another ({string.Join(" and ", failures)}{others}){ListFlippingFiles(verdict)}";
        }

        return verdict.Severity == VerdictSeverity.Warning && verdict.ReturnsTo is { } earlier
            ? $"attempt {verdict.Evidence[^1].Iteration} is back where attempt {earlier.Iteration} was, "
                + $"with the same files and the same failure ({DescribeLastFailure(verdict)})"
            : $"the same failure came back in attempts {ListNumbers(verdict.Evidence)}, "
                + $"with others between ({DescribeLastFailure(verdict)})";
    }

    private static string DescribePair(SwappedPair pair) =>
        $"{Quoted.FromTest(pair.First, IdLength)} and {Quoted.FromTest(pair.Second, IdLength)} have never passed together "
        + $"in {pair.Attempts} attempts; attempts {ListNumbers(pair.Swaps)} swapped them. "
        + "Read both tests side by side; if they ask for opposite results, stop and ask";

    /// <summary>The files that were edited on the way there and on the way back.</summary>
    private static string ListFlippingFiles(Verdict verdict)
    {
        var changed = verdict.Evidence.Skip(1).SelectMany(attempt => attempt.Changed ?? []).GroupBy(file => file, StringComparer.Ordinal);
        var files = CodePointOrder.Sort(changed.Where(file => file.Skip(1).Any()).Select(file => file.Key));
        return files.Count == 0 ? "" : $"; files that flip: {Quoted.FromList(files, MaxFiles, FileLength)}";
    }

    private static string ListTried(Verdict verdict)
    {
        var attempts = verdict.Evidence.Where((attempt, i) => i == 0 || !AttemptRank.Improves([verdict.Evidence[i - 1], attempt]));
        var actions = attempts.Select(DescribeAction).Where(action => action.Length > 0).Distinct().ToList();
        return actions.Count == 0 ? "" : $"; tried without effect: {string.Join(", ", actions.TakeLast(MaxActions))}";
    }

    private static string DescribeAction(Attempt attempt) => Quoted.FromVisible(attempt.Action, ActionLength) is { Length: > 0 } action
        ? action
        : attempt.Changed is { Count: > 0 } ? DerivedAction.Describe(attempt) : "";

    private static string DescribeBest(Verdict verdict)
    {
        if (verdict is not { Best: { } best, WasBetter: true })
        {
            return "";
        }

        var command = best.Tree.Length > 0 ? ", back to it with: loop-journal restore best" : "";
        return $"; the best was attempt {best.Iteration}{CountFailures(best)}{command}";
    }

    /// <summary>How many failures an attempt had, behind a comma; empty where that is not known.</summary>
    public static string CountFailures(Attempt attempt) => (attempt.Stage, AttemptRank.CountFailures(attempt)) switch
    {
        (_, null) => "",
        (Stages.Test or "", var failing) => $", {failing} failing",
        (Stages.Compile, 1) => ", 1 error",
        (Stages.Compile, var errors) => $", {errors} errors",
        (_, 1) => ", 1 failure",
        (_, var failures) => $", {failures} failures",
    };

    private static string ListFlaky(Verdict verdict) => verdict.Flaky.Count == 0 ? ""
        : $" Flaky, not counted: {Quoted.FromTests(verdict.Flaky, MaxFiles, IdLength)}.";

    private static string ListNumbers(IReadOnlyList<Attempt> attempts) =>
        string.Join(", ", attempts.TakeLast(8).Select(attempt => attempt.Iteration));

    private static string DescribeLastFailure(Verdict verdict) =>
        verdict.Evidence is [.., var last] ? DescribeFailure(last, verdict.Fingerprint, verdict.Flaky) : Quoted.FromId(verdict.Fingerprint);

    /// <summary>
    /// The fingerprint, the first failure that is not flaky and how many others there are; empty parts are left out.
    /// All lines of its message, because the first is often the test framework's alone. A compiler error's id has its code already, and a
    /// log's line is its id with the numbers masked.
    /// </summary>
    private static string DescribeFailure(Attempt attempt, string fingerprint, IReadOnlyList<string> flaky)
    {
        var failures = attempt.Failures.Where(failure => !flaky.Contains(failure.Id)).ToList();
        string[] parts = failures switch
        {
            [var line, ..] when FailureList.IsLogLine(line, attempt) => [Quoted.FromMessage(line.Message, MessageLength)],
            [var first, ..] => [Quoted.FromTest(first.Id, IdLength), Quoted.FromMessage(GetMessage(first), MessageLength)],
            [] => [],
        };
        var more = failures.Count == 0 ? null
            : FailureList.CountMore(attempt, 1, flaky: attempt.Failures.Count - failures.Count, isFirst: true);
        return string.Join(": ", parts.Prepend(Quoted.FromId(fingerprint)).Where(part => part.Length > 2))
            + (more is null ? "" : $" and {more}");
    }

    /// <summary>The failure's type and message, without the parts that its id has already.</summary>
    private static string GetMessage(RecordedFailure failure)
    {
        var type = failure.Id.StartsWith(failure.Type, StringComparison.Ordinal) ? "" : failure.Type;
        var message = failure.Message == failure.Id ? "" : failure.Message;
        return type.Length > 0 && message.Length > 0 ? $"{type}: {message}" : type + message;
    }
}
