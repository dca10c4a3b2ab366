using System.Text.Json.Nodes;

namespace LoopJournal.Tests;

/// <summary>Scripted agents on a repository whose tests fail, with the hooks of Claude Code around each turn.</summary>
[TestClass]
[TestCategory("Full")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class AgentLoopTests
{
    [TestMethod]
    public void An_agent_that_never_mends_the_bug_is_let_go_as_stalled()
    {
        using var agent = new ScriptedAgent();
        agent.Begin();
        AssertIsHeld("attempt 1 failed", agent.Turn(agent.EditComment));
        AssertIsHeld("attempt 2 failed", agent.Turn(agent.EditComment));
        AssertIsLetGo("LOOP0010: Stalled: 3 consecutive attempts failed the same way", agent.Turn(agent.EditComment));
    }

    [TestMethod]
    public void An_agent_that_skips_the_failing_test_is_held_K_times_and_let_go()
    {
        using var agent = new ScriptedAgent();
        agent.Begin();
        AssertIsHeld("attempt 1 failed", agent.Turn(agent.EditComment));
        AssertIsHeld("attempt 2 passed, but", agent.Turn(() => agent.Shop.WriteTests(total: "skipped")));
        AssertIsHeld("attempt 3 passed, but", agent.Turn(agent.EditComment));
        AssertIsLetGo("held 3 times in this session", agent.Turn(agent.EditComment));
    }

    [TestMethod]
    public void An_agent_that_wanders_from_failure_to_failure_is_held_K_times_and_let_go()
    {
        using var agent = new ScriptedAgent();
        agent.Begin();
        for (var turn = 1; turn <= 3; turn++)
        {
            AssertIsHeld($"attempt {turn} failed", agent.Turn(agent.Wander));
        }

        AssertIsLetGo("held 3 times in this session", agent.Turn(agent.Wander));
    }

    [TestMethod]
    public void An_agent_that_deletes_the_failing_test_and_claims_to_be_done_is_let_go_without_another_run()
    {
        using var agent = new ScriptedAgent();
        agent.Begin();
        AssertIsHeld("attempt 1 failed", agent.Turn(agent.EditComment));
        AssertIsHeld("attempt 2 passed, but", agent.Turn(() => agent.Shop.WriteTests(total: "deleted")));
        AssertIsLetGo("the agent was held and ran no test since", agent.Stop());
    }

    [TestMethod]
    public void An_agent_that_mends_the_bug_on_its_second_turn_is_not_held_after_its_proof()
    {
        using var agent = new ScriptedAgent();
        agent.Begin();
        AssertIsHeld("attempt 1 failed", agent.Turn(agent.EditComment));
        Assert.IsNull(agent.Turn(agent.Shop.Fix));
        Assert.IsNull(agent.Stop());
    }

    [TestMethod]
    public void A_session_that_only_answers_questions_is_not_held()
    {
        using var agent = new ScriptedAgent();
        agent.Shop.Run();
        agent.Begin();
        Assert.IsNull(agent.Stop());
        Assert.IsNull(agent.Turn(() => { }));
    }

    [TestMethod]
    public void A_filtered_run_and_a_second_project_leave_the_proof_open()
    {
        using var agent = new ScriptedAgent();
        agent.Begin();
        agent.Shop.Fix();
        agent.Shop.RunFiltered();
        AssertIsHeld("never run in this loop", agent.Stop()); // no unfiltered stream is known yet

        agent.Shop.Run();
        Assert.IsNull(agent.Stop());

        Directory.CreateDirectory(agent.Shop.Repo.In("tests/Other.Tests"));
        File.Copy(agent.Shop.Repo.In(Shop.TestProject), agent.Shop.Repo.In("tests/Other.Tests/Other.Tests.csproj"));
        agent.Shop.Repo.Write("tests/Other.Tests/OtherTests.cs", """
            namespace Other.Tests;

            [TestClass]
            public class OtherTests
            {
                [TestMethod]
                public void Fails() => throw new System.InvalidOperationException("other");
            }
            """);
        agent.Shop.Repo.Test("tests/Other.Tests");
        AssertIsHeld("Other.Tests (net10.0)\": attempt 1 failed", agent.Stop());
    }

    private static void AssertIsHeld(string reason, JsonObject? answer)
    {
        Assert.AreEqual("block", (string?)answer?["decision"], answer?.ToJsonString());
        Assert.StartsWith("LoopJournal: not done (hold ", (string)answer!["reason"]!);
        Assert.Contains(reason, (string)answer["reason"]!);
    }

    private static void AssertIsLetGo(string reason, JsonObject? answer)
    {
        Assert.IsNull(answer?["decision"], answer?.ToJsonString());
        Assert.StartsWith("LoopJournal: stalled, not done: ", (string?)answer?["systemMessage"] ?? "");
        Assert.Contains(reason, (string)answer!["systemMessage"]!);
    }
}
