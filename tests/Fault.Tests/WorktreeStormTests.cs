using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Recording;

namespace LoopJournal.Tests;

/// <summary>50 working trees of one clone record into their shared journal, 8 at a time; half of them have one loop.</summary>
[TestClass]
public sealed class WorktreeStormTests : IDisposable
{
    private const int Trees = 50;

    private readonly TemporaryFolder _folder = new();

    private string Shared => _folder["main", ".git", "loop-journal"];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [Timeout(120_000)]
    public void No_row_is_lost_and_each_verdict_is_that_of_a_journal_of_its_own() => Storm(attempts: 4);

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(1_800_000)]
    public void Nor_with_two_hundred_attempts_each() => Storm(attempts: 200);

    private void Storm(int attempts)
    {
        Directory.CreateDirectory(_folder["main", ".git"]);
        var wrong = new List<string>();
        Parallel.For(0, Trees, new ParallelOptions { MaxDegreeOfParallelism = 8 }, tree =>
        {
            var root = MakeWorktree(tree);
            var own = new AttemptRecorder(Path.Combine(root, "own"), root);
            var random = new Random(tree);
            for (var i = 0; i < attempts; i++)
            {
                var inputs = MakeInputs(tree, i, root);
                var output = $"error: number {(char)('a' + random.Next(2))} is wrong";
                var gate = random.Next(9) == 0 ? Gates.Pass : Gates.Fail;
                var (ours, alone) = (
                    Record(new AttemptRecorder(Shared, root), inputs, gate, output), Record(own, inputs, gate, output));
                if (ours != alone)
                {
                    lock (wrong)
                    {
                        wrong.Add($"{tree}, {i}: {ours} is not {alone}");
                    }
                }
            }
        });

        Assert.IsEmpty(wrong);
        var skipped = new SkippedLines();
        var rows = new JournalReader(Path.Combine(Shared, "journal.jsonl")).ReadOldestFirst(skipped).ToList();
        Assert.AreEqual(0, skipped.Count);
        Assert.HasCount(Trees * attempts, rows.Select(row => row.Id).Distinct());
        Assert.HasCount(Trees, rows.Select(row => row.Worktree).Distinct());
    }

    private string MakeWorktree(int tree)
    {
        var own = _folder["main", ".git", "worktrees", $"w{tree}"];
        Directory.CreateDirectory(own);
        File.WriteAllText(Path.Combine(own, "commondir"), "../..\n");
        var root = _folder[$"w{tree}"];
        Directory.CreateDirectory(root);
        File.WriteAllText(Path.Combine(root, ".git"), $"gitdir: {own}\n");
        return root;
    }

    private static AttemptInputs MakeInputs(int tree, int i, string root) => new()
    {
        Id = $"{tree:x8}{i:x24}",
        Loop = tree % 2 == 0 ? "one" : "",
        Command = "run gate",
        Action = $"try {i % 7}",
        Root = root,
    };

    private static string Record(AttemptRecorder recorder, AttemptInputs inputs, string gate, string output)
    {
        var recorded = recorder.RecordOutputs(
            inputs, gate, Stages.Command, gate == Gates.Pass ? 0 : 1, new([new MemoryStream(System.Text.Encoding.UTF8.GetBytes(output))]));
        var verdict = recorded.Verdict;
        return $"{recorded.Problem} {recorded.Attempt.Iteration} {verdict.Kind} {verdict.Severity} {verdict.StallCount} {verdict.Reason}";
    }
}
