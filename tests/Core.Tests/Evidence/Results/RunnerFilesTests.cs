using LoopJournal.Evidence;
using LoopJournal.Capture;
using LoopJournal.Text;
using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests.Evidence.Results;

/// <summary>
/// The results files of real runners. Each tested a small shop: run 1 has one bug, run 3 the same after an edit that does not help, run 4
/// another bug, and in run 5 the tests of the first bug are skipped. Names of hosts and of the folder were replaced.
/// </summary>
[TestClass]
public sealed class RunnerFilesTests
{
    private static RepositoryPaths Shop => new("/shop", path => path.Contains("cart", StringComparison.OrdinalIgnoreCase));

    /// <summary>Runner, failing tests of run 1, one of their ids, the line of the product in run 4 where the file names it.</summary>
    public static IEnumerable<(string File, int Failed, string Id, string Frame)> Runners =>
    [
        ("pytest-{0}.xml", 4, "tests.test_cart.test_total_of[one.five and two]", "cart.py:6"),
        ("jest-{0}.xml", 4, "cart adds its prices", "src/cart.js:5"),
        ("mocha-{0}.xml", 4, "cart adds its prices", "src/cart.js:5"),
        ("vitest-{0}.xml", 4, "test/cart.test.js > cart > adds its prices", "src/cart.js:5"),
        ("node-{0}.xml", 4, "cart > adds its prices", "src/cart.js:5"),
        ("bun-{0}.xml", 4, "cart > adds its prices", "src/cart.js:5"),
        ("ctest-{0}.xml", 2, "cart.total", ""),
        ("gtest-{0}.xml", 4, "Some/Rows.Adds/1", ""),
        ("phpunit-{0}.xml", 4, "Shop.Tests.CartTest.testRows with data set \"two.five\"", "src/Cart.php:5"),
        ("gotestsum-{0}.xml", 4, "example.org/shop.TestRows/two_and_three", "cart.go:13"),
        ("surefire-{0}.xml", 2, "org.example.CartTest.adds", ""),
        ("dotnet-{0}.xml", 3, "Shop.Tests.CartTests.Rows(4,4)", "Cart.cs:2"),
        ("ctrf-jest-{0}.json", 4, "cart.test.js > cart > cart adds its prices", "src/cart.js:5"),
    ];

    [TestMethod]
    [DynamicData(nameof(Runners))]
    public void One_bug_is_one_fingerprint_and_two_are_two(string file, int failed, string id, string frame)
    {
        var (first, again, other) = (ReadRun(file, 1), ReadRun(file, 3), ReadRun(file, 4));

        Assert.AreEqual("failures/1", first.Algorithm);
        Assert.AreEqual("", first.Problem);
        Assert.AreEqual(failed, first.Tests!.Failed);
        Assert.AreEqual(1, other.Tests!.Failed);
        Assert.Contains(id, first.Failures.Select(failure => failure.Id));
        Assert.AreEqual(Fingerprint(first), Fingerprint(again));
        Assert.AreEqual(Detail(first), Detail(again));
        Assert.AreNotEqual(Fingerprint(first), Fingerprint(other));
        Assert.AreEqual(frame, other.Failures.Single().Frame);
    }

    [TestMethod]
    [DynamicData(nameof(Runners))]
    public void A_test_that_failed_and_was_skipped_is_found_by_its_name(string file, int failed, string id, string frame)
    {
        _ = (id, frame);
        var skipped = ReadRun(file, 5);
        var ran = skipped.Ran!.ToLookup(test => test.GetKey());
        var fates = ReadRun(file, 1).Failures.Select(failure => ran[failure.Test!].SingleOrDefault()?.Outcome).ToList();

        Assert.AreEqual(0, skipped.Tests!.Failed);
        Assert.HasCount(failed, fates);

        // mocha leaves skipped tests out, and "go test" the rows of a skipped test
        var gone = file.StartsWith("mocha", StringComparison.Ordinal) ? failed : file.StartsWith("go", StringComparison.Ordinal) ? 2 : 0;
        Assert.AreEqual(failed - gone, fates.Count(fate => fate == RanOutcome.Skipped));
        Assert.AreEqual(gone, fates.Count(fate => fate == default));
    }

    [TestMethod]
    public void Expected_and_actual_value_are_in_the_message()
    {
        foreach (var (file, _, id, _) in Runners)
        {
            var message = ReadRun(file, 1).Failures.Single(failure => failure.Id == id).Message;

            Assert.IsTrue(message.Any(char.IsAsciiDigit), $"{file}: {message}");
            Assert.DoesNotContain("node_modules", message);
        }
    }

    private static ParsedOutput ReadRun(string file, int run) =>
        Read(RecordedText(Path.Combine("Results", string.Format(System.Globalization.CultureInfo.InvariantCulture, file, run))), Shop);
}
