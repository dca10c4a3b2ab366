namespace LoopJournal.Tests;

/// <summary>The main scenario, in every framework: three runs that fail in the same way, and the fix.</summary>
[TestClass]
public sealed class StalledLoopTests
{
    [TestMethod]
    public void The_third_equal_failure_is_an_error_and_the_fix_clears_it() => FailThreeTimesAndFix("mstest");

    [TestMethod]
    [TestCategory("Full")]
    [DataRow("xunit")]
    [DataRow("nunit")]
    public void The_third_equal_failure_is_an_error_in_the_other_frameworks(string framework) => FailThreeTimesAndFix(framework);

    private static void FailThreeTimesAndFix(string framework)
    {
        using var repo = new Sandbox();
        Shop.Create(repo, framework);

        var first = repo.Test(Shop.TestFolder);
        Assert.AreEqual(1, first.ExitCode, first.Output);
        Assert.IsEmpty(first.LinesWith("LOOP00"), first.Output);
        Assert.HasCount(1, first.LinesWith("attempts are recorded in"), first.Output);
        Assert.HasCount(1, first.LinesWith("LoopJournal: Shop.Tests (net10.0): attempt 1 failed, 2 of 3 tests ("), first.Output);

        // The same failure with moved lines of test and product code, in another directory, built there.
        repo.Edit(Shop.Product, "public static class Cart", "/*\n moved\n down\n */\npublic static class Cart");
        repo.Edit(Shop.Tests, "public class CartTests", "// moved down\n// too\npublic class CartTests");
        repo.MoveTo("copy of it");
        repo.Environment["LoopAction"] = "move it about";
        var second = repo.Test(Shop.TestFolder);
        Assert.AreEqual(1, second.ExitCode, second.Output);
        Assert.IsEmpty(second.LinesWith("LOOP00"), second.Output);
        Assert.IsEmpty(second.LinesWith("attempts are recorded in"), second.Output);

        repo.Environment["LoopAction"] = "try Release";
        var third = repo.Test(Shop.TestFolder, "-c", "Release");
        Assert.AreEqual(1, third.ExitCode, third.Output);
        var fingerprint = repo.Journal[2].GetProperty("fingerprint").GetString()!;
        var error = Assert.ContainsSingle(third.LinesWith("error LOOP0010"), third.Output);
        Assert.Contains(
            $"error LOOP0010: Stalled: 3 consecutive attempts failed the same way ({fingerprint}: "
            + "\"Shop.Tests.CartTests.Owner\": \"System.TimeoutException: no answer from the cart of ann",
            error);
        Assert.Contains("tried without effect: \"move it about\", \"try Release\".", error);
        Assert.Contains("journal.jsonl", error);
        Assert.HasCount(1, third.LinesWith($"attempt 3 failed, 2 of 3 tests, same failure 3 times in a row ({fingerprint})"), third.Output);

        Shop.Fix(repo);
        var fourth = repo.Test(Shop.TestFolder);
        Assert.AreEqual(0, fourth.ExitCode, fourth.Output);
        Assert.IsEmpty(fourth.LinesWith("LOOP00"), fourth.Output);
        Assert.HasCount(1, fourth.LinesWith("LoopJournal: Shop.Tests (net10.0): attempt 4 passed, 3 tests"), fourth.Output);

        Assert.HasCount(1, repo.Journal.Take(3).Select(r => r.GetProperty("fingerprint").GetString()).Distinct());
        CollectionAssert.AreEqual(
            new[] { "fail", "fail", "fail", "pass" },
            repo.Journal.Select(r => r.GetProperty("gate").GetString()).ToArray());
        Assert.IsTrue(repo.Journal.All(r => r.GetProperty("project").GetString() == Shop.TestProject));
        Assert.IsTrue(repo.Journal.All(r => r.GetProperty("loop").GetString() == "main"));
        Assert.IsEmpty(repo.Captures);
    }
}
