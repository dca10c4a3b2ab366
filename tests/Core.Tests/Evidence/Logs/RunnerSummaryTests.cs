using System.Text;
using LoopJournal.Evidence.Logs;
using LoopJournal.Text;

namespace LoopJournal.Tests.Evidence.Logs;

[TestClass]
public sealed class RunnerSummaryTests
{
    [TestMethod]
    [DataRow("=========== 2 failed, 3 passed, 1 error in 0.12s ===========", 3, DisplayName = "pytest, failures and errors")]
    [DataRow("2 failed, 3 passed in 1.20s", 2, DisplayName = "pytest -q")]
    [DataRow("=== 1 error in 0.08s ===", 1, DisplayName = "pytest, collection")]
    [DataRow("Tests:       2 failed, 3 passed, 5 total", 2, DisplayName = "Jest")]
    [DataRow("Tests  2 failed | 3 passed (5)", 2, DisplayName = "Vitest")]
    [DataRow("2 failing", 2, DisplayName = "Mocha")]
    [DataRow("test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", 2, DisplayName = "cargo")]
    [DataRow("[ERROR] Tests run: 5, Failures: 1, Errors: 2, Skipped: 0", 3, DisplayName = "Surefire")]
    [DataRow("5 tests completed, 2 failed", 2, DisplayName = "Gradle")]
    [DataRow("FAILED (failures=1, errors=2)", 3, DisplayName = "unittest")]
    [DataRow("FAILED (errors=2)", 2, DisplayName = "unittest, errors")]
    [DataRow("5 examples, 2 failures", 2, DisplayName = "RSpec")]
    [DataRow("Tests: 5, Assertions: 7, Errors: 1, Failures: 2.", 3, DisplayName = "PHPUnit")]
    [DataRow("60% tests passed, 2 tests failed out of 5", 2, DisplayName = "CTest")]
    [DataRow("failed: 2", 2, DisplayName = "Microsoft.Testing.Platform")]
    [DataRow("# fail 2", 2, DisplayName = "TAP")]
    [DataRow("Found 3 errors in 2 files.", 3, DisplayName = "tsc")]
    [DataRow("Found 1 error.", 1, DisplayName = "Ruff")]
    [DataRow("✖ 3 problems (2 errors, 1 warning)", 2, DisplayName = "ESLint")]
    [DataRow("error: could not compile `shop` due to 3 previous errors", 3, DisplayName = "rustc")]
    [DataRow("3 errors", 3, DisplayName = "javac")]
    [DataRow("2 errors generated.", 2, DisplayName = "Clang")]
    [DataRow("4 Error(s)", 4, DisplayName = "MSBuild")]
    [DataRow("Build failed with 4 error(s) and 2 warning(s) in 0.9s", 4, DisplayName = "terminal logger")]
    [DataRow("3 issues:", 3, DisplayName = "golangci-lint")]
    public void A_summary_counts_failures(string line, int count) => Assert.AreEqual(count, Count(line));

    [TestMethod]
    [DataRow("Expected 2 failing rows")]
    [DataRow("the 3 errors of the parser")]
    [DataRow("FAILED tests/test_cart.py::test_total - assert 2 == 3")]
    [DataRow("npm ERR! 2 failed")]
    [DataRow("")]
    public void Other_lines_count_nothing(string line) => Assert.IsNull(Count(line));

    [TestMethod]
    public void A_log_counts_its_tests_else_its_places_else_its_summary()
    {
        Assert.AreEqual(2, Read("a.cs(1,1): error CS0103: The name 'a' does not exist", "a.cs(2,1): error CS0103: The name 'a' does not exist",
            "a.cs(2,1): error CS0103: The name 'a' does not exist [/r/a.csproj]", "9 Error(s)"));
        Assert.AreEqual(5, Read("a.cs(1,1): error CS0103: x", "Failed!  - Failed:     5, Passed:     1, Skipped:     0, Total:     6, Duration: 1 s"));
        Assert.AreEqual(3, Read("AssertionError: no", "3 failed in 0.1s"));
        Assert.IsNull(Read("AssertionError: no"));
    }

    [TestMethod]
    [DataRow("src/cart.c:12:5: error: expected ';'")]
    [DataRow("src/cart.ts:1:2 - error TS2304: Cannot find name 'x'.")]
    [DataRow("Cart.java:3: error: cannot find symbol")]
    [DataRow("src/Cart.cs(12,5,12,9): error CS0103: The name 'x' does not exist")]
    public void A_diagnostic_has_a_place(string line) => Assert.AreEqual(1, Read(line));

    private static int? Count(string line) => LineTable.Find(line, open: null).ReadCount();

    private static int? Read(params string[] lines) =>
        TextLog.Read(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), new RepositoryPaths("/r", _ => false)).Reported;
}
