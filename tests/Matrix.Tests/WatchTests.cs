using System.Text;

namespace LoopJournal.Tests;

/// <summary>A process that tests again after each edit.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class WatchTests
{
    [TestMethod]
    public void Each_run_of_a_watch_is_an_attempt()
    {
        using var repo = new Sandbox();
        Sources.Create(repo, Framework.All["MSTest under VSTest"]);
        var output = new StringBuilder();
        using var watch = Dotnet.Start("dotnet", repo.Root, ["watch", "--non-interactive", "test"], repo.Environment, line =>
        {
            lock (output)
            {
                output.Append(line).Append('\n');
            }
        });
        try
        {
            WaitFor("attempt 1 failed, 2 of 3 tests");
            WaitFor("Waiting for a file to change");
            Sources.Fix(repo);
            WaitFor("attempt 2 passed, 3 tests");
        }
        finally
        {
            watch.Kill(entireProcessTree: true);
            watch.WaitForExit();
        }

        CollectionAssert.AreEqual(new[] { "fail", "pass" }, repo.Journal.Select(r => r.Text("gate")).ToArray());
        Assert.AreEqual("test", Assert.ContainsSingle(repo.Journal.Select(r => r.Text("command")).Distinct()));
        Assert.AreEqual(" M Cart.cs\n", repo.Git("status", "--porcelain").Output);

        void WaitFor(string text) => Assert.IsTrue(SpinWait.SpinUntil(() => Read().Contains(text), Patience.Limit), Read());

        string Read()
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }
}
