using System.Text.RegularExpressions;

namespace LoopJournal.Tests;

/// <summary>The workflows of this repository's CI.</summary>
[TestClass]
public sealed partial class WorkflowTests
{
    private static readonly string Folder = Path.Combine(Rooms.Root, ".github", "workflows");

    public static IEnumerable<object[]> All => Directory.GetFiles(Folder, "*.yml").Select(file => new object[] { Path.GetFileName(file) });

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Every_action_is_pinned_to_a_commit_and_nothing_may_be_written_by_default(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));

        Assert.Contains("\npermissions: read-all\n", text);
        var uses = Uses().Matches(text).Select(match => match.Groups["what"].Value).ToList();
        Assert.IsNotEmpty(uses);
        Assert.IsEmpty(uses.Where(what => !Pinned().IsMatch(what)));
        Assert.HasCount(Jobs().Count(text), Limits().Matches(text), "each job has a time limit");
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Every_project_and_script_that_a_workflow_names_is_there(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        foreach (Match path in Paths().Matches(text))
        {
            Assert.IsTrue(Path.Exists(Path.Combine(Rooms.Root, path.Value)), path.Value);
        }
    }

    [GeneratedRegex(@"uses: (?<what>.*)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"^[\w./-]+@[0-9a-f]{40} # v\d[\d.]*$")]
    private static partial Regex Pinned();

    [GeneratedRegex("^    runs-on:", RegexOptions.Multiline)]
    private static partial Regex Jobs();

    [GeneratedRegex("^    timeout-minutes:", RegexOptions.Multiline)]
    private static partial Regex Limits();

    [GeneratedRegex(@"(?<=[ ""])(?:LoopJournal\.Build\.sln|tests/[\w.]+|\.ci/\w+)(?=[\s""]|$)", RegexOptions.Multiline)]
    private static partial Regex Paths();
}
