using LoopJournal.Capture;
using LoopJournal.Recording;

namespace LoopJournal.Tests.Recording;

[TestClass]
public sealed class RanStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private RanStore Store => new(new JournalFolder(_folder["loop"], _folder.Path));

    private string SetFile => Assert.ContainsSingle(Directory.GetFiles(_folder["loop/ran"]));

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void The_set_of_a_stream_is_the_last_one()
    {
        Store.Write(Runs.Test, Runs.Ran("Cart.A"));
        Store.Write(Runs.Test, Runs.Ran("Cart.A", "-Cart.B"));
        Store.Write(Runs.Filtered, Runs.Ran("Cart.C"));

        CollectionAssert.AreEqual(
            new[] { RanOutcome.Passed, RanOutcome.Skipped }, Store.Read(Runs.Test)!.Select(test => test.Outcome).ToArray());
        Assert.HasCount(2, Directory.GetFiles(_folder["loop/ran"]));
        Assert.IsNull(Store.Read(Runs.Test with { Loop = "other" }));
    }

    [TestMethod]
    public void Only_the_owner_may_read_it()
    {
        Store.Write(Runs.Test, Runs.Ran("Cart.A"));

        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SetFile));
        }
    }

    [TestMethod]
    public void A_damaged_file_is_no_set()
    {
        Store.Write(Runs.Test, Runs.Ran("Cart.A", "Cart.B"));
        var whole = File.ReadAllBytes(SetFile);
        for (var i = 0; i < whole.Length; i++)
        {
            File.WriteAllBytes(SetFile, whole[..i]);
            Assert.IsNull(Store.Read(Runs.Test), $"{i} bytes");
            File.WriteAllBytes(SetFile, [.. whole[..i], (byte)(whole[i] ^ 1), .. whole[(i + 1)..]]);
            Assert.IsNull(Store.Read(Runs.Test), $"byte {i}");
        }

        File.WriteAllBytes(SetFile, new byte[4 << 20]);
        Assert.IsNull(Store.Read(Runs.Test));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void On_a_full_disk_the_set_of_before_stays_and_no_part_of_another()
    {
        using var disk = new TinyDisk();
        var store = new RanStore(new JournalFolder(disk["loop"], disk.Path));
        store.Write(Runs.Test, Runs.Ran("Cart.A"));
        disk.Fill();

        store.Write(Runs.Test, Runs.Ran("Cart.A", "Cart.B"));

        Assert.HasCount(1, store.Read(Runs.Test)!);
        Assert.HasCount(1, Directory.GetFiles(disk["loop", "ran"]));
    }

    [TestMethod]
    public void No_link_is_followed()
    {
        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.CreateDirectory(_folder["loop"]);
        Directory.CreateSymbolicLink(_folder["loop/ran"], _folder["elsewhere"]);

        Store.Write(Runs.Test, Runs.Ran("Cart.A"));

        Assert.IsNull(Store.Read(Runs.Test));
        Assert.IsEmpty(Directory.GetFiles(_folder["elsewhere"]));
    }

    [TestMethod]
    public void What_a_killed_recorder_left_is_deleted_after_an_hour()
    {
        Store.Write(Runs.Test, Runs.Ran("Cart.A"));
        var set = SetFile;
        var (old, young, foreign) = (set + ".a1", set + ".b2", _folder["loop/ran/note.txt"]);
        Array.ForEach([old, young, foreign], file => File.WriteAllText(file, "part"));
        Array.ForEach([old, set, foreign], file => File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-2)));

        Store.Write(Runs.Filtered, Runs.Ran("Cart.A"));

        Assert.IsFalse(File.Exists(old));
        Assert.IsTrue(File.Exists(young), "Its recorder may still write it.");
        Assert.IsTrue(File.Exists(foreign));
        Assert.IsNotNull(Store.Read(Runs.Test), "A set is kept for longer.");
    }

    [TestMethod]
    public void The_oldest_sets_are_deleted()
    {
        for (var i = 0; i < 205; i++)
        {
            Store.Write(Runs.Test with { Command = $"test --filter {i}" }, Runs.Ran("Cart.A"));
        }

        Assert.HasCount(200, Directory.GetFiles(_folder["loop/ran"]));
        Assert.IsNotNull(Store.Read(Runs.Test with { Command = "test --filter 204" }));
    }
}
