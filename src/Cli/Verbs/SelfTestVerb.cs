using LoopJournal.Fingerprints.Seed;

namespace LoopJournal.Cli.Verbs;

/// <summary>
/// <c>selftest</c>: proves in this installation that fingerprints are stable and that each verdict fires. Reads and writes no journal.
/// </summary>
internal static class SelfTestVerb
{
    private const int K = StallDetector.DefaultThreshold;

    public static Command Create(ToolContext context)
    {
        var verb = new Verb("selftest", "Prove that this installation works, without touching the journal.", "selftest");
        return verb.WithAction(_ =>
        {
            var checks = RunChecks().ToList();
            foreach (var (name, got, want) in checks)
            {
                context.Output.WriteLine($"  [{(got == want ? "ok" : "XX")}] {name,-30} got={got} want={want}");
            }

            var passed = checks.Count(check => check.Got == check.Want);
            context.Output.WriteLine($"selftest: {(passed == checks.Count ? "PASS" : "FAIL")} ({passed}/{checks.Count})");
            return passed == checks.Count ? ExitCodes.Done : ExitCodes.Failed;
        });
    }

    private static IEnumerable<(string Name, string Got, string Want)> RunChecks() => [.. CheckFingerprints(), .. CheckVerdicts()];

    private static (string Name, string Got, string Want)[] CheckFingerprints()
    {
        const string failure = "FAILED test_login at app/auth.py:42 (0x7ffd, 2026-06-24T10:00:00Z) 1.3s";
        const string again = "FAILED test_login at app/auth.py:99 (0x1abc, 2026-06-25T11:22:33Z) 0.4s";
        const string other = "AssertionError: expected 3 got 4 in test_math";
        return
        [
            ("fingerprint.seed", SeedFingerprint.Compute(failure), "dced59bf9ed5"),
            ("fingerprint.seed.stable", SeedFingerprint.Compute(again), "dced59bf9ed5"),
            ("fingerprint.seed.distinct", SeedFingerprint.Compute(other), "9d2257177993"),
            ("fingerprint.seed.empty", SeedFingerprint.Compute(""), ""),
            ("fingerprint.text.stable", FingerprintLog(again), FingerprintLog(failure)),
            ("fingerprint.text.distinct", (FingerprintLog(other) != FingerprintLog(failure)).ToString(), bool.TrueString),
            ("fingerprint.test.stable", FingerprintTest("answer after 12 ms", 42), FingerprintTest("answer after 7 ms", 99)),
            ("fingerprint.test.distinct", (FingerprintTest("none", 42) != FingerprintTest("an answer", 42)).ToString(), bool.TrueString),
        ];
    }

    private static (string Name, string Got, string Want)[] CheckVerdicts() =>
    [
        ("stall.repetition", GetVerdict(Fail("A"), Fail("A"), Fail("A")), "STALLED"),
        ("stall.no_change", GetVerdict([.. Enumerable.Range(0, K).Select(i => Fail("A", "T") with { Detail = $"D{i}" })]), "STALLED"),
        ("progress.no_change", GetVerdict(Fail("A", "T"), Fail("B", "T"), Fail("C", "T")), "PROGRESS"),
        ("stall.circle", GetVerdict(Fail("A"), Fail("B"), Fail("A"), Fail("B")), "OSCILLATING"),
        ("stall.return", GetVerdict(Fail("A", "T1"), Fail("B", "T2"), Fail("A", "T1")), "OSCILLATING"),
        ("stall.blocked", GetVerdict(CreateBlocked(), CreateBlocked(), CreateBlocked()), "BLOCKED"),
        ("stall.plateau", GetVerdict([.. Enumerable.Range(0, (2 * K) + 1).Select(i => CreateCounted($"F{i}"))]), "PLATEAU"),
        ("progress.moving", GetVerdict(Fail("A"), Fail("B"), Fail("C")), "PROGRESS"),
        ("progress.under_k", GetVerdict(Fail("A"), Fail("A")), "PROGRESS"),
        ("progress.after_pass", GetVerdict(Fail("A"), Fail("A"), Fail("A"), new() { Gate = Gates.Pass }), "PROGRESS"),
        ("progress.after_reset", GetVerdict(Fail("A"), Fail("A"), Fail("A"), new() { Gate = Gates.Reset }), "PROGRESS"),
        ("stall.dead_end", string.Join(';', StallDetector.Analyze([Fail("A"), Fail("A"), Fail("A")], K).DeadEnds), "try A"),
    ];

    private static string FingerprintLog(string text)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var output = ParsedOutput.Read(stream, NoRepository);
        return FailureSetFingerprint.Compute(output.Algorithm, output.Failures);
    }

    private static string FingerprintTest(string message, int line) => FailureSetFingerprint.Compute(
        Algorithms.Failures,
        TestFailure.From(CreateTimeout(message, line), NoRepository));

    private static TestResult CreateTimeout(string message, int line) => new(
        "Shop.CartTests.Total", "Total", "System.TimeoutException", message, $"   at Shop.Cart.Total() in /repo/Cart.cs:line {line}");

    private static RepositoryPaths NoRepository => new("/repo", _ => false);

    private static string GetVerdict(params Attempt[] attempts) => VerdictCodes.GetName(StallDetector.Analyze(attempts, K).Kind);

    private static Attempt Fail(string fingerprint, string tree = "") =>
        new() { Gate = Gates.Fail, Fingerprint = fingerprint, Action = "try " + fingerprint, Tree = tree };

    private static Attempt CreateBlocked() => new() { Gate = Gates.Blocked, Stage = Stages.Host, Fingerprint = "H" };

    private static Attempt CreateCounted(string fingerprint) => Fail(fingerprint) with { Stage = Stages.Test, Tests = new(10, 5, 5, 0) };
}
