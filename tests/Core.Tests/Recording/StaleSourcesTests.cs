using System.Security.Cryptography;
using LoopJournal.Evidence;
using LoopJournal.Recording;

namespace LoopJournal.Tests.Recording;

/// <summary>Which sources differ from those that an assembly was compiled from.</summary>
[TestClass]
public sealed class StaleSourcesTests
{
    [TestMethod]
    public void An_edited_a_deleted_and_an_added_file_differ_and_an_unchanged_one_does_not()
    {
        var compiled = Locate("/repo", "/repo/src/Same.cs", "/repo/src/Edited.cs", "/repo/src/Deleted.cs");
        byte[]? Hash(string file, HashAlgorithmName algorithm) => file switch
        {
            "src/Deleted.cs" => null,
            "src/Edited.cs" => [2],
            _ => [1],
        };

        Assert.AreSequenceEqual(
            ["src/Edited.cs", "src/Deleted.cs", "src/Added.cs"],
            StaleSources.Find(compiled, ["src/Same.cs", "src/Added.cs", "src/obj/Generated.cs"], Hash));
    }

    [TestMethod]
    [DataRow("/_/src/A.cs", "/_/src/B.cs", DisplayName = "a deterministic build")]
    [DataRow("/x/y/src/A.cs", "/x/y/src/B.cs", DisplayName = "a path map")]
    [DataRow("C:/Users/me/shop/src/A.cs", "C:/Users/me/shop/src/B.cs", DisplayName = "a copy of the repository")]
    public void Another_root_is_known_by_the_files_that_the_repository_has(string first, string second)
    {
        var located = StaleSources.Locate(
            [Compiled(first), Compiled(second), Compiled("/_1/sdk/Program.cs")], "/repo", file => file == "src/A.cs");

        Assert.AreSequenceEqual(["src/A.cs", "src/B.cs"], located.Keys.Order());
    }

    [TestMethod]
    public void Sources_of_which_the_repository_has_none_are_not_located() =>
        Assert.IsEmpty(StaleSources.Locate([Compiled("/_/src/A.cs"), Compiled("/_/src/B.cs")], "/repo", _ => false));

    [TestMethod]
    public void Files_outside_the_repository_do_not_count_where_others_are_inside() =>
        Assert.AreSequenceEqual(["A.cs"], Locate("/repo", "/repo/A.cs", "/packages/sdk/Program.cs", "Generator/X.g.cs").Keys);

    [TestMethod]
    public void A_path_that_leaves_the_repository_is_never_read()
    {
        var asked = new List<string>();
        var located = StaleSources.Locate(
            [Compiled("/repo/A.cs"), Compiled("/repo/../etc/passwd"), Compiled("/x/../etc/passwd")],
            "/other",
            file =>
            {
                asked.Add(file);
                return file == "A.cs";
            });

        Assert.AreSequenceEqual(["A.cs"], located.Keys);
        Assert.DoesNotContain(file => file.Contains("etc"), asked);
        Assert.AreSequenceEqual(["A.cs"], Locate("/repo", "/repo/A.cs", "/repo/../etc/passwd").Keys);
    }

    [TestMethod]
    public void Files_that_builds_write_do_not_count() =>
        Assert.AreSequenceEqual(["objects/A.cs"], Locate("/repo", "/repo/objects/A.cs", "/repo/src/obj/Debug/X.g.cs", "/repo/bin/Y.cs").Keys);

    private static Dictionary<string, CompiledSource> Locate(string root, params string[] paths) =>
        StaleSources.Locate([.. paths.Select(Compiled)], root, _ => true);

    private static CompiledSource Compiled(string path) => new(path, HashAlgorithmName.SHA256, [1]);
}
