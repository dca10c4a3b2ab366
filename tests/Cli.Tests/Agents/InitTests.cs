using System.Runtime.Versioning;

namespace LoopJournal.Tests.Agents;

/// <summary>The verb <c>init</c>.</summary>
[TestClass]
public sealed class InitTests
{
    private static readonly string[] All = ["claude", "copilot", "codex", "cursor", "gemini", "agents-md"];

    private static readonly Dictionary<string, string> Files = new()
    {
        [".claude/settings.json"] = "{\n  \"permissions\": { \"allow\": [\"Bash(ls)\"] }, // mine\n  \"env\": { \"TOKEN\": \"t0psecret\" }\n}\n",
        [".github/hooks/loop-journal.json"] = "{\n\t\"version\": 1,\n\t\"hooks\": {}\n}",
        [".codex/hooks.json"] = "{\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"say done\"}]}]}}",
        [".cursor/hooks.json"] = "{\r\n    \"version\": 1,\r\n    \"hooks\": {\r\n        \"stop\": [],\r\n    },\r\n}\r\n",
        [".mcp.json"] = "{\n  \"mcpServers\": {}\n}\n",
        [".cursor/mcp.json"] = "{ \"mcpServers\": { \"other\": { \"command\": \"x\" } } }",
        [".gemini/settings.json"] = "{ \"theme\": \"Ünïcode\" }",
        ["AGENTS.md"] = "# How we work\n\nTabs.",
    };

    [TestMethod]
    public void Twice_for_all_agents_and_undone_the_tree_is_as_before()
    {
        using var tool = new Tool();
        WriteFiles(tool);
        var before = ReadTree(tool);
        var first = tool.Run(["init", .. All]);
        Assert.AreEqual(0, first.ExitCode, first.Error);
        var made = ReadTree(tool);
        Assert.HasCount(Files.Count, made.Where(file => before[file.Key] != file.Value).ToList());

        var second = tool.Run(["init", .. All]);
        Assert.AreEqual(Files.Count, second.Lines.Count(line => line.EndsWith(": nothing to change", StringComparison.Ordinal)), second.Output);
        CollectionAssert.AreEquivalent(made, ReadTree(tool));

        Assert.AreEqual(0, tool.Run("init", "--undo").ExitCode);
        CollectionAssert.AreEquivalent(before, ReadTree(tool));
        Assert.AreEqual(Files.Count, tool.Run("init", "--undo").Lines.Count(line => line.EndsWith(": nothing to change", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void In_an_empty_repository_undo_leaves_nothing_behind()
    {
        using var tool = new Tool();
        Assert.AreEqual(0, tool.Run(["init", .. All]).ExitCode);
        Assert.HasCount(Files.Count, ReadTree(tool));
        Assert.AreEqual(0, tool.Run("init", "--undo").ExitCode);
        Assert.AreEqual(".git", Path.GetFileName(Assert.ContainsSingle(Directory.GetFileSystemEntries(tool.Folder))));
    }

    [TestMethod]
    public void A_dry_run_shows_our_lines_and_writes_nothing()
    {
        using var tool = new Tool();
        WriteFiles(tool);
        var before = ReadTree(tool);
        var answer = tool.Run(["init", .. All, "--dry-run"]);
        Assert.Contains(".claude/settings.json: would be edited\n", answer.Output);
        Assert.Contains("  + ## Retry loops\n", answer.Output);
        Assert.DoesNotContain("t0psecret", answer.Output);
        CollectionAssert.AreEquivalent(before, ReadTree(tool));
    }

    [TestMethod]
    public void Without_a_name_the_agents_are_those_of_the_repository()
    {
        using var tool = new Tool();
        var none = tool.Run("init");
        Assert.AreEqual(2, none.ExitCode);
        Assert.Contains("Name the agents: claude, copilot, codex, cursor, gemini or agents-md", none.Error);

        tool.Write("GEMINI.md", "");
        tool.Write("AGENTS.md", "");
        Assert.AreEqual(0, tool.Run("init").ExitCode);
        CollectionAssert.AreEquivalent(new[] { ".gemini/settings.json", "AGENTS.md", "GEMINI.md" }, ReadTree(tool).Keys);
    }

    [TestMethod]
    public void The_hooks_call_the_tool_as_the_repository_has_it()
    {
        using var tool = new Tool();
        Assert.Contains("dnx LoopJournal.Tool --yes -- hook stop", tool.Run("init", "claude").Output);

        var bin = Path.GetDirectoryName(tool.Write("bin/loop-journal", ""))!;
        tool.Variables["PATH"] = "/no/such" + Path.PathSeparator + bin;
        Assert.Contains("\"loop-journal hook stop", tool.Run("init", "cursor").Output);

        tool.Write(".config/dotnet-tools.json", """{"version":1,"tools":{"loopjournal.tool":{"version":"0.1.0","commands":["loop-journal"]}}}""");
        Assert.Contains("dotnet tool run loop-journal -- hook stop", tool.Run("init", "codex").Output);
    }

    [TestMethod]
    public void A_file_that_cannot_be_parsed_is_refused_and_no_file_is_written()
    {
        using var tool = new Tool();
        WriteFiles(tool);
        tool.Write(".codex/hooks.json", "{ \"hooks\": ");
        var before = ReadTree(tool);
        var answer = tool.Run(["init", .. All]);
        Assert.AreEqual(1, answer.ExitCode);
        Assert.Contains(".codex/hooks.json: it cannot be parsed: ", answer.Error);
        Assert.EndsWith("nothing was written\n", answer.Error);
        CollectionAssert.AreEquivalent(before, ReadTree(tool));
    }

    [TestMethod]
    public void A_link_is_not_followed()
    {
        using var tool = new Tool();
        using var other = new Tool();
        var target = other.Write("settings.json", "{}");
        Directory.CreateSymbolicLink(Path.Combine(tool.Folder, ".claude"), other.Folder);
        var answer = tool.Run("init", "claude");
        Assert.AreEqual(1, answer.ExitCode);
        Assert.Contains("is a link", answer.Error);
        Assert.AreEqual("{}", File.ReadAllText(target));
    }

    [TestMethod]
    [UnsupportedOSPlatform("windows")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_file_keeps_its_mode()
    {
        using var tool = new Tool();
        var file = tool.Write(".claude/settings.json", "{}");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(file, mode);
        tool.Run("init", "claude");
        Assert.AreEqual(mode, File.GetUnixFileMode(file));
    }

    private static void WriteFiles(Tool tool)
    {
        foreach (var (name, text) in Files)
        {
            tool.Write(name, text);
        }

        tool.Write(".claude/commands/own.md", "own");
    }

    private static Dictionary<string, string> ReadTree(Tool tool) => Directory
        .EnumerateFiles(tool.Folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(tool.Folder, file).Replace('\\', '/'), file => Convert.ToHexString(File.ReadAllBytes(file)));
}
