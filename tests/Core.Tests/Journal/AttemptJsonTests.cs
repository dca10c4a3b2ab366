using System.Text;
using LoopJournal.Fingerprints;
using LoopJournal.Journal;

namespace LoopJournal.Tests.Journal;

[TestClass]
public sealed class AttemptJsonTests
{
    private static readonly Attempt Full = new()
    {
        Iteration = 3,
        Action = "add retry to fetch",
        Hypothesis = "timeout is transient",
        Gate = Gates.Fail,
        Fingerprint = "7f3a91c2d4e5",
        Note = "n",
        Commit = "553c2f4",
        Timestamp = "2026-06-24T10:00:00Z",
        Id = "a1",
        Stream = new("main", "tests/Shop.Tests.csproj", "net10.0", "test"),
        Stage = Stages.Test,
        Algorithm = Algorithms.Failures,
        Detail = "0123456789ab",
        Tests = new(4, 2, 1, 1),
        Failures = [new("Shop.CartTests.Total", "System.TimeoutException", "no answer", "Cart.Total Cart.cs", "aaaabbbbcccc")],
        FailuresOmitted = 2,
        Tree = "d670460b4b4aece5915caf5c68d12f560a9fe3e4",
        Changed = ["src/Cart.cs", "src/ü.cs"],
        Duration = TimeSpan.FromMilliseconds(1234),
    };

    [TestMethod]
    public void A_record_of_the_original_script_has_its_eight_fields_in_its_order_and_no_others()
    {
        var line = AttemptJson.Write(new() { Iteration = 1, Action = "a", Gate = Gates.Pass, Commit = "c", Timestamp = "t" });

        Assert.AreEqual("""{"iteration":1,"action":"a","hypothesis":"","gate":"pass","fingerprint":"","note":"","commit":"c","ts":"t"}""", line);
    }

    [TestMethod]
    public void Our_fields_follow_the_eight()
    {
        Assert.AreEqual(
            """{"iteration":3,"action":"add retry to fetch","hypothesis":"timeout is transient","gate":"fail","fingerprint":"7f3a91c2d4e5","note":"n","commit":"553c2f4","ts":"2026-06-24T10:00:00Z" """.TrimEnd() +
            ""","id":"a1","loop":"main","project":"tests/Shop.Tests.csproj","framework":"net10.0","command":"test","stage":"test","algorithm":"failures/1","detail":"0123456789ab" """.TrimEnd() +
            ""","tests":{"total":4,"passed":2,"failed":1,"skipped":1}""" +
            ""","failures":[{"id":"Shop.CartTests.Total","type":"System.TimeoutException","message":"no answer","site":"Cart.Total Cart.cs","fingerprint":"aaaabbbbcccc"}],"failuresOmitted":2""" +
            ""","tree":"d670460b4b4aece5915caf5c68d12f560a9fe3e4","changed":["src/Cart.cs","src/ü.cs"],"durationMs":1234}""",
            AttemptJson.Write(Full));
    }

    [TestMethod]
    public void What_was_written_is_read()
    {
        var read = Read(AttemptJson.Write(Full))!;

        Assert.AreEqual(Full with { Failures = read.Failures, Changed = read.Changed }, read);
        Assert.AreSequenceEqual(Full.Failures, read.Failures);
        Assert.AreSequenceEqual(Full.Changed!, read.Changed!);
    }

    internal static Attempt? Read(string line) => AttemptJson.Read(Encoding.UTF8.GetBytes(line));
}
