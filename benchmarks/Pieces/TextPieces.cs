using BenchmarkDotNet.Attributes;
using LoopJournal.Capture;
using LoopJournal.Evidence;
using LoopJournal.Fingerprints;
using LoopJournal.Fingerprints.Seed;
using LoopJournal.Model;
using LoopJournal.Text;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Pieces;

/// <summary>The texts of a failing test on their way to its fingerprint.</summary>
[MemoryDiagnoser]
public class TextPieces
{
    private const string Line = "FAILED tests/test_cart.py::test_total[3] - AssertionError: expected 27 but was 30 at 0x7ffd1a2b in 1.3s";

    private static readonly RepositoryPaths Repository = new("/home/ci/shop", _ => true);

    private static readonly TestResult Result = new(
        "Shop.Tests.CartTests.Total",
        "Total (items: 3)",
        "",
        "Assert.AreEqual failed. Expected:<27>. Actual:<30>. The cart of order 4711 has no discount.",
        """
           at Shop.Cart.Discount(Decimal sum) in /home/ci/shop/src/Cart.cs:line 41
           at Shop.Cart.Total() in /home/ci/shop/src/Cart.cs:line 30
           at Shop.Tests.CartTests.Total(Int32 items) in /home/ci/shop/tests/CartTests.cs:line 12
        """);

    private static readonly IReadOnlyList<Failure> Failures = [TestFailure.From(Result, Repository)];

    [Benchmark]
    public object ReadFailure() => TestFailure.From(Result, Repository);

    [Benchmark]
    public string HashFailures() => FailureSetFingerprint.Compute(Algorithms.Failures, Failures);

    [Benchmark]
    public object ShapeLine() => MessageShape.MaskLine(Line);

    [Benchmark]
    public string MaskSecrets() => SecretMask.Mask(Line);

    [Benchmark]
    public string ComputeOriginalFingerprint() => SeedFingerprint.Compute(Line);

    [Benchmark]
    public object HashTest() => RanTest.From("Shop.Tests.CartTests.Total", "Total (items: 3)", RanOutcome.Passed);
}
