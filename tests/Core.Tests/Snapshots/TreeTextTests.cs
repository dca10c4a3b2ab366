namespace LoopJournal.Tests.Snapshots;

/// <summary>Files are read out of a snapshot as they were when the gate ran.</summary>
[TestClass]
public sealed class TreeTextTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [TestMethod]
    public void Files_are_read_by_their_paths_and_a_missing_one_or_a_folder_is_left_out()
    {
        using var repository = new TestRepository().Write("src/a b.cs", "1\n2").Write("ü/empty.cs", "").Write("z.cs", "z");
        var tree = repository.Take();
        repository.Write("z.cs", "edited since");

        var files = repository.WorkingTree.ReadFiles(tree, ["gone.cs", "src/a b.cs", "src", "ü/empty.cs", "z.cs", "z.cs", "a\nb"], Limit);

        Assert.AreSequenceEqual(["src/a b.cs", "z.cs", "ü/empty.cs"], files.Keys.Order(StringComparer.Ordinal));
        Assert.AreSequenceEqual(["1", "2"], files["src/a b.cs"]);
        Assert.AreSequenceEqual([""], files["ü/empty.cs"]);
        Assert.AreSequenceEqual(["z"], files["z.cs"]);
    }

    [TestMethod]
    public void A_file_beyond_the_bound_is_left_out_and_those_before_it_are_read()
    {
        using var repository = new TestRepository().Write("a.cs", "a")
            .Write("b.cs", new string('x', 9 << 19)).Write("c.cs", new string('x', 9 << 19)).Write("z.cs", "z").Commit();

        var files = repository.WorkingTree.ReadFiles(repository.Take(), ["a.cs", "b.cs", "c.cs", "z.cs"], Limit);

        Assert.AreSequenceEqual(["a.cs", "b.cs"], files.Keys);
    }
}
