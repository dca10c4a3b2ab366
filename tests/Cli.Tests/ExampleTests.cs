namespace LoopJournal.Tests;

/// <summary>The examples that the verbs' help shows, as a shell runs them.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ExampleTests
{
    private const string Trx = """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
        <UnitTestResult testName="A" outcome="Failed"><Output><ErrorInfo><Message>no</Message></ErrorInfo></Output></UnitTestResult>
        </Results></TestRun>
        """;

    /// <summary>They start a program that is not beside the tool in these tests.</summary>
    private const string Server = "mcp";

    private const string Spans = "loop-journal export --otlp";

    // verbs that change the state of the loop or of the files come last
    private static readonly string[] Verbs =
    [
        "stall", "resume", "failures", "status", "report", "proof", "since", "diff", "export", "import", "sync", "fingerprint", "selftest", "restore",
        "init", "hook", "record", "run", "loop", "accept", "reset", Server,
    ];

    [TestMethod]
    public void Every_example_runs()
    {
        using var tool = new Tool();
        var shell = MakeLoop(tool);
        foreach (var verb in Verbs.Where(verb => verb != Server))
        {
            var help = tool.Run(verb, "--help").Lines;
            var examples = help.SkipWhile(line => line != "Examples:").Skip(1).Select(line => line.Trim()).ToList();
            Assert.AreNotEqual(0, examples.Count, verb);
            foreach (var example in examples.Where(example => example != Spans))
            {
                shell.AssertRuns(example);
            }
        }
    }

    [TestMethod]
    public void Every_verb_of_the_help_has_its_examples_run()
    {
        using var tool = new Tool();
        var verbs = tool.Run("--help").Lines.SkipWhile(line => line != "Commands:").Skip(1)
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ').Select(line => line.Trim().Split(' ')[0]);

        CollectionAssert.AreEquivalent(Verbs, verbs.ToList());
    }

    // five failing attempts with an edit before each
    private static Shell MakeLoop(Tool tool)
    {
        Directory.Delete(Path.Combine(tool.Folder, ".git"));
        var shell = new Shell(tool);
        shell.AddProgram("gate", "echo '==== 1 failed, 2 passed in 0.1s ===='; exit 1");
        foreach (var program in new[] { "npm", "pytest", "make", "claude", "codex", "agent", "xdg-open" })
        {
            shell.AddProgram(program, "echo 'error: boom'");
        }

        tool.Write("payload.json", """{"session_id":"abc123"}""");
        tool.Write("test.log", "error: boom\n");
        tool.Write("TestResults/a.trx", Trx);
        shell.AssertRuns("git init -q -b main . && git add . && git -c user.name=n -c user.email=e commit -qm c");
        shell.AssertRuns("git init -q --bare .git/remote.git && git remote add origin .git/remote.git");
        for (var i = 1; i <= 5; i++)
        {
            tool.Write("cart.txt", $"{i}\n");
            shell.AssertRuns("loop-journal run -- gate || [ $? -eq 1 ]");
        }

        shell.AssertRuns("loop-journal record --gate fail --project tests/Shop.Tests.csproj --framework net10.0");
        return shell;
    }
}
