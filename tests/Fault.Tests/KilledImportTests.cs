using System.Diagnostics;
using LoopJournal.Journal;
using LoopJournal.Model;

namespace LoopJournal.Tests;

[TestClass]
public sealed class KilledImportTests
{
    private const int Rows = 20_000;
    private const int Kills = 12;

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(300_000)]
    public void An_import_that_is_killed_again_and_again_comes_to_its_end_and_adds_each_row_once()
    {
        using var tool = new Tool();
        var file = tool.Write("rows.jsonl", string.Concat(Enumerable.Range(0, Rows).Select(i => AttemptJson.Write(
            new() { Iteration = i, Id = $"{i:x32}", Gate = Gates.Fail, Fingerprint = "7f3a91c2d4e5", Action = new string('x', 200) }) + "\n")));
        var random = new Random(1);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", [Tool.Program, "import", file])
            {
                WorkingDirectory = tool.Folder, RedirectStandardOutput = true,
            })!;
            if (!process.WaitForExit(random.Next(300, 1200)))
            {
                process.Kill();
                process.WaitForExit();
            }
        }

        Assert.AreEqual(0, tool.Run("import", file).ExitCode);
        Assert.StartsWith($"imported: 0 of {Rows} rows", tool.Run("import", file).FirstLine);
        var ids = new JournalReader(tool.Journal).ReadOldestFirst(new SkippedLines()).Select(row => row.Id).ToList();
        Assert.HasCount(Rows, ids);
        Assert.HasCount(Rows, ids.Distinct());
    }
}
