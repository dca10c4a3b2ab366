namespace LoopJournal.Tests;

/// <summary>The build as a gate: when it is recorded, and what the record says about a failure.</summary>
[TestClass]
public sealed class BuildHookTests : IDisposable
{
    private static readonly (string, string) Iteration = ("LoopIteration", "3");

    private readonly BuildStub _project = new();

    public void Dispose() => _project.Dispose();

    [TestMethod]
    [DataRow("auto", "", 0)]
    [DataRow("auto", "3", 1)]
    [DataRow("true", "", 1)]
    [DataRow("false", "3", 0)]
    public void Builds_are_recorded_as_the_property_says(string recordBuilds, string iteration, int attempts)
    {
        foreach (var failsIn in new[] { "", "compiler" })
        {
            var run = _project.Build(failsIn, ("LoopJournalRecordBuilds", recordBuilds), ("LoopIteration", iteration));
            Assert.AreEqual(failsIn.Length == 0, run.Passed, run.Log);
        }

        Assert.AreEqual(attempts > 0, Directory.Exists(_project.JournalFolder));
        CollectionAssert.AreEqual(
            attempts > 0 ? new[] { "pass compile build", "fail compile build" } : [],
            _project.Journal.Select(r => $"{r.GetProperty("gate")} {r.GetProperty("stage")} {r.GetProperty("command")}").ToArray());
    }

    [TestMethod]
    public void Three_equal_sets_of_errors_are_a_stall_at_any_place_and_in_any_order()
    {
        _project.SetErrors("Total", "Sum");
        _project.Build("compiler", Iteration).IndexOf("Shop (net10.0, build): attempt 3 failed, does not compile, 2 errors (");
        _project.SetErrors("Sum", "Total");
        _project.Build("compiler", Iteration);
        _project.SetErrors("Sum", "Total", "Sum");
        var third = _project.Build("compiler", Iteration);

        third.IndexOf("error LOOP0010: Stalled: 3 consecutive attempts failed the same way");
        third.IndexOf("does not compile, 3 errors, same failure 3 times in a row (");
        Assert.AreEqual("diagnostics/1", _project.Last("algorithm"));

        _project.SetErrors("Sum");
        Assert.DoesNotContain("LOOP0010", _project.Build("compiler", Iteration).Log);
    }

    [TestMethod]
    public void Under_a_test_run_the_first_failure_is_unknown_and_the_second_is_known_until_a_build_is_tested_well()
    {
        _project.SetErrors("Total");
        _project.Test("compiler").IndexOf("Shop (net10.0): attempt 1 failed, does not compile (");
        Assert.AreEqual("unknown/1", _project.Last("algorithm"));
        var second = _project.Test("compiler", ("VSTestTestCaseFilter", "Name=Total"));
        second.IndexOf("attempt 1 failed, does not compile, 1 error (");
        Assert.AreEqual("test --filter Name=Total compile diagnostics/1",
            $"{_project.Last("command")} {_project.Last("stage")} {_project.Last("algorithm")}");

        var passes = _project.Build("", Iteration);
        Assert.AreEqual("pass", _project.Last("gate"));
        Assert.AreNotEqual("", passes.Property("ErrorLog"));
        Assert.AreEqual("", _project.Test("").Property("ErrorLog"));
        Assert.HasCount(3, _project.Journal);
    }

    [TestMethod]
    public void The_line_promises_errors_only_where_the_next_failure_will_have_them()
    {
        const string promise = "; the next failure will be known by its errors";
        _project.Test("compiler").IndexOf(promise);
        Assert.DoesNotContain(promise, _project.Test("before").Log);
        Assert.DoesNotContain(promise, _project.Test("compiler", ("LoopJournalCompileErrors", "false")).Log);
        Assert.DoesNotContain(promise, _project.Test("compiler", ("Language", "F#")).Log);
    }

    [TestMethod]
    public void A_stale_error_log_is_not_read()
    {
        _project.SetErrors("Total");
        _project.Build("compiler", Iteration);
        File.Delete(_project.In("Shop.next"));
        _project.Build("compiler", Iteration);

        Assert.AreEqual("unknown/1", _project.Last("algorithm"));
        Assert.IsTrue(File.Exists(_project.In("obj/Shop/loopjournal.sarif")));
    }

    [TestMethod]
    [DataRow("logs/mine.sarif")]
    [DataRow("logs/mine.sarif,version=2.1")]
    public void The_users_error_log_is_used_and_left_as_it_is(string errorLog)
    {
        Directory.CreateDirectory(_project.In("logs"));
        _project.SetErrors("Total");
        var run = _project.Test("compiler", ("ErrorLog", errorLog));

        Assert.AreEqual("diagnostics/1", _project.Last("algorithm"));
        Assert.AreEqual(errorLog, run.Property("ErrorLog"));
        Assert.IsTrue(File.Exists(_project.In("logs/mine.sarif")));
        Assert.IsFalse(File.Exists(_project.In("obj/Shop/loopjournal.sarif")));
    }

    [TestMethod]
    public void A_failure_outside_the_compiler_is_another_failure()
    {
        _project.Build("before", Iteration).IndexOf("attempt 3 failed, \"the build fails before the compiler\" (");
        _project.Build("compiler", Iteration).IndexOf("attempt 3 failed, does not compile (");
        _project.Build("after", Iteration).IndexOf("attempt 3 failed, \"the build fails after the compiler\" (");

        Assert.HasCount(3, _project.Journal.Select(r => r.GetProperty("fingerprint").GetString()).Distinct());
        Assert.IsTrue(_project.Journal.All(r => r.GetProperty("algorithm").GetString() == "unknown/1"));
    }

    [TestMethod]
    public void A_good_build_under_a_test_run_writes_nothing()
    {
        Assert.IsTrue(_project.Test("").Passed);
        Assert.IsFalse(Directory.Exists(_project.JournalFolder));
    }

    [TestMethod]
    [DataRow("Build", "compiler", "DesignTimeBuild", "true")]
    [DataRow("Build", "compiler", "LoopJournalEnabled", "false")]
    [DataRow("Build", "compiler", "_IsPublishing", "true")]
    [DataRow("Build", "", "_IsPacking", "true")]
    [DataRow("_MTPBuild", "compiler", "IsTestProject", "true")]
    [DataRow("CopyRunEnvironmentFiles", "", "BuildingInsideVisualStudio", "true")]
    [DataRow("CoreCompile", "compiler", "IsTestProject", "true")]
    public void Nothing_else_is_recorded(string target, string failsIn, string property, string value)
    {
        _project.Build(target, failsIn, Iteration, (property, value));

        Assert.IsFalse(Directory.Exists(_project.JournalFolder));
    }

    [TestMethod]
    public void A_build_that_passes_is_never_failed()
    {
        for (var i = 0; i < 4; i++)
        {
            _project.Build("compiler", Iteration);
        }

        var run = _project.Build("", Iteration);

        Assert.IsTrue(run.Passed, run.Log);
        Assert.DoesNotContain("LOOP00", run.Log);
    }

    [TestMethod]
    public void Builds_and_test_runs_have_streaks_of_their_own()
    {
        for (var i = 0; i < 2; i++)
        {
            Assert.DoesNotContain("LOOP0010", _project.Build("after", Iteration).Log);
            Assert.DoesNotContain("LOOP0010", _project.Test("after").Log);
        }

        _project.Build("", ("LoopJournalRecordBuilds", "true"));
        _project.Test("after").IndexOf("error LOOP0010");
    }

    [TestMethod]
    public void A_failure_of_a_referenced_project_has_that_projects_errors()
    {
        _project.Write("Library");
        _project.Write("Middle", references: "Library.proj");
        _project.SetErrorsOf("Library", "Total");
        (string, string)[] properties = [("References", "Middle.proj"), ("LibraryFailsIn", "compiler")];
        var first = _project.Build("", [Iteration, .. properties]);

        Assert.IsFalse(first.Passed);
        first.IndexOf("LoopJournal: Shop (net10.0, build): attempt 3 failed, does not compile, 1 error (");
        first.IndexOf("LoopJournal: Library (net10.0, build): attempt 3 failed, does not compile, 1 error (");
        Assert.HasCount(1, _project.Journal.Select(r => r.GetProperty("fingerprint").GetString()).Distinct());
        Assert.HasCount(3, _project.Journal);

        _project.Build("", Iteration, ("References", "Middle.proj"));
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(_project.JournalFolder, "builds")));
    }

    [TestMethod]
    public void A_library_logs_its_errors_after_a_test_run_has_failed_because_of_it()
    {
        _project.Write("Library");
        _project.SetErrorsOf("Library", "Total");
        (string, string)[] properties = [("References", "Library.proj"), ("LibraryFailsIn", "compiler")];

        // IsTestProject is not set, because a property of the command line would apply to the library too.
        _project.Build("", [("VSTestSessionCorrelationId", "1"), .. properties]);
        Assert.IsEmpty(_project.Journal);

        _project.Build("", [Iteration, ("LoopJournalCompileErrors", "false"), .. properties]);
        Assert.AreEqual("unknown/1", _project.Last("algorithm"));
        _project.Build("", [("VSTestSessionCorrelationId", "1"), .. properties]);
        Assert.IsTrue(File.Exists(_project.In("obj/Library/loopjournal.sarif")));
    }

    [TestMethod]
    public void Where_the_referenced_project_has_no_package_the_line_says_so()
    {
        _project.Write("Library", hasPackage: false);
        _project.Write("Good", hasPackage: false);
        var run = _project.Build("", Iteration, ("References", "Good.proj;Library.proj"), ("LibraryFailsIn", "compiler"));

        run.IndexOf("attempt 3 failed, \"Library.proj does not build\" (");
        run.IndexOf("; to know its errors, reference LoopJournal in \"Library.proj\" too");
        Assert.AreEqual("unknown/1", _project.Last("algorithm"));
        Assert.Contains("Library.proj does not build", _project.Last("failures"));
    }
}
