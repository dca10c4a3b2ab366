using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>
/// One cell of the matrix: a failing command runs once without the package and twice with it, then the product is mended and the
/// command passes. The package changes neither the exit codes nor what lies in the repository, and the journal tells what happened.
/// </summary>
internal sealed class Cell(Sandbox repo, params string[] command)
{
    /// <summary>The file of a program that the package adds to the output folder.</summary>
    private const string Extension = "LoopJournal.TestingPlatform.dll";

    /// <summary>The test file that gets a line more between the two failing runs. Null: nothing moves.</summary>
    public string? TestFile { get; init; }

    /// <summary>Mends the product.</summary>
    public required Action Fix { get; init; }

    /// <summary>The exit code of the command when tests fail.</summary>
    public int FailingExitCode { get; init; } = 1;

    /// <summary>How many streams the command has.</summary>
    public int Streams { get; init; } = 1;

    /// <summary>The tests, sorted by name, whose failures have no frame in the repository. The others have one.</summary>
    public IReadOnlyList<string> WithoutSite { get; init; } = [];

    /// <summary>
    /// The property, given as a variable, that takes the package away. <c>LoopJournalEnabled=false</c> leaves the reference and saves
    /// two restores.
    /// </summary>
    public (string Name, string Value) Without { get; init; } = ("WithoutLoopJournal", "true");

    /// <summary>The records of the failing runs and of the passing one, stream by stream.</summary>
    public IReadOnlyList<JsonElement> Records => repo.Journal;

    /// <summary>The outputs of the runs with the package.</summary>
    public IReadOnlyList<CommandResult> Runs { get; private set; } = [];

    public void Check()
    {
        var without = repo.RunWith([new(Without.Name, Without.Value)], command);
        Assert.AreEqual(FailingExitCode, without.ExitCode, without.Output);
        Assert.IsEmpty(without.LinesWith("LoopJournal: "), without.Output);
        Assert.IsEmpty(Records);
        var status = ReadStatus();
        var files = ListOutput();
        Clean();

        var first = repo.Run(command);
        Assert.AreEqual(FailingExitCode, first.ExitCode, first.Output);
        Assert.AreEqual(status, ReadStatus());
        AssertSameOutput(files);
        MoveLines();
        var second = repo.Run(command);
        Assert.AreEqual(FailingExitCode, second.ExitCode, second.Output);
        Fix();
        var passing = repo.Run(command);
        Assert.AreEqual(0, passing.ExitCode, passing.Output);
        repo.Git("commit", "--quiet", "--allow-empty", "-a", "-m", "mended");
        Assert.AreEqual(status, ReadStatus());
        AssertSameOutput(files);

        Runs = [first, second, passing];
        foreach (var run in Runs)
        {
            Assert.IsEmpty(run.LinesWith("LOOP0"), run.Output);
        }

        AssertJournal(string.Join('\n', Runs.Select(run => run.Output)));
    }

    private void AssertJournal(string output)
    {
        var streams = Records.GroupBy(r => $"{r.Text("project")} {r.Text("framework")} {r.Text("command")}").ToArray();
        Assert.HasCount(Streams, streams, output);
        foreach (var stream in streams)
        {
            CollectionAssert.AreEqual(
                new[] { "fail", "fail", "pass" }, stream.Select(r => r.Text("gate")).ToArray(), $"{stream.Key}\n{output}");
            Assert.HasCount(1, stream.Take(2).Select(ReadFailures).Distinct(), string.Join('\n', stream.Take(2).Select(ReadFailures)));
            var failures = stream.First().GetProperty("failures");
            Assert.AreEqual(
                string.Join('\n', WithoutSite),
                string.Join('\n', failures.EnumerateArray().Where(f => f.Text("site") == "").Select(f => f.Text("id"))),
                failures.ToString());
        }

        Assert.IsEmpty(repo.Captures);
    }

    /// <summary>What must be equal in two records of one failure.</summary>
    private static string ReadFailures(JsonElement record) =>
        $"{record.Text("fingerprint")} {record.Text("tests")} {record.Text("failures")}";

    private void MoveLines()
    {
        if (TestFile is not null)
        {
            var comment = TestFile.EndsWith(".vb", StringComparison.Ordinal) ? "'" : "//";
            repo.Write(TestFile, $"{comment} moved down\n{File.ReadAllText(repo.In(TestFile))}");
        }
    }

    private string ReadStatus() => repo.Git("status", "--porcelain").Output;

    /// <summary>Deletes what the run without the package has put out, so that nothing is left of it.</summary>
    private void Clean()
    {
        foreach (var file in ListOutputFiles())
        {
            File.Delete(file);
        }
    }

    private void AssertSameOutput(string[] files) =>
        CollectionAssert.AreEqual(files, ListOutput().Where(file => Path.GetFileName(file) != Extension).ToArray());

    private string[] ListOutput() =>
        [.. ListOutputFiles().Select(file => Path.GetRelativePath(repo.Root, file)).Order(StringComparer.Ordinal)];

    private IEnumerable<string> ListOutputFiles() =>
        Directory.GetFiles(repo.Root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(repo.Root, file).Split(Path.DirectorySeparatorChar).Contains("bin"));
}
