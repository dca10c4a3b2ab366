namespace LoopJournal.Tests;

/// <summary>The main scenario where <c>dotnet test</c> runs test programs of Microsoft.Testing.Platform.</summary>
[TestClass]
public sealed class TestProgramTests
{
    [TestMethod]
    [DataRow("mstest runner")]
    public void The_third_equal_failure_says_so_and_the_fix_clears_it(string framework)
    {
        using var repo = new Sandbox();
        Shop.CreateProgram(repo, framework);

        var first = repo.Test("--project", Shop.TestFolder);
        Assert.AreEqual(2, first.ExitCode, first.Output);
        Assert.IsEmpty(first.LinesWith("LOOP00"), first.Output);
        Assert.HasCount(1, first.LinesWith("attempts are recorded in"), first.Output);
        Assert.HasCount(1, first.LinesWith("LoopJournal: Shop.Tests (net10.0): attempt 1 failed, 2 of 3 tests ("), first.Output);

        // The same failure with moved lines of test and product code, in another directory, built there.
        repo.Edit(Shop.Product, "public static class Cart", "/*\n moved\n down\n */\npublic static class Cart");
        repo.Edit(Shop.Tests, "public class CartTests", "// moved down\n// too\npublic class CartTests");
        repo.MoveTo("copy of it");
        repo.Environment["LoopAction"] = "move it about";
        var second = repo.Test("--project", Shop.TestFolder);
        Assert.AreEqual(2, second.ExitCode, second.Output);
        Assert.IsEmpty(second.LinesWith("LOOP00"), second.Output);

        repo.Environment["LoopAction"] = "try Release";
        var third = repo.Test("--project", Shop.TestFolder, "-c", "Release");
        Assert.AreEqual(2, third.ExitCode, third.Output);
        var fingerprint = repo.Journal[2].Text("fingerprint");
        var error = Assert.ContainsSingle(third.LinesWith("error LOOP0010"), third.Output);
        Assert.Contains(
            $"error LOOP0010: Stalled: 3 consecutive attempts failed the same way ({fingerprint}: "
            + $"\"Shop.Tests.CartTests.Owner\": \"{(framework == "tunit" ? "" : "System.")}TimeoutException: "
            + "no answer from the cart of ann",
            error);
        Assert.Contains("tried without effect: \"move it about\", \"try Release\".", error);
        Assert.HasCount(1, third.LinesWith($"attempt 3 failed, 2 of 3 tests, same failure 3 times in a row ({fingerprint})"), third.Output);

        Shop.Fix(repo);
        var fourth = repo.Test("--project", Shop.TestFolder);
        Assert.AreEqual(0, fourth.ExitCode, fourth.Output);
        Assert.IsEmpty(fourth.LinesWith("LOOP00"), fourth.Output);

        Assert.HasCount(1, repo.Journal.Take(3).Select(r => r.Text("fingerprint")).Distinct());
        CollectionAssert.AreEqual(new[] { "fail", "fail", "fail", "pass" }, repo.Journal.Select(r => r.Text("gate")).ToArray());
        Assert.IsTrue(
            repo.Journal.All(r => r.Text("project") == Shop.TestProject && r.Text("loop") == "main" && r.Text("command") == "test"));
        Assert.IsTrue(repo.Journal.All(r => r.Text("tree").Length == 40));
        foreach (var wrapper in new[] { "XunitException", "VSTestException", "TestFailedException" })
        {
            Assert.DoesNotContain(wrapper, File.ReadAllText(Path.Combine(repo.JournalFolder, "journal.jsonl")));
        }

        Assert.IsEmpty(repo.Captures);
    }
}

/// <summary>The main scenario in the other frameworks, and the special cases of test programs.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class TestProgramDetailTests
{
    [TestMethod]
    [DataRow("xunit v3")]
    [DataRow("nunit runner")]
    [DataRow("tunit")]
    public void The_third_equal_failure_says_so_and_the_fix_clears_it(string framework) =>
        new TestProgramTests().The_third_equal_failure_says_so_and_the_fix_clears_it(framework);

    [TestMethod]
    [DataRow("mstest runner", "--filter Name=Total", "--filter Name=Passes")]
    [DataRow("nunit runner", "--filter Name=Total", "--filter Name=Passes")]
    [DataRow("xunit v3", "--filter-method *Total", "--filter-method *Passes")]
    [DataRow("tunit", "--treenode-filter /*/*/*/Total", "--treenode-filter /*/*/*/Passes")]
    public void A_filter_is_a_stream_and_a_list_of_the_tests_is_not_recorded(string framework, string filter, string other)
    {
        using var repo = CreateBuilt(framework);

        Assert.AreEqual(0, Test(repo, "--list-tests").ExitCode);
        Assert.IsFalse(Directory.Exists(repo.JournalFolder));

        Assert.AreEqual(2, Test(repo, filter.Split(' ')).ExitCode);
        Assert.AreEqual(0, Test(repo, other.Split(' ')).ExitCode);
        Assert.AreEqual(2, Test(repo, "-p:LoopIteration=7", "-p:LoopAction=see what --list-tests says").ExitCode);

        CollectionAssert.AreEqual(
            new[] { $"test {filter} 1 fail 1", $"test {other} 1 pass 1", "test 7 fail 3" },
            repo.Journal.Select(r => $"{r.Text("command")} {r.Text("iteration")} {r.Text("gate")} {r.GetProperty("tests").Text("total")}")
                .ToArray());
    }

    [TestMethod]
    public void A_run_is_an_attempt_however_it_is_started_unless_without_the_argument()
    {
        using var repo = CreateBuilt("mstest runner");
        var program = repo.In(Shop.TestFolder + "/bin/Debug/net10.0/Shop.Tests");

        var run = repo.Run("run", "--no-build", "--project", Shop.TestProject, "--", "--filter", "Name=Passes");
        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.HasCount(
            1, run.LinesWith("LoopJournal: \"Shop.Tests (net10.0, test --filter Name=Passes)\": attempt 1 passed, 1 test"), run.Output);

        Dotnet.Run(program, repo.Root, []);
        Assert.HasCount(1, repo.Journal);

        var direct = Dotnet.Run(program, repo.Root, ["--loop-journal", repo.In(Shop.TestFolder + "/obj/Debug/net10.0/loopjournal.run")]);
        Assert.AreEqual(2, direct.ExitCode, direct.Output);
        Assert.HasCount(1, direct.LinesWith("LoopJournal: Shop.Tests (net10.0): attempt 1 failed, 2 of 3 tests ("), direct.Output);
        Assert.HasCount(2, repo.Journal);
    }

    [TestMethod]
    public void The_target_Test_records_once_and_its_stall_is_an_error_of_the_build()
    {
        using var repo = CreateBuilt("xunit v3");
        CommandResult? last = null;
        for (var i = 1; i <= 3; i++)
        {
            repo.Write("notes.txt", $"{i}");
            last = repo.Run("build", Shop.TestFolder, "-t:Test", $"-p:LoopIteration={i}");
            Assert.AreEqual(1, last.ExitCode, last.Output);
        }

        Assert.IsNotEmpty(
            last!.LinesWith("journal.jsonl : error LOOP0010: Stalled: 3 consecutive attempts failed the same way"), last.Output);
        Assert.HasCount(1, last.LinesWith("attempt 3 failed, 2 of 3 tests, same failure 3 times in a row"), last.Output);
        CollectionAssert.AreEqual(new[] { "test 1 fail", "test 2 fail", "test 3 fail" }, ReadRows(repo));
        Assert.IsEmpty(repo.Captures);
    }

    [TestMethod]
    public void Three_modules_are_three_attempts_and_each_framework_of_one_is_a_stream()
    {
        using var repo = new Sandbox();
        Shop.CreateProgram(repo, "xunit v3", "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>");
        repo.Edit("src/Shop/Shop.csproj", "net10.0", "net8.0");
        repo.Write("other/Other.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="TUnit" Version="1.81.10" /></ItemGroup>
            </Project>
            """);
        repo.Write("other/Tests.cs", "public class Tests { [Test] public void Passes() { } }");
        Shop.Reference(repo, "other/Other.csproj");
        Assert.AreEqual(0, repo.Run("new", "sln", "-n", "All").ExitCode);
        Assert.AreEqual(0, repo.Run("sln", "add", Shop.TestProject, "other/Other.csproj", "src/Shop/Shop.csproj").ExitCode);

        var run = repo.Test();

        Assert.AreEqual(2, run.ExitCode, run.Output);
        CollectionAssert.AreEquivalent(
            new[] { "other/Other.csproj net10.0 pass", $"{Shop.TestProject} net8.0 fail", $"{Shop.TestProject} net10.0 fail" },
            repo.Journal.Select(r => $"{r.Text("project")} {r.Text("framework")} {r.Text("gate")}").ToArray());
        Assert.HasCount(40, Assert.ContainsSingle(repo.Journal.Select(r => r.Text("tree")).Distinct()));
        Assert.IsEmpty(repo.Captures);
    }

    [TestMethod]
    public void A_compile_error_is_an_attempt_of_the_tests()
    {
        using var repo = CreateBuilt("mstest runner");
        repo.Edit(Shop.Tests, "Cart.Total(1, 2, 3)", "Cart.Sum(1, 2, 3)");
        Assert.AreEqual(1, repo.Test("--project", Shop.TestFolder, "-p:LoopIteration=1").ExitCode);
        repo.Edit(Shop.Tests, "public class CartTests", "// moved down\npublic class CartTests");
        Assert.AreEqual(1, repo.Test("--project", Shop.TestFolder, "-p:LoopIteration=2").ExitCode);

        CollectionAssert.AreEqual(new[] { "test 1 fail", "test 2 fail" }, ReadRows(repo));
        Assert.HasCount(1, repo.Journal.Select(r => $"{r.Text("stage")} {r.Text("algorithm")} {r.Text("fingerprint")}").Distinct());
        Assert.AreEqual("diagnostics/1", repo.Journal[0].Text("algorithm"));
    }

    [TestMethod]
    public void A_wrong_value_stops_the_run_before_any_test_and_says_why()
    {
        using var repo = CreateBuilt("mstest runner");

        var run = Test(repo, "-p:LoopIteration=-3");

        Assert.AreNotEqual(0, run.ExitCode);
        Assert.HasCount(
            1, run.LinesWith("error LOOP0001: The property LoopIteration is \"-3\". Allowed: a whole number, 0 or more."), run.Output);
        Assert.IsEmpty(repo.Journal);
    }

    [TestMethod]
    public void Switched_off_it_leaves_no_trace()
    {
        using var repo = new Sandbox();
        Shop.CreateProgram(repo, "mstest runner");

        var run = repo.Test("--project", Shop.TestFolder, "-p:LoopJournalEnabled=false");

        Assert.AreEqual(2, run.ExitCode, run.Output);
        Assert.DoesNotContain("LoopJournal", run.Output);
        Assert.IsFalse(Directory.Exists(repo.JournalFolder));
        Assert.IsEmpty(Directory.GetFiles(repo.In(Shop.TestFolder + "/bin"), "*LoopJournal*", SearchOption.AllDirectories));
    }

    [TestMethod]
    public void The_program_gains_one_assembly_and_a_VSTest_project_none()
    {
        using var repo = CreateBuilt("mstest runner");
        CollectionAssert.AreEqual(new[] { "LoopJournal.TestingPlatform.dll" }, ListOurFiles(repo));

        using var other = new Sandbox();
        Shop.Create(other, "mstest");
        Assert.AreEqual(0, other.Run("build", Shop.TestFolder, "-p:EnableMSTestRunner=false").ExitCode);
        Assert.IsEmpty(ListOurFiles(other));
    }

    [TestMethod]
    [DataRow("mstest", "mstest runner")]
    [DataRow("nunit", "nunit runner")]
    [DataRow("xunit", "xunit v3")]
    public void The_same_bug_is_the_same_fingerprint_under_both_platforms(string underVSTest, string program)
    {
        using var first = new Sandbox();
        Shop.Create(first, underVSTest);
        Assert.AreEqual(1, first.Test(Shop.TestFolder).ExitCode);
        using var second = new Sandbox();
        Shop.CreateProgram(second, program);
        if (underVSTest == "mstest")
        {
            second.Edit(Shop.TestProject, "4.5.3", "4.0.2"); // the template's version, because other versions have other messages
        }

        Assert.AreEqual(2, second.Test("--project", Shop.TestFolder).ExitCode);

        Assert.AreEqual(ReadFailures(first), ReadFailures(second));
    }

    [TestMethod]
    public void A_program_with_its_own_Main_runs_and_is_recorded_if_it_calls_the_helper()
    {
        using var repo = new Sandbox();
        Shop.CreateProgram(repo, "mstest runner",
            more: "<PropertyGroup><GenerateTestingPlatformEntryPoint>false</GenerateTestingPlatformEntryPoint></PropertyGroup>");
        repo.Write(Shop.TestFolder + "/Program.cs", """
            using Microsoft.Testing.Platform.Builder;
            using Shop.Tests;

            var builder = await TestApplication.CreateBuilderAsync(args);
            builder.AddSelfRegisteredExtensions(args);
            using var program = await builder.BuildAsync();
            return await program.RunAsync();
            """);
        var run = repo.Test("--project", Shop.TestFolder);
        Assert.HasCount(1, run.LinesWith("attempt 1 failed, 2 of 3 tests"), run.Output);

        repo.Edit(Shop.TestFolder + "/Program.cs", "builder.AddSelfRegisteredExtensions(args);",
            "builder.AddMSTest(() => [typeof(CartTests).Assembly]);");
        run = repo.Test("--project", Shop.TestFolder);
        Assert.AreEqual(2, run.ExitCode, run.Output);
        Assert.HasCount(1, run.LinesWith("warning LOOP0004"), run.Output);
        Assert.HasCount(1, repo.Journal);
    }

    [TestMethod]
    public void Under_platform_1_the_tests_run_and_one_warning_says_why_they_are_not_recorded()
    {
        using var repo = new Sandbox();
        Shop.CreateProgram(repo, "mstest runner");
        repo.Edit(Shop.TestProject, "4.5.3", "3.11.0");

        var run = repo.Test("--project", Shop.TestFolder);

        Assert.AreEqual(2, run.ExitCode, run.Output);
        Assert.HasCount(1, run.LinesWith(
            "warning LOOP0004: LoopJournal does not record this test run: it needs Microsoft.Testing.Platform 2.0 or later"), run.Output);
        Assert.IsEmpty(repo.Journal);
    }

    [TestMethod]
    public void The_tries_of_the_retry_extension_are_one_attempt()
    {
        using var repo = new Sandbox();
        Shop.CreateProgram(repo, "mstest runner",
            more: """<ItemGroup><PackageReference Include="Microsoft.Testing.Extensions.Retry" Version="2.5.2" /></ItemGroup>""");
        repo.Write(Shop.TestFolder + "/FlakyTests.cs", """
            namespace Shop.Tests;

            [TestClass]
            public class FlakyTests
            {
                [TestMethod]
                public void Passes_the_third_time()
                {
                    System.IO.File.AppendAllText("tries", "x");
                    Assert.AreEqual(3, System.IO.File.ReadAllText("tries").Length);
                }
            }
            """);
        Shop.Fix(repo);

        var passed = repo.Test("--project", Shop.TestFolder, "--retry-failed-tests", "3");
        Assert.AreEqual(0, passed.ExitCode, passed.Output);
        var failed = repo.Test("--project", Shop.TestFolder, "--no-build", "--retry-failed-tests", "1");
        Assert.AreEqual(2, failed.ExitCode, failed.Output);

        CollectionAssert.AreEqual(
            new[]
            {
                """test pass {"total":4,"passed":4,"failed":0,"skipped":0}""",
                """test fail {"total":4,"passed":3,"failed":1,"skipped":0}""",
            },
            repo.Journal.Select(r => $"{r.Text("command")} {r.Text("gate")} {r.Text("tests")}").ToArray());
        Assert.IsEmpty(repo.Captures);
    }

    [TestMethod]
    [DataRow("fsproj", "Tests.fs", """
        module Carts
        open Microsoft.VisualStudio.TestTools.UnitTesting
        [<TestClass>]
        type CartTests () =
            [<TestMethod>]
            member _.Total () = Assert.AreEqual(6, 7)
        """)]
    [DataRow("vbproj", "Tests.vb", """
        <Microsoft.VisualStudio.TestTools.UnitTesting.TestClass>
        Public Class CartTests
            <Microsoft.VisualStudio.TestTools.UnitTesting.TestMethod>
            Public Sub Total()
                Microsoft.VisualStudio.TestTools.UnitTesting.Assert.AreEqual(6, 7)
            End Sub
        End Class
        """)]
    public void Programs_of_other_languages_compile_and_are_recorded(string extension, string file, string source)
    {
        using var repo = new Sandbox();
        Shop.UseTestingPlatform(repo);
        repo.Write($"Tests.{extension}", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><EnableMSTestRunner>true</EnableMSTestRunner>
              </PropertyGroup>
              <ItemGroup>
                {(extension == "fsproj" ? """<Compile Include="Tests.fs" />""" : "")}
                <PackageReference Include="MSTest.TestAdapter" Version="4.5.3" />
                <PackageReference Include="MSTest.TestFramework" Version="4.5.3" />
              </ItemGroup>
            </Project>
            """);
        Shop.Reference(repo, $"Tests.{extension}");
        repo.Write(file, source);

        var run = repo.Test();

        Assert.AreEqual(2, run.ExitCode, run.Output);
        Assert.HasCount(1, run.LinesWith("attempt 1 failed, 1 of 1 tests"), run.Output);
    }

    [TestMethod]
    public void It_is_added_by_command_to_a_project_of_the_MSTest_SDK_and_by_central_versions()
    {
        using var repo = new Sandbox();
        Shop.UseTestingPlatform(repo);
        repo.Write("Tests.csproj", """
            <Project Sdk="MSTest.Sdk/4.5.2">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
            </Project>
            """);
        repo.Write("Tests.cs", """
            using Microsoft.VisualStudio.TestTools.UnitTesting;
            [TestClass] public class T { [TestMethod] public void Fails() => throw new System.TimeoutException(); }
            """);
        var added = repo.Run("add", "package", "LoopJournal", "--version", Suite.PackageVersion);
        Assert.AreEqual(0, added.ExitCode, added.Output);
        var run = repo.Test();
        Assert.HasCount(1, run.LinesWith("attempt 1 failed, 1 of 1 tests"), run.Output);

        repo.Edit("Tests.csproj", $" Version=\"{Suite.PackageVersion}\"", "");
        repo.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="LoopJournal" Version="{Suite.PackageVersion}" /></ItemGroup>
            </Project>
            """);
        run = repo.Test();
        Assert.HasCount(1, run.LinesWith("attempt 2 failed, 1 of 1 tests"), run.Output);
    }

    private static Sandbox CreateBuilt(string framework)
    {
        var repo = new Sandbox(test: "program");
        Shop.CreateProgram(repo, framework);
        var build = repo.Run("build", Shop.TestFolder);
        Assert.AreEqual(0, build.ExitCode, build.Output);
        return repo;
    }

    private static CommandResult Test(Sandbox repo, params string[] arguments) =>
        repo.Test(["--project", Shop.TestFolder, "--no-build", .. arguments]);

    private static string[] ReadRows(Sandbox repo) =>
        [.. repo.Journal.Select(r => $"{r.Text("command")} {r.Text("iteration")} {r.Text("gate")}")];

    private static string[] ListOurFiles(Sandbox repo) =>
        [.. Directory.GetFiles(repo.In(Shop.TestFolder + "/bin"), "*", SearchOption.AllDirectories)
            .Select(Path.GetFileName).OfType<string>().Where(name => name.StartsWith("LoopJournal", StringComparison.Ordinal))];

    private static string ReadFailures(Sandbox repo) =>
        string.Join('\n', repo.Journal[0].GetProperty("failures").EnumerateArray()
            .Select(failure => failure.ToString()).Prepend(repo.Journal[0].Text("fingerprint")));
}
