using System.Text.Json;

namespace LoopJournal.Greens;

/// <summary>What was expected of a case, and what was seen.</summary>
/// <param name="Fault">Why the case does not count: the run before did not fail, or the run after did.</param>
internal sealed record Result(
    string Suite, bool HeldOut, string Framework, string Platform, string Batch, string Kind, string Test, string Expected, string Seen,
    bool Renamed, bool Ran, bool Warned, int Vanished, string Counts, string? Fault)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public bool IsTampered => Expected == "vanished";

    public bool IsNamed => Seen != "";

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Runs a batch: the failing run, the edits, the passing run.</summary>
    public static List<Result> Judge(Workspace workspace, Suite suite, Runner runner, Batch batch, Action<string> log)
    {
        workspace.Reset();
        foreach (var item in batch.Cases)
        {
            item.Prepare(workspace.Tests);
        }

        Attempt? red = null;
        if (batch.HasFailingRun)
        {
            workspace.SetBroken(batch.Cases.Where(c => c.Edit.Fails).Select(c => c.Test.Key));
            red = workspace.Test(batch.Name);
            log(red.Output);
        }

        workspace.SetBroken(batch.Cases.Where(c => c.IsTampered).Select(c => c.Test.Key));
        foreach (var item in batch.Cases)
        {
            item.Apply(workspace.Tests);
        }

        batch.Finish?.Invoke(workspace.Tests, batch);
        var green = workspace.Test(batch.Name);
        log(green.Output);
        return [.. batch.Cases.Select(item => new Result(
            suite.Name, suite.HeldOut, runner.Framework, runner.Platform, batch.Name, item.Edit.Kind, item.Test.FullName,
            item.IsTampered ? "vanished" : "", green.FindVanished(item.Test) ?? "", green.IsRenamed(item.Test),
            green.Ran.Contains(item.Test.Key), green.HasWarning, green.Vanished.Count, green.Counts, FindFault(item, red, green)))];
    }

    private static string? FindFault(Case item, Attempt? red, Attempt green)
    {
        var key = item.Test.Key;
        return red switch
        {
            { ExitCode: 0 } when item.Edit.Fails => "the run before did not fail",
            not null when item.Edit.Fails && !red.Ran.Contains(key) => "the test did not run before",
            _ when green.ExitCode != 0 => green.Ran.Contains(key) && item.IsTampered ? "the test still fails" : "the run after failed",
            // A tampered test that ran has thrown. Where the run passed all the same, its result was left out: NUnit's adapter runs a
            // test that the settings filter out.
            _ => null,
        };
    }
}
