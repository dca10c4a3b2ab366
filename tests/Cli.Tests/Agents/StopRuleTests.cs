using CsCheck;
using LoopJournal.Cli.Agents;
using LoopJournal.Model;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Agents;

[TestClass]
public sealed class StopRuleTests
{
    private const int K = 3;

    private static readonly StreamKey Tests = new("main", "tests/Shop.Tests.csproj", "net10.0", "test");
    private static readonly Proof Proven = new("d670460b4b4aece5915caf5c68d12f560a9fe3e4", [], [], []);
    private static readonly Proof Failing = Lack(ProofGapKind.Failing);

    // An agent that edited files and has no proof, and was not held yet
    private static readonly StopFacts Unproven = new(HasEdits: true, HasAttempts: true, Failing, Error: null, Holds: 0, HasNewAttempt: true);

    [TestMethod]
    public void An_agent_without_a_proof_is_held()
    {
        var decision = StopRule.Decide(Unproven, K);
        Assert.IsTrue(decision.IsHeld);
        Assert.AreEqual("not done (hold 1 of 3): these files have no proof", decision.Text);
    }

    [TestMethod]
    public void A_session_without_an_edit_is_not_held() => AssertLetGo("", Unproven with { HasEdits = false });

    [TestMethod]
    public void A_proof_lets_the_agent_go() => AssertLetGo("", Unproven with { Proof = Proven });

    [TestMethod]
    public void A_proof_that_lacks_accepted_failures_only_counts_and_they_are_named() =>
        AssertLetGo("proven but for what was accepted:", Unproven with { Proof = Lack(ProofGapKind.Known) });

    [TestMethod]
    public void A_reset_in_the_session_is_named()
    {
        var proof = Proven with { Resets = [new() { Gate = Gates.Reset, Note = "a new goal", Timestamp = "2026-06-24T10:00:00Z" }] };
        var decision = StopRule.Decide(Unproven with { Proof = proof }, K);
        Assert.IsFalse(decision.IsHeld);
        Assert.Contains("a new goal", decision.Text);
    }

    [TestMethod]
    [DataRow(nameof(ProofGapKind.NotRun))]
    [DataRow(nameof(ProofGapKind.Filtered))]
    [DataRow(nameof(ProofGapKind.Vanished))]
    [DataRow(nameof(ProofGapKind.Stale))]
    [DataRow(nameof(ProofGapKind.Skipped))]
    [DataRow(nameof(ProofGapKind.Edited))]
    [DataRow(nameof(ProofGapKind.NoSnapshot))]
    public void Every_other_gap_holds(string kind) =>
        Assert.IsTrue(StopRule.Decide(Unproven with { Proof = Lack(Enum.Parse<ProofGapKind>(kind)) }, K).IsHeld);

    [TestMethod]
    public void An_error_verdict_lets_the_agent_go() =>
        AssertLetGo("stalled, not done: LOOP0010: Stalled", Unproven with { Error = "LOOP0010: Stalled" });

    [TestMethod]
    public void At_K_holds_the_agent_goes() =>
        AssertLetGo("stalled, not done: held 3 times in this session, and the files still have no proof", Unproven with { Holds = K });

    [TestMethod]
    public void Without_an_attempt_since_the_last_hold_the_agent_goes() =>
        AssertLetGo("stalled, not done: the agent was held and ran no test since", Unproven with { Holds = 1, HasNewAttempt = false });

    [TestMethod]
    public void Where_nothing_can_be_known_the_agent_goes()
    {
        AssertLetGo("not checked: not known: git has no snapshot", Unproven with { Proof = null });
        AssertLetGo("not checked: no attempt is recorded", Unproven with { HasAttempts = false });
        AssertLetGo("", Unproven with { HasEdits = null });
    }

    [TestMethod]
    public void In_no_session_is_an_agent_held_more_than_K_times_or_twice_without_an_attempt() =>
        Gen.Select(
            Gen.Int[1, 5],
            Gen.Select(Gen.Bool, Gen.Bool, Gen.Enum<ProofGapKind>(), (edits, ran, gap) => (edits, ran, gap)).Array[0, 40])
            .Sample((k, stops) =>
            {
                var (holds, ranSinceHold) = (0, true);
                foreach (var (edits, ran, gap) in stops)
                {
                    ranSinceHold |= ran;
                    var facts = new StopFacts(edits, HasAttempts: true, Lack(gap), Error: null, holds, ranSinceHold);
                    if (StopRule.Decide(facts, k).IsHeld)
                    {
                        Assert.IsTrue(edits && ranSinceHold && gap != ProofGapKind.Known);
                        holds++;
                        ranSinceHold = false;
                    }
                }

                Assert.IsLessThanOrEqualTo(k, holds);
            });

    private static Proof Lack(ProofGapKind kind) =>
        Proven with { Gaps = [new(Tests, kind, new() { Stream = Tests, Iteration = 2, Gate = Gates.Fail })] };

    private static void AssertLetGo(string text, StopFacts facts)
    {
        var decision = StopRule.Decide(facts, K);
        Assert.IsFalse(decision.IsHeld);
        Assert.StartsWith(text, decision.Text);
        Assert.AreEqual(text.Length == 0, decision.Text.Length == 0);
    }
}
