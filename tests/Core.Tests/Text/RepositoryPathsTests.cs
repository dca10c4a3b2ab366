using LoopJournal.Text;

namespace LoopJournal.Tests.Text;

[TestClass]
public sealed class RepositoryPathsTests
{
    private static RepositoryPaths Unix => new("/home/dev/my shop", path => path == "/home/dev/my shop/src/Cart.cs");
    private static RepositoryPaths Windows => new(@"C:\src\Shop\", _ => false);

    [TestMethod]
    [DataRow("/home/dev/my shop/src/Cart.cs", "src/Cart.cs")]
    [DataRow("/home/dev/my shop/src/../lib/./A.cs", "lib/A.cs")]
    [DataRow("/_/src/Cart.cs", "src/Cart.cs")]
    [DataRow("/_2/src/Cart.cs", "src/Cart.cs")]
    [DataRow("/_/src/TestFramework/Assert.cs", null)]
    [DataRow("/home/dev/my shop2/src/Cart.cs", null)]
    [DataRow("/home/dev/my shop/../other/Cart.cs", null)]
    [DataRow("/HOME/dev/my shop/src/Cart.cs", null)]
    [DataRow("/home/dev/my shop", null)]
    [DataRow("", null)]
    [DataRow("Cart.cs", null)]
    public void A_file_is_inside_under_the_own_path_or_mapped_and_existing(string file, string? relative) =>
        Assert.AreEqual(relative, Unix.GetRelativePath(file));

    [TestMethod]
    [DataRow(@"C:\src\Shop\Cart\Cart.cs")]
    [DataRow("c:/src/shop/Cart/Cart.cs")]
    public void On_Windows_either_slash_and_either_case_match(string file) =>
        Assert.AreEqual("Cart/Cart.cs", Windows.GetRelativePath(file));

    [TestMethod]
    public void Without_a_repository_nothing_is_inside()
    {
        var none = new RepositoryPaths("", _ => true);

        Assert.IsNull(none.GetRelativePath("/home/dev/Cart.cs"));
        Assert.IsNull(none.GetRelativePath("/_/src/Cart.cs"));
    }

    [TestMethod]
    public void A_mapped_file_is_looked_for_once()
    {
        var asked = 0;
        var paths = new RepositoryPaths("/r", _ => ++asked > 0);

        Assert.AreEqual("a.cs", paths.GetRelativePath("/_/a.cs"));
        Assert.AreEqual("a.cs", paths.GetRelativePath("/_/a.cs"));
        Assert.AreEqual(1, asked);
    }

    [TestMethod]
    public void The_repositorys_directory_is_shortened_in_a_text() =>
        Assert.AreEqual("no '/_/a.txt' in /home/dev", Unix.Shorten("no '/home/dev/my shop/a.txt' in /home/dev"));
}
