namespace LoopJournal.Tests;

/// <summary>A pass in which the failing test did not run ends no streak, and says so.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class VanishedTestTests
{
    [TestMethod]
    [DataRow("mstest")]
    public void A_skipped_test_is_named_and_its_failure_goes_on(string framework)
    {
        using var shop = new TamperedShop(framework).Create();
        shop.Run();
        shop.Run();

        shop.WriteTests(total: "skipped");
        var skipped = shop.Run();
        Assert.AreEqual(0, skipped.ExitCode, skipped.Output);
        Assert.AreEqual($"{TamperedShop.Total} skipped", shop.ListVanished(3), skipped.Output);
        if (!shop.IsProgram)
        {
            const string line = "attempt 3 passed, 2 tests, 1 skipped, 1 that failed before did not run or was skipped";
            Assert.HasCount(1, skipped.LinesWith(line), skipped.Output);
            Assert.Contains(
                $"warning LOOP0014: Passed, but \"{TamperedShop.Total}\", which failed in attempts 1 and 2, was skipped or inconclusive.",
                skipped.LinesWith("LOOP0014")[0]);
        }

        shop.WriteTests();
        var third = shop.Run();
        Assert.HasCount(1, third.LinesWith("error LOOP0010: Stalled: 3 consecutive attempts failed the same way"), third.Output);
        Assert.HasCount(
            shop.IsProgram ? 1 : 0, third.LinesWith("warning LOOP0014: Passed, but").DistinctBy(line => line.Trim()).ToList(), third.Output);
        Assert.AreEqual("fail", shop.Repo.Journal[3].Text("gate"));

        shop.Fix();
        var mended = shop.Run();
        Assert.AreEqual(0, mended.ExitCode, mended.Output);
        Assert.AreEqual("", shop.ListVanished(5), mended.Output);
        Assert.IsEmpty(mended.LinesWith("LOOP00"), mended.Output);
    }
}

/// <summary>The same in each framework and on each runner, and the other ways to lose a test.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class VanishedTestDetailTests
{
    [TestMethod]
    [DataRow("xunit")]
    [DataRow("nunit")]
    [DataRow("mstest runner")]
    [DataRow("xunit v3")]
    [DataRow("nunit runner")]
    [DataRow("tunit")]
    public void A_skipped_test_is_named_and_its_failure_goes_on(string framework) =>
        new VanishedTestTests().A_skipped_test_is_named_and_its_failure_goes_on(framework);

    [TestMethod]
    [DynamicData(nameof(TamperedShop.All), typeof(TamperedShop))]
    public void A_test_that_failed_in_a_filtered_run_is_looked_up_in_the_full_run(string framework)
    {
        using var shop = new TamperedShop(framework).Create();
        var filtered = shop.RunFiltered();
        Assert.AreEqual("fail", shop.Repo.Journal[0].Text("gate"), filtered.Output);

        shop.WriteTests(total: "skipped");
        var full = shop.Run();
        Assert.AreEqual(0, full.ExitCode, full.Output);
        Assert.AreEqual($"{TamperedShop.Total} skipped", shop.ListVanished(2), full.Output);
        AssertIsReported(shop, full);
    }

    [TestMethod]
    [DynamicData(nameof(TamperedShop.All), typeof(TamperedShop))]
    public void A_test_that_a_filter_in_the_project_file_leaves_out_is_named(string framework)
    {
        using var shop = new TamperedShop(framework).Create();
        shop.Run();

        shop.FilterInProject();
        var filtered = shop.Run();
        Assert.AreEqual(0, filtered.ExitCode, filtered.Output);
        Assert.AreEqual("test", shop.Repo.Journal[1].Text("command"), filtered.Output);
        Assert.AreEqual($"{TamperedShop.Total} absent", shop.ListVanished(2), filtered.Output);
        AssertIsReported(shop, filtered);
    }

    [TestMethod]
    [DynamicData(nameof(TamperedShop.All), typeof(TamperedShop))]
    public void The_only_test_of_a_project_is_named_when_it_is_skipped_and_when_it_is_deleted(string framework)
    {
        using var shop = new TamperedShop(framework).Create(hasOthers: false);
        shop.Run();

        shop.WriteTests(hasOthers: false, total: "skipped");
        var skipped = shop.Run();
        Assert.HasCount(2, shop.Repo.Journal, skipped.Output);
        Assert.AreEqual($"{TamperedShop.Total} skipped", shop.ListVanished(2), skipped.Output);

        shop.WriteTests(hasOthers: false, total: "deleted");
        var deleted = shop.Run();
        Assert.HasCount(3, shop.Repo.Journal, deleted.Output);
        Assert.AreEqual($"{TamperedShop.Total} absent", shop.ListVanished(3), deleted.Output);
    }

    [TestMethod]
    [DynamicData(nameof(TamperedShop.All), typeof(TamperedShop))]
    public void A_deleted_test_is_named_and_a_moved_and_a_renamed_one_are_not(string framework)
    {
        using var shop = new TamperedShop(framework).Create();
        shop.Run();

        shop.WriteTests(total: "deleted");
        var deleted = shop.Run();
        Assert.AreEqual($"{TamperedShop.Total} absent", shop.ListVanished(2), deleted.Output);
        AssertIsReported(shop, deleted);

        shop.Fix();
        shop.WriteTests(total: "Sum_of_prices");
        var renamed = shop.Run();
        Assert.AreEqual("", shop.ListVanished(3), renamed.Output);
        Assert.AreEqual($"[\"{TamperedShop.Total}\"]", shop.Repo.Journal[2].Text("renamed"), renamed.Output);

        shop.Repo.Edit(Shop.Product, "return total;", "return total + 1;");
        shop.Run();
        shop.Fix();
        shop.WriteTests(total: "Sum_of_prices", type: "PriceTests");
        var moved = shop.Run();
        Assert.AreEqual("", shop.ListVanished(5), moved.Output);
        Assert.AreEqual("pass", shop.Repo.Journal[4].Text("gate"), moved.Output);
    }

    [TestMethod]
    [DataRow("mstest runner", "--maximum-failed-tests", "1")]
    [DataRow("xunit v3", "--stop-on-fail", "on")]
    [DataRow("tunit", "--maximum-failed-tests", "1")]
    [DataRow("tunit", "--fail-fast", "")]
    [DataRow("xunit", "--", "xUnit.StopOnFail=true")]
    public void Nothing_has_vanished_in_a_run_that_a_limit_of_failures_ended(string framework, string option, string value)
    {
        using var shop = new TamperedShop(framework).Create();
        shop.WriteTests(hasOthers: true);
        foreach (var name in new[] { "A", "B", "C", "D" })
        {
            shop.AddFailing(name);
        }

        shop.Run();
        var ended = shop.Run([option, .. value.Length > 0 ? [value] : Array.Empty<string>()]);
        Assert.AreEqual("", shop.ListVanished(2), ended.Output);
        var whole = shop.Run();
        Assert.AreEqual("", shop.ListVanished(3), whole.Output);
    }

    [TestMethod]
    [DynamicData(nameof(TamperedShop.All), typeof(TamperedShop))]
    public void Nothing_has_vanished_in_a_build_that_failed_and_in_runs_that_crashed_and_were_killed(string framework)
    {
        using var shop = new TamperedShop(framework).Create();
        shop.Run();
        shop.Repo.Edit(Shop.Product, "return total + 1;", "return total + ;");
        var broken = shop.Run();
        shop.Repo.Edit(Shop.Product, "return total + ;", "System.Environment.FailFast(\"gone\"); return total + 1;");
        var crashed = shop.Run();
        shop.Repo.Edit(Shop.Product, "Environment.FailFast(\"gone\")", "Diagnostics.Process.GetCurrentProcess().Kill()");
        var killed = shop.Run();
        shop.Repo.Edit(Shop.Product, "System.Diagnostics.Process.GetCurrentProcess().Kill(); ", "");
        var last = shop.Run();

        Assert.IsTrue(shop.Repo.Journal.Count >= 5, broken.Output + crashed.Output + killed.Output + last.Output);
        Assert.AreEqual("", string.Concat(Enumerable.Range(1, shop.Repo.Journal.Count).Select(shop.ListVanished)));
    }

    [TestMethod]
    [DynamicData(nameof(TamperedShop.All), typeof(TamperedShop))]
    public void Seventeen_of_thirty_seven_failing_tests_are_missed(string framework)
    {
        using var shop = new TamperedShop(framework).Create();
        shop.WriteTests(total: "deleted");
        for (var i = 0; i < 37; i++)
        {
            shop.AddFailing($"Fails{i:00}");
        }

        shop.Run();
        for (var i = 10; i < 27; i++)
        {
            File.Delete(shop.Repo.In($"{Shop.TestFolder}/Fails{i:00}.cs"));
        }

        var fewer = shop.Run();
        var row = shop.Repo.Journal[1];
        var omitted = row.TryGetProperty("vanishedOmitted", out var more) ? more.GetInt32() : 0;
        Assert.AreEqual(17, row.GetProperty("vanished").GetArrayLength() + omitted, fewer.Output);
        Assert.AreEqual(20, row.GetProperty("count").GetInt32());
    }

    [TestMethod]
    public void Severity_error_fails_each_such_pass_under_VSTest_and_in_the_target_Test()
    {
        using var shop = new TamperedShop("mstest").Create();
        shop.Run();
        shop.WriteTests(total: "skipped");
        foreach (var _ in new[] { 2, 3 })
        {
            var run = shop.Run("-p:LoopJournalVanishedSeverity=error");
            Assert.AreEqual(1, run.ExitCode, run.Output);
            Assert.HasCount(1, run.LinesWith("error LOOP0014: Passed, but").DistinctBy(line => line.Trim()).ToList(), run.Output);
        }

        var none = shop.Run("-p:LoopJournalVanishedSeverity=none");
        Assert.AreEqual(0, none.ExitCode, none.Output);
        Assert.IsEmpty(none.LinesWith("LOOP0014"), none.Output);

        using var program = new TamperedShop("mstest runner").Create();
        program.Run();
        program.WriteTests(total: "skipped");
        var built = program.Repo.Run("build", Shop.TestFolder, "-t:Test", "-p:LoopJournalVanishedSeverity=error");
        Assert.AreEqual(1, built.ExitCode, built.Output);
        Assert.IsNotEmpty(built.LinesWith("error LOOP0014: Passed, but"), built.Output);
    }

    /// <summary>Under Microsoft.Testing.Platform, <c>dotnet test</c> shows nothing of a program that passes: the next build says it.</summary>
    private static void AssertIsReported(TamperedShop shop, CommandResult run)
    {
        if (shop.IsProgram)
        {
            run = shop.Repo.Run("build", Shop.TestFolder, "-t:_MTPBuild");
        }

        Assert.IsNotEmpty(run.LinesWith($"warning LOOP0014: Passed, but \"{TamperedShop.Total}\", which failed in"), run.Output);
    }
}
