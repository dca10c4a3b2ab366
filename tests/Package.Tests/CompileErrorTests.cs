namespace LoopJournal.Tests;

/// <summary>The records of failing builds, for several languages and causes.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class CompileErrorTests
{
    private const string Broken = "namespace Shop; public class Cart { public int A() => Total(); }";

    private const string Good = "namespace Shop; public class Cart { public int A() => 1; }";

    [TestMethod]
    [DataRow("mstest")]
    [DataRow("xunit")]
    public void Under_dotnet_test_an_error_is_known_after_any_failing_run_and_is_an_attempt_of_it(string framework)
    {
        using var repo = new Sandbox();
        Shop.Create(repo, framework);
        repo.Test(Shop.TestFolder);
        repo.Edit(Shop.Tests, "public void Passes()", "public void Passes() => Missing();\n    public void Broken()");
        var first = repo.Test(Shop.TestFolder);
        repo.Edit(Shop.Tests, "namespace Shop.Tests;", "namespace Shop.Tests;\n\n// moved\n");
        repo.Test(Shop.TestFolder);
        var third = repo.RunWith([new("DOTNET_CLI_UI_LANGUAGE", "de")], "test", Shop.TestFolder);

        Assert.AreEqual(1, first.ExitCode, first.Output);
        Assert.HasCount(
            1, first.LinesWith("LoopJournal: Shop.Tests (net10.0): attempt 2 failed, does not compile, 1 error ("), first.Output);
        Assert.HasCount(1, third.LinesWith("error LOOP0010").Distinct(), third.Output);
        CollectionAssert.AreEqual(
            new[] { "test test failures/1", "test compile diagnostics/1", "test compile diagnostics/1", "test compile diagnostics/1" },
            repo.Journal.Select(r => $"{r.Text("command")} {r.Text("stage")} {r.Text("algorithm")}").ToArray());
        Assert.HasCount(2, repo.Journal.Select(r => r.Text("fingerprint")).Distinct());
    }

    [TestMethod]
    public void From_the_very_start_the_fourth_failure_of_a_test_run_is_a_stall_in_each_framework()
    {
        using var repo = new Sandbox();
        Probe.Create(repo, framework: "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>");
        repo.Edit("ProbeTests.cs", "Environment.FailFast", "Environment.FailSlow");

        var first = repo.Test();
        Assert.HasCount(2, first.LinesWith("attempt 1 failed, does not compile"), first.Output);
        Assert.HasCount(2, first.LinesWith("; the next failure will be known by its errors"), first.Output);
        Assert.IsEmpty(repo.Test().LinesWith("LOOP0010"));
        Assert.IsEmpty(repo.Test().LinesWith("LOOP0010"));
        var fourth = repo.Test();

        Assert.HasCount(2, fourth.LinesWith("error LOOP0010").Distinct(), fourth.Output);
        Assert.HasCount(8, repo.Journal);
        Assert.HasCount(4, repo.Journal.Where(r => r.Text("framework") == "net8.0"));
    }

    [TestMethod]
    public void An_error_in_a_library_is_known_where_the_library_references_the_package()
    {
        using var repo = new Sandbox();
        Shop.Create(repo, "xunit");
        repo.Test(Shop.TestFolder);
        repo.Edit(Shop.Product, "return total + 1;", "return totals + 1;");
        var without = repo.Test(Shop.TestFolder);
        Assert.HasCount(1, without.LinesWith("attempt 2 failed, \"src/Shop/Shop.csproj does not build\" ("), without.Output);
        Assert.HasCount(
            1, without.LinesWith("; to know its errors, reference LoopJournal in \"src/Shop/Shop.csproj\" too"), without.Output);

        Shop.Reference(repo, "src/Shop/Shop.csproj");
        var with = repo.Test(Shop.TestFolder);
        Assert.HasCount(1, with.LinesWith("attempt 3 failed, does not compile, 1 error ("), with.Output);
        Assert.HasCount(3, repo.Journal);
        Assert.AreEqual(Shop.TestProject, repo.Journal[2].Text("project"));
        Assert.Contains("CS0103 src/Shop/Cart.cs", repo.Journal[2].Text("failures"));

        repo.Edit(Shop.Product, "return totals + 1;", "return total;");
        Assert.HasCount(1, repo.Test(Shop.TestFolder).LinesWith("attempt 4 failed, 1 of 3 tests"));
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(repo.JournalFolder, "builds")));
    }

    [TestMethod]
    public void A_library_that_does_not_compile_stalls_each_test_project_alike_and_what_a_test_run_writes_is_not_an_edit()
    {
        using var repo = new Sandbox();
        Library.Create(repo, "lib", hasPackage: false);
        repo.Write("lib/Cart.cs", "namespace Shop; public class Cart { public int A() => Total(); }");
        foreach (var name in (string[])["A", "B"])
        {
            Probe.Create(repo, name, name);
            repo.Edit($"{name}/{name}.csproj", "</ItemGroup>", """<ProjectReference Include="../lib/Shop.csproj" /></ItemGroup>""");
        }

        repo.Write("All.slnx", """
            <Solution><Project Path="A/A.csproj" /><Project Path="B/B.csproj" /><Project Path="lib/Shop.csproj" /></Solution>
            """);
        repo.Write("reports/1.html", "written by an earlier run");

        repo.Test("All.slnx");
        repo.Write("reports/2.html", "not a gate's: an edit");
        repo.Test("All.slnx");
        repo.Test("All.slnx");
        var fourth = repo.Test("All.slnx");

        Assert.HasCount(2, fourth.LinesWith("error LOOP0010").Distinct(), fourth.Output);
        Assert.HasCount(8, repo.Journal);
        Assert.AreSequenceEqual(
            ["A", "B"],
            repo.Journal.Where(r => r.TryGetProperty("changed", out var changed) && $"{changed}" == "[\"reports/2.html\"]")
                .Select(r => r.Text("project")[..1]).Order());
        Assert.HasCount(2, repo.Journal.Select(r => r.Text("tree")).Distinct(), "every attempt has its tree");
    }

    [TestMethod]
    public void The_compiler_is_called_as_without_the_package_until_something_fails()
    {
        using var repo = new Sandbox();
        Probe.Create(repo);
        string[] command = ["-v:d", "--no-incremental"];
        var without = FindCompilerCommand(repo.Run(["build", .. command, "-p:WithoutLoopJournal=true"]));
        repo.Environment["PROBE"] = "passes";
        Assert.AreEqual(0, repo.Test().ExitCode);
        File.Delete(repo.In("obj/Debug/net10.0/Probe.dll"));

        Assert.AreEqual(without, FindCompilerCommand(repo.Test("-v:d")));
        Assert.HasCount(2, repo.Journal);
    }

    [TestMethod]
    public void Switching_compile_errors_on_or_off_compiles_nothing_again()
    {
        using var repo = new Sandbox();
        Library.Create(repo);
        repo.Write("Cart.cs", Good);
        repo.Run("build");
        foreach (string[] options in new string[][]
        {
            ["-p:LoopIteration=1"], [], ["-p:LoopJournalRecordBuilds=true", "-p:LoopJournalCompileErrors=true"], [],
        })
        {
            var run = repo.Run(["build", "-v:n", .. options]);
            Assert.AreEqual(0, run.ExitCode, run.Output);
            Assert.IsNotEmpty(run.LinesWith("Skipping target \"CoreCompile\""), run.Output);
        }

        CollectionAssert.AreEqual(new[] { "pass", "pass" }, repo.Journal.Select(r => r.Text("gate")).ToArray());
    }

    [TestMethod]
    public void Warnings_that_are_errors_and_errors_of_analyzers_keep_their_codes()
    {
        using var repo = new Sandbox();
        Library.Create(repo, more: "<PropertyGroup><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>");
        repo.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CA1822.severity = error\n");
        repo.Write("Cart.cs", "namespace Shop; public class Cart { public int A() { int unused; return 1; } }");
        repo.Run("build", "-p:LoopIteration=1");

        var failures = repo.Journal[0].Text("failures");
        Assert.Contains("CS0168 Cart.cs", failures);
        Assert.Contains("CA1822 Cart.cs", failures);
    }

    [TestMethod]
    public void Visual_Basic_is_known_by_its_errors_and_FSharp_by_its_project()
    {
        using var repo = new Sandbox();
        Library.Create(repo, "vb", extension: "vbproj");
        repo.Write("vb/Cart.vb", "Public Class Cart\n  Public Function A() As Integer\n    Return Total\n  End Function\nEnd Class\n");
        Library.Create(repo, "fs", extension: "fsproj", more: """<ItemGroup><Compile Include="Cart.fs" /></ItemGroup>""");
        repo.Write("fs/Cart.fs", "module Cart\nlet a = total\n");

        var vb = repo.Run("build", "vb", "-p:LoopIteration=1");
        var fs = repo.Run("build", "fs", "-p:LoopIteration=1");

        Assert.HasCount(1, vb.LinesWith("attempt 1 failed, does not compile, 1 error ("), vb.Output);
        Assert.Contains("BC30451 vb/Cart.vb", repo.Journal[0].Text("failures"));
        Assert.HasCount(1, fs.LinesWith("attempt 1 failed, does not compile ("), fs.Output);
        Assert.AreEqual("unknown/1", repo.Journal[1].Text("algorithm"));
    }

    [TestMethod]
    public void A_failure_outside_the_compiler_is_not_recorded_as_a_compile_error()
    {
        using var repo = new Sandbox();
        Library.Create(repo, more: """
            <Target Name="Early" AfterTargets="ResolveReferences" Condition="'$(Fails)' == 'early'"><Exec Command="exit 3" /></Target>
            <Target Name="Late" AfterTargets="CopyFilesToOutputDirectory" Condition="'$(Fails)' == 'late'">
              <Exec Command="exit 3" />
            </Target>
            """);
        repo.Write("Cart.cs", Broken);
        repo.Run("build", "-p:LoopIteration=1");
        var early = repo.Run("build", "-p:LoopIteration=2", "-p:Fails=early");
        repo.Write("Cart.cs", Good);
        var late = repo.Run("build", "-p:LoopIteration=3", "-p:Fails=late");

        Assert.HasCount(1, early.LinesWith("attempt 2 failed, \"the build fails before the compiler\" ("), early.Output);
        Assert.HasCount(1, late.LinesWith("attempt 3 failed, \"the build fails after the compiler\" ("), late.Output);
        Assert.HasCount(3, repo.Journal.Select(r => r.Text("fingerprint")).Distinct());
    }

    [TestMethod]
    public void A_build_that_is_not_a_gate_records_nothing()
    {
        using var repo = new Sandbox();
        Library.Create(repo);
        repo.Write("Cart.cs", Good);
        foreach (var command in new[] { "publish", "pack", "clean", "restore" })
        {
            Assert.AreEqual(0, repo.Run(command, "-p:LoopIteration=1").ExitCode);
        }

        Assert.AreEqual(0, repo.Run("build").ExitCode);
        repo.Write("Cart.cs", Broken);
        Assert.AreEqual(1, repo.Run("build").ExitCode);
        Assert.IsFalse(Directory.Exists(repo.In(".orchestrator")));
    }

    [TestMethod]
    public void Another_symbol_another_file_and_one_error_less_are_other_failures()
    {
        using var repo = new Sandbox();
        Library.Create(repo);
        foreach (var (file, text) in new[]
        {
            ("Cart.cs", Broken + "class B { int S() => Sum(); }"), ("Cart.cs", Broken),
            ("Cart.cs", Broken.Replace("Total", "Totals", StringComparison.Ordinal)), ("Basket.cs", Broken),
        })
        {
            foreach (var old in Directory.GetFiles(repo.Root, "*.cs"))
            {
                File.Delete(old);
            }

            repo.Write(file, text);
            repo.Run("build", "-p:LoopIteration=1");
        }

        Assert.HasCount(4, repo.Journal.Select(r => r.Text("fingerprint")).Distinct());
        Assert.IsTrue(repo.Journal.All(r => r.Text("algorithm") == "diagnostics/1"));
    }

    private static string FindCompilerCommand(CommandResult run) => Assert.ContainsSingle(run.LinesWith(" /noconfig "), run.Output).Trim();
}
