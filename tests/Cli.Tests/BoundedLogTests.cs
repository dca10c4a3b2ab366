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
    public void What_fits_is_kept_as_it_is(string text, string kept) => Assert.AreEqual(kept, Kept(text, chunk: 3));

    [TestMethod]
    public void What_is_cut_out_is_whole_lines()
    {
        var text = string.Concat(Enumerable.Range(0, 100).Select(i => $"line {i:00}\n"));

        Assert.AreEqual("line 00\n" + "line 99\n", Kept(text, chunk: 1));
    }

    private static string Kept(string text, int chunk)
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
