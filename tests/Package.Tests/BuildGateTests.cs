namespace LoopJournal.Tests;

/// <summary>The shortest loop: <c>dotnet build</c> of one project, with an iteration.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class BuildGateTests
{
    [TestMethod]
    public void The_third_build_that_does_not_compile_for_the_same_errors_is_an_error()
    {
        using var repo = new Sandbox();
        Library.Create(repo);
        repo.Write("Cart.cs", "namespace Shop; public class Cart { public int A() => Total(); public int B() => Sum(); }");

        var first = repo.Run("build", "-p:LoopIteration=1");
        Assert.AreEqual(1, first.ExitCode, first.Output);
        Assert.HasCount(
            1, first.LinesWith("LoopJournal: Shop (net10.0, build): attempt 1 failed, does not compile, 2 errors ("), first.Output);

        // The same errors: moved down, in another order, in another directory, in another language.
        repo.Write("Cart.cs", "namespace Shop;\n\n\n\npublic class Cart { public int B() => Sum(); public int A() => Total(); }");
        repo.MoveTo("copy of it");
        repo.RunWith([new("DOTNET_CLI_UI_LANGUAGE", "de")], "build", "-p:LoopIteration=2");
        var third = repo.Run("build", "-p:LoopIteration=3", "-c", "Release");

        Assert.AreEqual(1, third.ExitCode, third.Output);
        var error = Assert.ContainsSingle(third.LinesWith("error LOOP0010").Distinct(), third.Output);
        Assert.Contains("Stalled: 3 consecutive attempts failed the same way", error);
        Assert.Contains("CS0103 Cart.cs", error);
        Assert.HasCount(1, repo.Journal.Select(r => r.Text("algorithm") + r.Text("fingerprint")).Distinct());

        repo.Write("Cart.cs", "namespace Shop; public class Cart { public int A() => 1; }");
        var fourth = repo.Run("build", "-p:LoopIteration=4");
        Assert.AreEqual(0, fourth.ExitCode, fourth.Output);
        Assert.HasCount(1, fourth.LinesWith("LoopJournal: Shop (net10.0, build): attempt 4 passed"), fourth.Output);
        CollectionAssert.AreEqual(
            new[] { "fail compile build", "fail compile build", "fail compile build", "pass compile build" },
            repo.Journal.Select(r => $"{r.Text("gate")} {r.Text("stage")} {r.Text("command")}").ToArray());
    }
}
