using System.Text;
using LoopJournal.Cli.Running;

namespace LoopJournal.Tests;

[TestClass]
public sealed class BoundedLogTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow("short\n", "short\n")]
    [DataRow("0123456789ABCDEF", "0123456789ABCDEF")]
    public void A_log_that_fits_is_kept_unchanged(string text, string kept) => Assert.AreEqual(kept, Keep(text, chunk: 3));

    [TestMethod]
    public void Only_whole_lines_are_cut_out()
    {
        var text = string.Concat(Enumerable.Range(0, 100).Select(i => $"line {i:00}\n"));

        Assert.AreEqual("line 00\n" + "line 99\n", Keep(text, chunk: 1));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    [DataRow(13)]
    [DataRow(1000)]
    public void The_end_is_the_same_however_it_was_written(int chunk)
    {
        Assert.AreEqual("0123456789ABCDEFGHIJKL", Keep("0123456789ABCDEFGHIJKL", chunk));
        Assert.AreEqual("a\nb\n" + "y\nz\n", Keep("a\nb\n" + new string('-', 100) + "\ny\nz\n", chunk));
        Assert.AreEqual(new string('-', 12), Keep(new string('-', 100), chunk));
    }

    [TestMethod]
    public void A_kept_output_has_its_first_and_last_lines_and_no_part_of_a_secret_at_the_cuts()
    {
        using var folder = new TemporaryFolder();
        var secret = "password=" + new string('q', 40);
        var lines = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{i:00000} {secret}\n"));

        var kept = KeepOutput(folder, lines);

        Assert.StartsWith("00000 password=***\n", kept);
        Assert.EndsWith("59999 password=***\n", kept);
        Assert.Contains(" bytes or more were left out ...]\n", kept);
        Assert.DoesNotContain("qq", kept);
        Assert.IsLessThan(2 << 20, kept.Length);
    }

    [TestMethod]
    public void The_rest_of_a_key_at_the_cut_is_not_kept_where_masks_shorten_the_text()
    {
        using var folder = new TemporaryFolder();
        var secrets = string.Concat(Enumerable.Repeat($"password={new string('q', 400)}\n", 1200));
        var key = "-----BEGIN PRIVATE KEY-----\n" + string.Concat(Enumerable.Repeat(new string('K', 64) + "\n", 50));
        var end = new string('z', 300_000) + "\n" + secrets + string.Concat(Enumerable.Repeat("line\n", 40_000));
        var filler = (1 << 20) + (1 << 16) - Encoding.UTF8.GetByteCount(end) - 1600; // the cut is in the middle of the key

        var kept = KeepOutput(folder, new string('a', 1 << 20) + "\n" + key + "-----END PRIVATE KEY-----\n" + new string('-', filler - 26) + end);

        Assert.DoesNotContain("KKKK", kept);
        Assert.EndsWith("line\n", kept);
    }

    [TestMethod]
    public void Of_an_output_without_a_line_break_that_is_too_long_nothing_is_kept()
    {
        using var folder = new TemporaryFolder();

        Assert.StartsWith("[... ", KeepOutput(folder, new string('x', 3 << 20)));
        Assert.AreEqual("short", KeepOutput(folder, "short"));
    }

    private static string KeepOutput(TemporaryFolder folder, string output)
    {
        var path = new KeptLogs(new(folder.Path, folder.Path)).Keep(Guid.NewGuid().ToString("N"), new MemoryStream(Encoding.UTF8.GetBytes(output)));
        return File.ReadAllText(path);
    }

    private static string Keep(string text, int chunk)
    {
        var log = new BoundedLog(head: 10, tail: 12);
        foreach (var bytes in Encoding.UTF8.GetBytes(text).Chunk(chunk))
        {
            log.Write(bytes);
        }

        var kept = new MemoryStream();
        log.CopyTo(kept);
        return Encoding.UTF8.GetString(kept.ToArray());
    }
}
