using LoopJournal.Capture;
using LoopJournal.Sharing;

namespace LoopJournal.Tests;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class BackgroundSyncTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BackgroundSyncTests() => Directory.CreateDirectory(_folder[".git"]);

    private JournalFolder Shared => new(_folder[".git", "loop-journal"], _folder.Path);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_failure_is_said_once_until_it_is_another_one_or_has_gone()
    {
        Sync("no rights");
        Assert.AreEqual("The rows are not shared, and stay here: no rights", Start());
        Assert.IsNull(Start());
        Sync("no rights");
        Assert.IsNull(Start());
        Sync("no network");
        Assert.AreEqual("The rows are not shared, and stay here: no network", Start());
        Sync("");
        Assert.IsNull(Start());
        Sync("no rights");
        Assert.AreEqual("The rows are not shared, and stay here: no rights", Start());
    }

    [TestMethod]
    public void It_begins_once_in_an_interval_and_one_process_waits_for_the_next()
    {
        Sync("");
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var began = false;
        new BackgroundSync(Shared).Run(() => $"{began = true}", stopped.Token);
        Assert.IsFalse(began, "half a minute has not passed, and its wait was ended");

        using (new FileStream(_folder[".git", "loop-journal", "sync.waiting"], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Sync("", () => began = true);
            Assert.IsFalse(began, "another process waits to do it");
        }

        Sync("", () => began = true);
        Assert.IsTrue(began);
    }

    [TestMethod]
    public void Outside_git_nothing_is_started() =>
        Assert.IsNull(BackgroundSync.Start(_folder["elsewhere"], _folder["elsewhere", "loop-journal"], "/bin/true"));

    private string? Start() => BackgroundSync.Start(_folder.Path, Shared.Path, "/bin/true");

    private void Sync(string problem, Action? onBegin = null) => new BackgroundSync(Shared) { Interval = TimeSpan.Zero }.Run(
        () =>
        {
            onBegin?.Invoke();
            return problem;
        },
        CancellationToken.None);
}
