using LoopJournal.Git;

namespace LoopJournal.Tests.Git;

/// <summary>A program is found where the user's path leads, and nowhere else.</summary>
[TestClass]
public sealed class ProgramPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void The_first_folder_counts_and_in_it_the_first_extension()
    {
        var (first, second) = (Add("a", "npm.cmd"), Add("b", "npm.exe"));
        Add("a", "npm");

        Assert.AreEqual(first, Find("npm", ".COM;.EXE;.cmd"));
        Assert.AreEqual(second, Find("npm", ".exe"));
        Assert.IsNull(Find("npm", ".bat"));
    }

    [TestMethod]
    public void A_folder_that_is_not_absolute_is_not_looked_at()
    {
        Add("a", "git");
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _folder["a"]);

        Assert.IsTrue(File.Exists(Path.Combine(relative, "git")));
        Assert.IsNull(ProgramPath.Find("git", relative, ""));
    }

    [TestMethod]
    public void A_folder_of_that_name_is_not_a_program()
    {
        Directory.CreateDirectory(_folder["a", "git"]);

        Assert.IsNull(Find("git", ""));
    }

    private string? Find(string name, string extensions) =>
        ProgramPath.Find(name, string.Join(Path.PathSeparator, _folder["none"], _folder["a"], _folder["b"]), extensions);

    private string Add(string folder, string name)
    {
        Directory.CreateDirectory(_folder[folder]);
        File.WriteAllText(_folder[folder, name], "");
        return _folder[folder, name];
    }
}
