using LoopJournal.Tasks;

namespace LoopJournal.Tests;

/// <summary>How a target starts the tool, which is a shell script here.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class RunToolTests
{
    private readonly string _folder = TemporaryFolder.Create();
    private readonly FakeBuildEngine _engine = new();

    [TestCleanup]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("a;b 'c' \"d\" $(touch pwned) %3B \\")]
    [DataRow("--note")]
    [DataRow("@response")]
    [DataRow("")]
    public void A_text_is_one_unchanged_argument(string text)
    {
        var prepare = Prepare(text);
        var tool = CreateTool("""for argument; do printf '%s\n' "$argument"; done""");
        (tool.Note, tool.Header, tool.JournalDirectory) = (prepare.Note, prepare.Header, prepare.JournalDirectory);

        Assert.IsTrue(tool.Execute());
        string[] expected = text.Length == 0
            ? ["verb", $"--journal={_folder}/loop", "--loop", "--project=Shop.csproj"]
            : ["verb", $"--note={text}", $"--journal={_folder}/loop", $"--loop={text}", "--project=Shop.csproj"];
        CollectionAssert.AreEqual(expected, tool.Lines);
        CollectionAssert.IsSubsetOf(expected, _engine.HighMessages.ToList());
    }

    [TestMethod]
    public void It_runs_in_the_folder_of_the_project()
    {
        var tool = CreateTool("pwd -P | sed 's,.*/,,'");
        tool.Execute();
        CollectionAssert.AreEqual(new[] { Path.GetFileName(_folder) }, tool.Lines);
    }

    [TestMethod]
    public void A_failure_is_one_error_with_the_tools_whole_message()
    {
        Assert.IsFalse(CreateTool("echo answer; echo first >&2; echo second >&2; exit 3").Execute());
        var error = Assert.ContainsSingle(_engine.Errors);
        Assert.AreEqual("LOOP0005 'loop-journal verb' ended with exit code 3: first second", $"{error.Code} {error.Message}");
        Assert.AreEqual(Path.Combine(_folder, "Shop.csproj"), error.File);
    }

    [TestMethod]
    public void A_warning_of_the_tool_is_shown_and_is_not_its_answer()
    {
        var tool = CreateTool("echo answer; echo 'warning LOOP0003: lines' >&2");

        Assert.IsTrue(tool.Execute());
        CollectionAssert.AreEqual(new[] { "answer" }, tool.Lines);
        CollectionAssert.AreEqual(new[] { "answer", "warning LOOP0003: lines" }, _engine.HighMessages.ToArray());
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    public void A_canceled_build_ends_the_tool()
    {
        var tool = CreateTool("echo ready; exec tail -f /dev/null");
        _engine.OnMessage = message =>
        {
            if (message == "ready")
            {
                tool.Cancel();
            }
        };

        Assert.IsFalse(tool.Execute());
    }

    private RunTool CreateTool(string script)
    {
        var path = Path.Combine(_folder, "tool.sh");
        File.WriteAllText(path, script + "\n");
        return new()
        {
            BuildEngine = _engine, Dotnet = "/bin/sh", Tool = path, Arguments = ["verb"],
            ProjectFile = Path.Combine(_folder, "Shop.csproj"),
        };
    }

    private PrepareAttempt Prepare(string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".git"));
        var prepare = new PrepareAttempt
        {
            BuildEngine = _engine,
            ProjectFile = Path.Combine(_folder, "Shop.csproj"),
            Directory = "loop",
            LoopId = text,
            Note = text,
        }.WithDefaults();
        Assert.IsTrue(prepare.Execute());
        return prepare;
    }
}
