using CsCheck;
using LoopJournal.Fingerprints;
using LoopJournal.Model;

namespace LoopJournal.Tests.Fingerprints;

[TestClass]
public sealed class FailureSetFingerprintTests
{
    private static readonly Failure Timeout = new()
    {
        Id = "Shop.CartTests.Total",
        Type = "System.TimeoutException",
        Message = "no answer from 127.0.0.1:5000",
        Site = "Shop.Cart.Total (Cart.cs)",
        Shape = "no answer from <address>",
        Values = "no answer from <address>",
    };

    private static readonly Gen<Failure> AnyFailure =
        from id in Gen.String from type in Gen.String from shape in Gen.String from site in Gen.String
        select new Failure { Id = id, Type = type, Shape = shape, Site = site };

    // The expected digits come from another implementation of the specification, in Python.
    [TestMethod]
    public void It_is_the_hash_that_the_specification_says()
    {
        Assert.AreEqual("cf73b25c3a01", FailureSetFingerprint.Compute("failures/1", Timeout));
        Assert.AreEqual("65f41dcbeea0",
            FailureSetFingerprint.Compute("failures/1", [new() { Id = "b" }, new() { Id = "a", Shape = "é 😀" }]));
        Assert.AreEqual("05a2dd39dc28", FailureSetFingerprint.Compute("failures/1", [new() { Id = "😀" }, new() { Id = "\uffff" }]),
            "sorted by bytes, not by code units");
    }

    [TestMethod]
    public void Order_and_repetition_have_no_influence() =>
        Gen.Select(AnyFailure.Array[1, 8], Gen.Int).Sample((failures, seed) =>
        {
            var shuffled = failures.Concat(failures).ToArray();
            new Random(seed).Shuffle(shuffled);
            return FailureSetFingerprint.Compute("failures/1", failures) == FailureSetFingerprint.Compute("failures/1", shuffled);
        });

    [TestMethod]
    public void Every_hashed_field_counts_and_the_message_does_not()
    {
        var whole = FailureSetFingerprint.Compute("failures/1", Timeout);

        Assert.AreNotEqual(whole, FailureSetFingerprint.Compute("failures/1", Timeout with { Id = "Shop.CartTests.Total2" }));
        Assert.AreNotEqual(whole, FailureSetFingerprint.Compute("failures/1", Timeout with { Type = "System.Exception" }));
        Assert.AreNotEqual(whole, FailureSetFingerprint.Compute("failures/1", Timeout with { Shape = "no answer" }));
        Assert.AreNotEqual(whole, FailureSetFingerprint.Compute("failures/1", Timeout with { Site = "" }));
        Assert.AreNotEqual(whole, FailureSetFingerprint.Compute("diagnostics/1", Timeout));
        Assert.AreEqual(whole, FailureSetFingerprint.Compute("failures/1", Timeout with { Message = "x", Values = "y" }));
    }

    [TestMethod]
    public void The_detail_takes_the_values_in_place_of_the_shape()
    {
        var detail = FailureSetFingerprint.ComputeDetail("failures/1", [Timeout]);

        Assert.AreEqual(detail, FailureSetFingerprint.ComputeDetail("failures/1", [Timeout with { Shape = "x" }]));
        Assert.AreNotEqual(detail, FailureSetFingerprint.ComputeDetail("failures/1", [Timeout with { Values = "x" }]));
    }

    [TestMethod]
    public void Text_that_moves_from_one_field_to_the_next_changes_it() =>
        Assert.AreNotEqual(
            FailureSetFingerprint.Compute("failures/1", new Failure { Id = "a", Type = "b" }),
            FailureSetFingerprint.Compute("failures/1", new Failure { Id = "ab", Type = "" }));

    [TestMethod]
    public void No_failure_has_no_fingerprint() => Assert.AreEqual("", FailureSetFingerprint.Compute("failures/1", []));

    [TestMethod]
    public void An_unknown_failure_is_known_by_project_stage_and_exit_code()
    {
        Assert.AreEqual("ba4a36d081f9", UnknownFingerprint.Compute("tests/Shop.Tests.csproj", "host", 139));
        Assert.AreEqual("9ff4608dcb90", UnknownFingerprint.Compute("", "command", -1));
    }
}
