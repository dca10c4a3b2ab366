using System.Text.Json.Nodes;

namespace LoopJournal.Tests.Agents;

/// <summary>The verb <c>hook</c>, with the payloads of each agent.</summary>
[TestClass]
public sealed class HookTests
{
    public static IEnumerable<object[]> Agents => [["claude"], ["copilot"], ["codex"], ["cursor"], ["gemini"]];

    public static IEnumerable<object[]> Payloads => AgentRepository.Payloads.Select(row => new object[]
    {
        (string)row["agent"]!, (string)row["event"]!, row["payload"]!.ToJsonString(),
    });

    [TestMethod]
    [DynamicData(nameof(Payloads))]
    public void Each_documented_payload_is_answered_without_a_complaint(string agent, string name, string payload)
    {
        using var repository = new AgentRepository(agent);
        repository.RunTests("fail");
        var answer = repository.Call(name, payload);
        Assert.AreEqual("", answer.Error);
        Assert.AreEqual(name == "session-start", answer.Output.Length > 0, answer.Output);
    }

    [TestMethod]
    [DynamicData(nameof(Agents))]
    public void A_session_begins_with_the_memory_of_the_loop(string agent)
    {
        using var repository = new AgentRepository(agent);
        Assert.AreEqual("", repository.Call("session-start").Output);

        repository.RunTests("fail", "error: no answer", "--action", "add a retry");
        var json = repository.Call("session-start").Json;
        var text = agent switch
        {
            "copilot" => json.GetProperty("additionalContext"),
            "cursor" => json.GetProperty("additional_context"),
            _ => json.GetProperty("hookSpecificOutput").GetProperty("additionalContext"),
        };
        Assert.StartsWith("resume: 1 attempts", text.GetString());
        Assert.Contains("\"add a retry\"", text.GetString()!);
    }

    [TestMethod]
    [DynamicData(nameof(Agents))]
    public void An_agent_that_edits_and_does_not_pass_is_held_and_told_what_fails(string agent)
    {
        using var repository = new AgentRepository(agent);
        repository.Call("session-start");
        repository.Edit("2");
        repository.RunTests("fail");
        var reason = repository.Stop();
        Assert.StartsWith("LoopJournal: not done (hold 1 of 3): these files have no proof.\n", reason);
        Assert.Contains("attempt 1 failed", reason);
        Assert.Contains("\"error: no answer\"", reason);
    }

    [TestMethod]
    [DynamicData(nameof(Agents))]
    public void An_agent_that_mends_the_files_on_its_second_turn_is_not_held_after_its_proof(string agent)
    {
        using var repository = new AgentRepository(agent);
        repository.Call("session-start");
        repository.Edit("2");
        repository.RunTests("fail");
        Assert.AreNotEqual("", repository.Stop());

        repository.Edit("3");
        repository.RunTests("pass");
        AssertIsSilent(repository.Call("stop"));
        AssertIsSilent(repository.Call("stop"));
    }

    [TestMethod]
    public void A_session_that_edits_nothing_is_not_held_though_tests_fail()
    {
        using var repository = new AgentRepository();
        repository.RunTests("fail");
        repository.Call("session-start");
        AssertIsSilent(repository.Call("stop"));
        repository.RunTests("fail");
        AssertIsSilent(repository.Call("stop"));
        repository.Edit("2");
        repository.Edit("1");
        AssertIsSilent(repository.Call("stop"));
    }

    [TestMethod]
    public void The_first_hook_of_a_session_that_began_without_one_does_not_hold()
    {
        using var repository = new AgentRepository();
        repository.RunTests("fail");
        AssertIsSilent(repository.Call("stop"));
        repository.Edit("2");
        Assert.AreNotEqual("", repository.Stop());
    }

    [TestMethod]
    public void A_turn_that_the_user_ended_is_not_held()
    {
        using var repository = new AgentRepository("cursor");
        repository.Call("session-start");
        repository.Edit("2");
        repository.RunTests("fail");
        AssertIsSilent(repository.Call("stop", """{"conversation_id":"cdefee2d","workspace_roots":["$ROOT"],"status":"aborted"}"""));
        Assert.AreNotEqual("", repository.Stop());
    }

    [TestMethod]
    public void An_edit_after_a_pass_is_held_until_the_tests_run_again()
    {
        using var repository = new AgentRepository();
        repository.Call("session-start");
        repository.RunTests("pass");
        repository.Edit("2");
        Assert.Contains("edited since attempt 1: \"a.txt\"", repository.Stop());
        repository.RunTests("pass");
        Assert.AreEqual("", repository.Stop());
    }

    [TestMethod]
    public void The_user_is_told_why_an_agent_goes_without_a_proof()
    {
        using var repository = new AgentRepository();
        repository.Call("session-start");
        repository.Edit("2");
        Assert.AreEqual(
            "LoopJournal: not checked: no attempt is recorded in this repository; run the tests", ReadMessage(repository.Call("stop")));

        repository.RunTests("fail");
        Assert.AreNotEqual("", repository.Stop());
        Assert.AreEqual(
            "LoopJournal: stalled, not done: the agent was held and ran no test since", ReadMessage(repository.Call("stop")));
        repository.RunTests("fail");
        repository.RunTests("fail");
        Assert.StartsWith("LoopJournal: stalled, not done: LOOP0010: Stalled", ReadMessage(repository.Call("stop")));
    }

    [TestMethod]
    public void A_spent_budget_lets_the_agent_go()
    {
        using var repository = new AgentRepository();
        repository.Tool.Variables["LoopJournalMaxAttempts"] = "2";
        repository.Call("session-start");
        repository.Edit("2");
        repository.RunTests("fail");
        Assert.AreNotEqual("", repository.Stop());
        repository.RunTests("fail", "error: another answer");
        Assert.StartsWith("LoopJournal: stalled, not done: LOOP0016: Budget spent: 2 of 2 attempts", ReadMessage(repository.Call("stop")));
    }

    [TestMethod]
    [DataRow("copilot")]
    [DataRow("cursor")]
    public void An_agent_without_a_place_for_it_gets_the_reason_on_standard_error(string agent)
    {
        using var repository = new AgentRepository(agent);
        repository.Call("session-start");
        repository.Edit("2");
        var answer = repository.Call("stop");
        Assert.AreEqual("", answer.Output);
        Assert.AreEqual("LoopJournal: not checked: no attempt is recorded in this repository; run the tests\n", answer.Error);
    }

    [TestMethod]
    public void Hostile_rows_stay_in_their_quotes()
    {
        using var repository = new AgentRepository();
        repository.Call("session-start");
        repository.Edit("2");
        foreach (var text in HostileText.All)
        {
            repository.RunTests("fail", $"error: {text}", $"--action={text}", $"--command=run {text}");
        }

        HostileText.AssertIsInert(repository.Call("session-start").Json.GetProperty("hookSpecificOutput").GetProperty("additionalContext").GetString()!);
        HostileText.AssertIsInert(repository.Stop());
    }

    [TestMethod]
    public void Two_agents_have_their_own_sessions()
    {
        using var repository = new AgentRepository();
        repository.Call("session-start");
        repository.Edit("2");
        repository.RunTests("fail");
        repository.Call("session-start", """{"session_id":"other","cwd":"$ROOT"}""");
        Assert.AreEqual("", repository.Call("stop", """{"session_id":"other","cwd":"$ROOT"}""").Output);
        Assert.AreNotEqual("", repository.Stop());
    }

    [TestMethod]
    public void An_accepted_failure_counts_and_is_named()
    {
        using var repository = new AgentRepository();
        repository.Call("session-start");
        const string trx = """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
            <UnitTestResult testId="1" testName="Shop.CartTests.Total" outcome="Failed"><Output><ErrorInfo>
            <Message>no answer</Message><StackTrace>at Shop.CartTests.Total()</StackTrace></ErrorInfo></Output></UnitTestResult>
            </Results></TestRun>
            """;
        repository.RunTests("fail", trx);
        repository.Edit("2");
        repository.RunTests("fail", trx);
        Assert.AreNotEqual("", repository.Stop());

        Assert.AreEqual(0, repository.Tool.Run("accept", "--note", "known").ExitCode);
        repository.RunTests("fail", trx);
        var message = ReadMessage(repository.Call("stop"));
        Assert.StartsWith("LoopJournal: proven but for what was accepted:", message);
        Assert.Contains("\"known\"", message);
    }

    [TestMethod]
    public void A_journal_of_another_branch_proves_nothing()
    {
        using var repository = new AgentRepository();
        repository.RunTests("pass", "", "--loop", "other");
        repository.Call("session-start");
        repository.Edit("2");
        Assert.Contains("never run in this loop", repository.Stop());
    }

    [TestMethod]
    public void Outside_of_git_the_agent_goes_and_no_folder_is_made()
    {
        using var repository = new AgentRepository(hasGit: false); // its .git is an empty folder
        AssertIsSilent(repository.Call("session-start"));
        Assert.StartsWith("LoopJournal: not checked: not known: git has no snapshot", ReadMessage(repository.Call("stop")));
        Assert.IsFalse(Directory.Exists(Path.Combine(repository.Tool.Folder, ".orchestrator")));
    }

    [TestMethod]
    public void An_agent_is_told_once_of_an_attempt_that_did_not_help()
    {
        using var repository = new AgentRepository();
        repository.Call("session-start");
        repository.RunTests("fail");
        AssertIsSilent(repository.Call("post-tool"));
        repository.RunTests("fail");
        repository.RunTests("fail");
        var json = JsonNode.Parse(repository.Call("post-tool").Output)!["hookSpecificOutput"]!;
        Assert.AreEqual("PostToolUse", (string)json["hookEventName"]!);
        Assert.Contains("verdict: STALLED", (string)json["additionalContext"]!);
        AssertIsSilent(repository.Call("post-tool"));
    }

    [TestMethod]
    public void The_folder_of_the_project_counts_before_the_agents_own()
    {
        using var repository = new AgentRepository();
        repository.RunTests("fail");
        repository.Tool.Variables["CLAUDE_PROJECT_DIR"] = repository.Tool.Folder;
        using var other = new Tool();
        var payload = JsonNode.Parse("""{"session_id":"abc123"}""")!.AsObject();
        payload["cwd"] = other.Folder;
        Assert.Contains("resume: 1 attempts", repository.Call("session-start", payload.ToJsonString()).Output);
        Assert.IsFalse(File.Exists(other.Journal));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("junk")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("{\"session_id\":")]
    [DataRow("{\"session_id\":7}")]
    [DataRow("{\"session_id\":\"\"}")]
    [DataRow("{\"session_id\":\"\\ud800\"}")]
    public void A_broken_payload_gets_one_line_on_standard_error(string payload)
    {
        using var repository = new AgentRepository();
        foreach (var name in (string[])["session-start", "stop", "post-tool"])
        {
            AssertIsComplaint(repository.Call(name, payload), "standard input is not a payload: ");
        }
    }

    [TestMethod]
    public void A_payload_without_an_end_is_not_read_to_its_end()
    {
        using var repository = new AgentRepository();
        var payload = $$"""{"session_id":"{{new string('x', 17 * 1024 * 1024)}}"}""";
        AssertIsComplaint(repository.Call("stop", payload), "standard input is not a payload: \"it is larger than 16 MB\"");
    }

    [TestMethod]
    public void Whatever_is_wrong_with_the_call_its_exit_code_is_0()
    {
        using var repository = new AgentRepository();
        AssertIsComplaint(repository.Tool.Run("hook", "sub-stop", "--agent", "claude"), "\"sub-stop\" is not an event");
        AssertIsComplaint(repository.Tool.Run("hook", "stop", "--agent", "other"), "--agent \"other\" is not an agent");
        foreach (var arguments in (string[][])[["hook"], ["hook", "stop", "--new"], ["hook", "stop", "--k", "x"], ["hook", "a", "b"]])
        {
            var answer = repository.Tool.Run(arguments);
            Assert.AreEqual(0, answer.ExitCode);
            Assert.AreEqual("", answer.Output);
            Assert.HasCount(1, answer.Error.TrimEnd('\n').Split('\n'));
        }
    }

    [TestMethod]
    public void A_session_that_cannot_be_kept_does_not_hold()
    {
        using var repository = new AgentRepository();
        repository.Call("session-start");
        repository.Edit("2");
        repository.RunTests("fail");
        var sessions = Path.Combine(Path.GetDirectoryName(repository.Tool.Journal)!, "sessions");
        Directory.Delete(sessions, recursive: true);
        File.WriteAllText(sessions, "");
        var answer = repository.Call("stop");
        Assert.AreEqual("", answer.Output);
        Assert.AreNotEqual("", answer.Error);
    }

    [TestMethod]
    public void A_link_in_the_place_of_the_sessions_is_not_followed()
    {
        using var repository = new AgentRepository();
        repository.Call("session-start");
        var sessions = Path.Combine(Path.GetDirectoryName(repository.Tool.Journal)!, "sessions");
        using var elsewhere = new Tool();
        Directory.Delete(sessions, recursive: true);
        Directory.CreateSymbolicLink(sessions, elsewhere.Folder);
        Assert.Contains("is a link", repository.Call("session-start").Error);
        Assert.IsEmpty(Directory.GetFiles(elsewhere.Folder));
    }

    private static void AssertIsSilent(Answer answer) => Assert.AreEqual(("", ""), (answer.Output, answer.Error));

    private static void AssertIsComplaint(Answer answer, string start)
    {
        Assert.AreEqual((0, ""), (answer.ExitCode, answer.Output));
        Assert.StartsWith("loop-journal hook: " + start, answer.Error);
        Assert.HasCount(1, answer.Error.TrimEnd('\n').Split('\n'));
    }

    private static string ReadMessage(Answer answer) => answer.Json.GetProperty("systemMessage").GetString()!;
}
