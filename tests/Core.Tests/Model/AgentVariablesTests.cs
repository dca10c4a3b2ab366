using LoopJournal.Model;

namespace LoopJournal.Tests.Model;

[TestClass]
public sealed class AgentVariablesTests
{
    [TestMethod]
    [DataRow("CLAUDECODE", "1", "claude")]
    [DataRow("CLAUDE_CODE_ENTRYPOINT", "cli", "claude")]
    [DataRow("CURSOR_AGENT", "1", "cursor")]
    [DataRow("GEMINI_CLI", "1", "gemini")]
    [DataRow("COPILOT_CLI", "true", "copilot")]
    [DataRow("AI_AGENT", "github_copilot_app_agent", "copilot")]
    [DataRow("CODEX_SANDBOX", "seatbelt", "codex")]
    [DataRow("CODEX_THREAD_ID", "01", "codex")]
    [DataRow("OR_APP_NAME", "aider", "aider")]
    [DataRow("OPENCODE_AI", "1", "opencode")]
    [DataRow("LoopAgent", "our bot", "our bot")]
    public void A_variable_names_the_agent(string variable, string value, string agent) =>
        Assert.AreEqual(agent, AgentVariables.Find(name => name == variable ? value : null));

    [TestMethod]
    [DataRow("CLAUDECODE", "")]
    [DataRow("GEMINI_CLI", "0")]
    [DataRow("COPILOT_CLI", "false")]
    [DataRow("AI_AGENT", "another")]
    [DataRow("LoopAgent", "")]
    public void A_switch_that_is_off_names_none(string variable, string value) =>
        Assert.AreEqual("", AgentVariables.Find(name => name == variable ? value : null));

    [TestMethod]
    public void The_name_that_the_user_gives_counts_before_the_variables_of_agents() =>
        Assert.AreEqual("mine", AgentVariables.Find(name => name == AgentVariables.Own ? "mine" : "1"));
}
