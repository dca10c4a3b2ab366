using System.CommandLine;
using LoopJournal.Fingerprints.Seed;

namespace LoopJournal.Cli.Verbs;

/// <summary>
/// <c>selftest</c>: proves in this installation that fingerprints are stable and that each verdict fires. Reads and writes no journal.
/// </summary>
internal static class SelfTestVerb
{
    private const int K = StallDetector.DefaultThreshold;

    public static Command Create(Shell shell)
    {
        var verb = new Verb("selftest", "Prove that this installation works, without touching the journal.", "selftest");
        return verb.WithAction(_ =>
        {
            var checks = Checks().ToList();
            foreach (var (name, got, want) in checks)
            {
                shell.Output.WriteLine($"  [{(got == want ? "ok" : "XX")}] {name,-30} got={got} want={want}");
            }

            var passed = checks.Count(check => check.Got == check.Want);
            shell.Output.WriteLine($"selftest: {(passed == checks.Count ? "PASS" : "FAIL")} ({passed}/{checks.Count})");
            return passed == checks.Count ? ExitCodes.Done : ExitCodes.Failed;
        });
    }

    private static IEnumerable<(string Name, string Got, string Want)> Checks() => [.. Fingerprints(), .. Verdicts()];

    private static (string Name, string Got, string Want)[] Fingerprints()
    {
        const string failure = "FAILED test_login at app/auth.py:42 (0x7ffd, 2026-06-24T10:00:00Z) 1.3s";
        const string again = "FAILED test_login at app/auth.py:99 (0x1abc, 2026-06-25T11:22:33Z) 0.4s";
        const string other = "AssertionError: expected 3 got 4 in test_math";
        return
        [
            ("fingerprint.seed", SeedFingerprint.Of(failure), "dced59bf9ed5"),
            ("fingerprint.seed.stable", SeedFingerprint.Of(again), "dced59bf9ed5"),
            ("fingerprint.seed.distinct", SeedFingerprint.Of(other), "9d2257177993"),
            ("fingerprint.seed.empty", SeedFingerprint.Of(""), ""),
            ("fingerprint.text.stable", OfLog(again), OfLog(failure)),
            ("fingerprint.text.distinct", (OfLog(other) != OfLog(failure)).ToString(), bool.TrueString),
            ("fingerprint.test.stable", OfTest("answer after 12 ms", 42), OfTest("answer after 7 ms", 99)),
            ("fingerprint.test.distinct", (OfTest("no answer", 42) != OfTest("an answer", 42)).ToString(), bool.TrueString),
        ];
    }

    private static (string Name, string Got, string Want)[] Verdicts() =>
    [
        ("stall.repetition", Verdict(Fail("A"), Fail("A"), Fail("A")), "STALLED"),
        ("stall.no_change", Verdict(Fail("A", "T"), Fail("B", "T"), Fail("C", "T")), "STALLED"),
        ("stall.circle", Verdict(Fail("A"), Fail("B"), Fail("A"), Fail("B")), "OSCILLATING"),
        ("stall.return", Verdict(Fail("A", "T1"), Fail("B", "T2"), Fail("A", "T1")), "OSCILLATING"),
        ("stall.blocked", Verdict(Blocked(), Blocked(), Blocked()), "BLOCKED"),
        ("stall.plateau", Verdict([.. Enumerable.Range(0, (2 * K) + 1).Select(i => Counted($"F{i}"))]), "PLATEAU"),
        ("progress.moving", Verdict(Fail("A"), Fail("B"), Fail("C")), "PROGRESS"),
        ("progress.under_k", Verdict(Fail("A"), Fail("A")), "PROGRESS"),
        ("progress.after_pass", Verdict(Fail("A"), Fail("A"), Fail("A"), new() { Gate = Gates.Pass }), "PROGRESS"),
        ("progress.after_reset", Verdict(Fail("A"), Fail("A"), Fail("A"), new() { Gate = Gates.Reset }), "PROGRESS"),
        ("stall.dead_end", string.Join(';', StallDetector.Analyze([Fail("A"), Fail("A"), Fail("A")], K).DeadEnds), "try A"),
    ];

    private static string OfLog(string text)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var output = GateOutput.Read(stream, NoRepository);
        return FailureSetFingerprint.Of(output.Algorithm, output.Failures);
    }

    private static string OfTest(string message, int line) => FailureSetFingerprint.Of(
        Algorithms.Failures,
        TestFailure.From(OfTimeout(message, line), NoRepository));

    private static TestResult OfTimeout(string message, int line) => new(
        "Shop.CartTests.Total", "Total", "System.TimeoutException", message, $"   at Shop.Cart.Total() in /repo/Cart.cs:line {line}");

    private static RepositoryPaths NoRepository => new("/repo", _ => false);

    private static string Verdict(params Attempt[] attempts) => VerdictCodes.NameOf(StallDetector.Analyze(attempts, K).Kind);

    private static Attempt Fail(string fingerprint, string tree = "") =>
        new() { Gate = Gates.Fail, Fingerprint = fingerprint, Action = "try " + fingerprint, Tree = tree };

    private static Attempt Blocked() => new() { Gate = Gates.Blocked, Stage = Stages.Host, Fingerprint = "H" };

    private static Attempt Counted(string fingerprint) => Fail(fingerprint) with { Stage = Stages.Test, Tests = new(10, 5, 5, 0) };
}
