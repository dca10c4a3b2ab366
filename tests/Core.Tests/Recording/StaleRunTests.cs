using LoopJournal.Capture;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Reports;
using LoopJournal.Text;

namespace LoopJournal.Tests.Recording;

/// <summary>When the recorder compares the binaries of a run with the sources, and what becomes of the answer.</summary>
[TestClass]
public sealed class StaleRunTests : IDisposable
{
    private readonly TestRepository _repository = new TestRepository().Write(".gitignore", "bin/").Write("tests/a.cs", "1");

    public StaleRunTests() =>
        CompiledAssembly.Write(_repository.At("bin/Shop.Tests.dll"), [(_repository.At("tests/a.cs"), _repository.At("tests/a.cs"))]);

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public void A_run_without_a_build_is_compared_with_the_sources_whatever_its_result()
    {
        Assert.IsNull(Run(skipsBuild: false).Attempt.Stale, "a build went before it");
        Assert.IsFalse(Run().Attempt.Stale);
        _repository.Write("tests/a.cs", "2");
        var stale = Run();

        Assert.IsTrue(stale.Attempt.Stale);
        Assert.IsFalse(stale.Attempt.EndsWindow);
        Assert.AreSequenceEqual(["tests/a.cs"], stale.Attempt.StaleFiles);
        Assert.AreEqual(
            "Shop.Tests (net10.0): attempt 3 passed, 1 test, old binaries: they were compiled without the changes of \"tests/a.cs\"",
            AttemptLine.Describe(stale));
        Assert.IsTrue(Run(failed: 1).Attempt.Stale);
    }

    [TestMethod]
    [DataRow("1", "flaky")]
    [DataRow("2", "stale, old binaries: they were compiled without the changes of \"tests/a.cs\"")]
    public void A_pass_on_the_files_of_a_failing_attempt_is_compared_after_a_build_too(string content, string why)
    {
        _repository.Write("tests/a.cs", content);
        Run(skipsBuild: false, failed: 1);

        Assert.AreEqual(
            $"Shop.Tests (net10.0): attempt 2 passed, 1 test, passed on the files on which attempt 1 failed: {why}",
            AttemptLine.Describe(Run(skipsBuild: false)));
    }

    [TestMethod]
    public void A_run_that_another_process_journals_is_not_compared()
    {
        var (_, inputs) = Capture(skipsBuild: true, failed: 0);
        _repository.Write("tests/a.cs", "2");
        var recorder = new AttemptRecorder(_repository.Journal, _repository.Root);
        recorder.Claim();

        var claimed = Assert.ContainsSingle(recorder.Claimed).Attempt;
        Assert.AreEqual((inputs.Id, null), (claimed.Id, claimed.Stale));
    }

    private RecordedAttempt Run(bool skipsBuild = true, int failed = 0)
    {
        var (capture, inputs) = Capture(skipsBuild, failed);
        return new AttemptRecorder(_repository.Journal, _repository.Root).RecordTestRun(capture, inputs, exitCode: failed)!;
    }

    /// <summary>Writes the capture of a run, with all inputs in its header, as a test program does.</summary>
    private (string File, AttemptInputs Inputs) Capture(bool skipsBuild, int failed)
    {
        var inputs = new AttemptInputs
        {
            Id = AttemptInputs.CreateId(), Loop = "main", Project = "tests/Shop.Tests.csproj", Framework = "net10.0", Command = "test",
            Root = _repository.Root, Tree = _repository.Take(),
            Assembly = _repository.At("bin/Shop.Tests.dll"), Sources = [_repository.At("tests/a.cs")], SkipsBuild = skipsBuild,
        };
        var file = Path.Combine(_repository.Journal, "captures", inputs.Id + ".jsonl");
        using var writer = CaptureWriter.TryCreate(file, _repository.Root, null, InputsJson.Write(inputs))!;
        if (failed > 0)
        {
            writer.Fail("Cart.Total", "Cart.Total", "", "no answer", "");
        }

        writer.End(CaptureEnd.Completed, 1 - failed, failed, 0, TimeSpan.Zero, "", null);
        return (file, inputs);
    }
}
