using LoopJournal.Reports.History;

namespace LoopJournal.Tests;

/// <summary>The verb <c>report</c>: where its file goes, and when it writes none. The page itself is tested in a browser.</summary>
[TestClass]
public sealed class ReportTests
{
    [TestMethod]
    public void The_report_goes_to_the_journals_folder_and_only_its_owner_can_read_it()
    {
        using var tool = CreateStalled();

        var answer = tool.Run("report");

        var file = GetDefault(tool);
        Assert.AreEqual(0, answer.ExitCode, answer.Error);
        Assert.MatchesRegex($"""^report: "{file}" \(\d+ KB\)$""", answer.FirstLine);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(file));
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [TestMethod]
    public void A_named_file_is_replaced_whole_and_nothing_is_left_beside_it()
    {
        using var tool = CreateStalled();
        var file = tool.Write("out/loop.html", "the report of yesterday");

        Assert.AreEqual(0, tool.Run("report", "--out", "out/loop.html").ExitCode);

        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(file));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [TestMethod]
    [DataRow("folder", "It is a folder. Name a file in it.")]
    [DataRow("link.html", "It is a link. Name the file itself.")]
    [DataRow("missing/loop.html", "Could not find a part of the path")]
    public void A_place_that_cannot_take_the_file_is_refused(string name, string why)
    {
        using var tool = CreateStalled();
        Directory.CreateDirectory(Path.Combine(tool.Folder, "folder"));
        var target = tool.Write("target.html", "mine");
        File.CreateSymbolicLink(Path.Combine(tool.Folder, "link.html"), target);

        var answer = tool.Run("report", "--out", name);

        Assert.AreEqual(1, answer.ExitCode);
        Assert.Contains(why, answer.Error);
        Assert.AreEqual("mine", File.ReadAllText(target));
    }

    [TestMethod]
    public void The_journal_is_never_replaced()
    {
        using var tool = CreateStalled();
        var before = File.ReadAllText(tool.Journal);

        var answer = tool.Run("report", "--out", tool.Journal);

        Assert.AreEqual(2, answer.ExitCode);
        Assert.StartsWith("--out is the journal itself", answer.Error);
        Assert.AreEqual(before, File.ReadAllText(tool.Journal));
    }

    [TestMethod]
    public void A_link_in_the_journals_folder_is_refused()
    {
        using var tool = CreateStalled();
        var target = tool.Write("target.html", "mine");
        File.CreateSymbolicLink(GetDefault(tool), target);

        var answer = tool.Run("report");

        Assert.AreEqual(1, answer.ExitCode);
        Assert.Contains("is a link", answer.Error);
        Assert.AreEqual("mine", File.ReadAllText(target));
    }

    [TestMethod]
    public void A_full_disk_keeps_the_old_file()
    {
        using var disk = new TinyDisk();
        using var tool = CreateStalled();
        File.WriteAllText(disk["loop.html"], "the report of yesterday");
        disk.Fill();

        var answer = tool.Run("report", "--out", disk["loop.html"]);

        Assert.AreEqual(1, answer.ExitCode);
        Assert.Contains("cannot be written", answer.Error);
        Assert.AreEqual("the report of yesterday", File.ReadAllText(disk["loop.html"]));
        Assert.HasCount(2, Directory.GetFiles(disk.Path));
    }

    [TestMethod]
    public void Without_attempts_nothing_is_written()
    {
        using var tool = new Tool();

        var answer = tool.Run("report");

        Assert.AreEqual(1, answer.ExitCode);
        Assert.StartsWith("no attempts in ", answer.Error);
        Assert.IsFalse(Directory.Exists(Path.Combine(tool.Folder, ".orchestrator")));
    }

    [TestMethod]
    public void A_secret_of_another_writers_row_is_masked_and_no_text_ends_the_data()
    {
        using var tool = new Tool();
        tool.WriteJournal([.. Enumerable.Range(0, 3).Select(_ => Records.Fail("test", action: "password=hunter2hunter2 </script><!--"))]);

        Assert.AreEqual(0, tool.Run("report").ExitCode);

        var page = File.ReadAllText(GetDefault(tool));
        Assert.DoesNotContain("hunter2", page);
        Assert.DoesNotContain("</script><!--", page);
        Assert.Contains("password=***", page);
    }

    [TestMethod]
    [DataRow(0, "A")]
    [DataRow(25, "Z")]
    [DataRow(26, "AA")]
    [DataRow(701, "ZZ")]
    [DataRow(702, "AAA")]
    public void Letters_go_on_after_Z(int index, string expected) => Assert.AreEqual(expected, FailureLetters.GetLetter(index));

    private static string GetDefault(Tool tool) => Path.Combine(Path.GetDirectoryName(tool.Journal)!, "report.html");

    private static Tool CreateStalled()
    {
        var tool = new Tool();
        tool.WriteJournal([.. Enumerable.Range(0, 3).Select(i => Records.Fail("test", action: $"try {i}"))]);
        return tool;
    }
}
