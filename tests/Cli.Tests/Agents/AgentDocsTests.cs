using System.Text.RegularExpressions;
using LoopJournal.Cli.Agents;

namespace LoopJournal.Tests.Agents;

/// <summary>The page on agents: every command of it runs, and every agent has a section.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed partial class AgentDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "agents.md")).ReplaceLineEndings("\n");

    private static IReadOnlyList<string> Commands =>
        [.. CodeBlock().Matches(Page).SelectMany(block => block.Groups[1].Value.Trim().Split('\n'))];

    [TestMethod]
    public void Every_command_runs()
    {
        using var tool = new Tool();
        Directory.Delete(Path.Combine(tool.Folder, ".git"));
        var shell = new Shell(tool);
        shell.AssertRuns("git init -q -b main .");
        foreach (var command in Commands)
        {
            Assert.DoesNotContain("is not a", shell.AssertRuns(command), command);
        }

        Assert.IsGreaterThan(15, Commands.Count);
    }

    [TestMethod]
    public void Every_agent_has_its_commands_its_file_and_its_events()
    {
        foreach (var agent in HookAgent.All)
        {
            Assert.Contains($"loop-journal init {agent.Name}", Page);
            Assert.Contains($"loop-journal hook stop --agent {agent.Name}", Page);
            foreach (var name in (string[])[agent.Settings, agent.Events.SessionStart, agent.Events.Stop, agent.Events.PostTool])
            {
                Assert.Contains($"`{name}`", Page);
            }
        }
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
