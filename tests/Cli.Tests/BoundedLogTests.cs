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
