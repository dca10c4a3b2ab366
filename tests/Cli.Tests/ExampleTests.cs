using System.Diagnostics;

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

    // verbs that change the state of the loop or of the files come last
    private static readonly string[] Verbs =
    [
        "stall", "resume", "failures", "status", "proof", "since", "diff", "fingerprint", "selftest", "restore", "record", "run", "accept",
        "reset",
    ];

    [TestMethod]
    public void Every_example_runs()
    {
        using var tool = new Tool();
        MakeLoop(tool);
        foreach (var verb in Verbs)
        {
            var help = tool.Run(verb, "--help").Lines;
            var examples = help.SkipWhile(line => line != "Examples:").Skip(1).Select(line => line.Trim()).ToList();
            Assert.AreNotEqual(0, examples.Count, verb);
            foreach (var example in examples)
            {
                var (exitCode, output) = RunShell(tool, example);
                Assert.AreEqual(0, exitCode, $"{example}\n{output}");
                Assert.DoesNotContain("not found", output, example);
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
    private static void MakeLoop(Tool tool)
    {
        Directory.Delete(Path.Combine(tool.Folder, ".git"));
        AddProgram(tool, "loop-journal", $"exec dotnet '{Tool.Program}' \"$@\"");
        AddProgram(tool, "gate", "echo '==== 1 failed, 2 passed in 0.1s ===='; exit 1");
        foreach (var program in new[] { "npm", "pytest", "make" })
        {
            AddProgram(tool, program, "echo 'error: boom'");
        }

        tool.Write("test.log", "error: boom\n");
        tool.Write("TestResults/a.trx", Trx);
        AssertRuns(tool, "chmod +x programs/* && git init -q -b main . && git add . && git -c user.name=n -c user.email=e commit -qm c");
        for (var i = 1; i <= 5; i++)
        {
            tool.Write("cart.txt", $"{i}\n");
            AssertRuns(tool, "loop-journal run -- gate || [ $? -eq 1 ]");
        }

        AssertRuns(tool, "loop-journal record --gate fail --project tests/Shop.Tests.csproj --framework net10.0");
    }

    private static void AddProgram(Tool tool, string name, string script) => tool.Write($"programs/{name}", $"#!/bin/sh\n{script}\n");

    private static void AssertRuns(Tool tool, string script)
    {
        var (exitCode, output) = RunShell(tool, script);
        Assert.AreEqual(0, exitCode, $"{script}\n{output}");
    }

    // the script fails where one of its commands or pipes does
    private static (int ExitCode, string Output) RunShell(Tool tool, string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", $"exec 2>&1; {script}"])
        {
            WorkingDirectory = tool.Folder,
            RedirectStandardOutput = true,
            Environment = { ["PATH"] = $"{Path.Combine(tool.Folder, "programs")}:{Environment.GetEnvironmentVariable("PATH")}" },
        })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return (shell.ExitCode, output);
    }
}
