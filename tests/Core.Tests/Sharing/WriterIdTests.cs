using LoopJournal.Capture;
using LoopJournal.Sharing;

namespace LoopJournal.Tests;

[TestClass]
public sealed class WriterIdTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_clone_keeps_its_id_and_a_copy_of_it_gets_another_one()
    {
        var id = Find("a");
        Assert.MatchesRegex("^[0-9a-f]{12}$", id);
        Assert.AreEqual(id, Find("a"));

        Directory.CreateDirectory(_folder["b"]);
        File.Copy(_folder["a", "writer"], _folder["b", "writer"]);
        Assert.AreNotEqual(id, Find("b"));
        Assert.AreEqual(Find("b"), Find("b"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("../../x\nplace\n")]
    [DataRow("abc")]
    public void A_damaged_file_is_replaced(string text)
    {
        Directory.CreateDirectory(_folder["a"]);
        File.WriteAllText(_folder["a", "writer"], text);

        Assert.MatchesRegex("^[0-9a-f]{12}$", Find("a"));
    }

    [TestMethod]
    [DataRow("ci-1", true)]
    [DataRow("0123456789012345678901234567890123456789", true)]
    [DataRow("01234567890123456789012345678901234567890", false)]
    [DataRow("", false)]
    [DataRow("-x", false)]
    [DataRow("A", false)]
    [DataRow("a/b", false)]
    [DataRow("..", false)]
    public void An_id_is_a_part_of_a_reference_and_of_a_file_s_name(string text, bool isId) => Assert.AreEqual(isId, WriterId.IsId(text));

    private string Find(string folder) => new WriterId(new JournalFolder(_folder[folder], _folder.Path)).Find();
}
