using LoopJournal.Evidence;
using LoopJournal.Evidence.Logs;
using LoopJournal.Text;
using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests.Evidence.Logs;

/// <summary>
/// The output of real runners. Each tested a small shop: run 1 has one bug, run 3 the same after edits above it, run 4 another bug, and run
/// 6 passes.
/// </summary>
[TestClass]
public sealed class RunnerLogsTests
{
    private static RepositoryPaths Shop => new("/shop", _ => true);

    /// <summary>Printer, failures that run 1 reported (-1 where it does not say), what people read first of run 1 and of run 4.</summary>
    public static IEnumerable<(string Printer, int Reported, string First, string Other)> Printers =>
    [
        ("biome", 1, "cart.js:1:7 lint/suspicious/noDoubleEquals", "× This is an unexpected use of the debugger statement."),
        ("bun", 4, "cart > adds its prices: error: expect(received).toBe(expected)",
            "cart > with a discount > takes half: TypeError: undefined is not an object (evaluating 'rate.table.lookup')"),
        ("cargo", 2, "tests::adds: thread 'tests::adds' panicked at src/lib.rs:7:17:",
            "tests::halves: thread 'tests::halves' panicked at src/lib.rs:2:67:"),
        ("catch2", 2, "adds its prices: /shop/checks.cpp:9: FAILED:", "halves: /shop/checks.cpp:11: FAILED:"),
        ("ctest", 1, "cart.total: checks.cpp:8: error: total(1, 2): expected 3 but was 4", "cart.half: Subprocess aborted***Exception"),
        ("deno", 2, "adds its prices: error: Error: expected 3 but got 4",
            "halves: error: TypeError: Cannot read properties of undefined (reading 'lookup')"),
        ("dotnet-build", 1, "The name 'sum' does not exist in the current context", "Cannot implicitly convert type 'string' to 'int'"),
        ("dotnet-test", 3, "Adds: Assert.That(Cart.Total(1, 2), Is.EqualTo(3))",
            "Halves: System.FormatException : The input string 'x' was not in a correct format."),
        ("eslint", 1, "/shop/cart.js:1:18: error  'total' is not defined  no-undef",
            "/shop/cart.js:1:7: error  'unused' is assigned a value but never used  no-unused-vars"),
        ("exunit", 2, "test rows adds one (CartTest): Assertion with == failed",
            "test halves (CartTest): ** (KeyError) key 4 not found in: %{}"),
        ("flake8", -1, "cart.py:1:1: F401 'os' imported but unused", "cart.py:1:7: F821 undefined name 'undefined_name'"),
        ("gcc", 1, "cart.c:1:27: error: ‘sum’ undeclared (first use in this function)",
            "cart.c:2:31: error: expected ‘;’ before ‘}’ token"),
        ("go", -1, "TestTotal: cart_test.go:11: total = 4, want 3", "TestHalf: panic: assignment to entry in nil map [recovered]"),
        ("go-v", -1, "TestTotal: Error: cache is cold", "TestHalf: panic: assignment to entry in nil map [recovered]"),
        ("gotestsum", 4, ". TestTotal: Error: cache is cold", ". TestHalf: panic: assignment to entry in nil map [recovered]"),
        ("gradle", 2, "shop.CartTest > adds: java.lang.AssertionError at CartTest.java:5",
            "shop.CartTest > halves: java.lang.NullPointerException at CartTest.java:7"),
        ("gtest", 4, "Cart.Adds: /shop/checks.cpp:5: Failure", "Cart.Halves: unknown file: Failure"),
        ("javac", 1, "Cart.java:1: error: cannot find symbol", "Cart.java:1: error: cannot find symbol"),
        ("jest", 4, "cart › adds its prices: expect(received).toBe(expected) // Object.is equality",
            "cart › with a discount › takes half: TypeError: Cannot read properties of undefined (reading 'lookup')"),
        ("maven", 2, "org.example.CartTest.addsZero: java.lang.AssertionError",
            "org.example.CartTest.halves: java.lang.NullPointerException: Cannot invoke \"Object.hashCode()\" because \"o\" is null"),
        ("mocha", 4, "cart adds its prices: AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:",
            "cart with a discount takes half: TypeError: Cannot read properties of undefined (reading 'lookup')"),
        ("mypy", 1, "cart.py:2: error: Incompatible return value type (got \"int\", expected \"str\")  [return-value]",
            "cart.py:2: error: \"int\" has no attribute \"missing\"  [attr-defined]"),
        ("node", 4, "adds its prices: AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:",
            "takes half: TypeError [Error]: Cannot read properties of undefined (reading 'lookup')"),
        ("node-tap", 4, "adds its prices: expected: 3", "takes half: error: \"Cannot read properties of undefined (reading 'lookup')\""),
        ("phpunit", 4, "Shop\\Tests\\CartTest::testTotal: Failed asserting that 4 is identical to 3.",
            "Shop\\Tests\\CartTest::testHalf: DivisionByZeroError: Division by zero"),
        ("playwright", 2, "tests/cart.spec.js › cart › adds its prices: Error: expect(received).toBe(expected) // Object.is equality",
            "tests/cart.spec.js › cart › halves: TypeError: Cannot read properties of undefined (reading 'lookup')"),
        ("pylint", -1, "cart.py:1:6: E0602: Undefined variable 'sums' (undefined-variable)",
            "cart.py:1:0: C0114: Missing module docstring (missing-module-docstring)"),
        ("pytest", 4, "tests/test_cart.py::test_total: assert 4 == 3",
            "tests/test_cart.py::TestDiscount::test_half: ZeroDivisionError: division by zero"),
        ("rspec", 2, "Cart adds its prices: Failure/Error: expect(Cart.total([1, 2])).to eq 3",
            "Cart halves: Failure/Error: a = nil.fetch(a)"),
        ("rustc", -1, "error[E0425]: cannot find value `sum` in this scope",
            "error[E0599]: no method named `len` found for type `i32` in the current scope"),
        ("stylelint", 1, "a.css:1:3: ✖  Empty block  block-no-empty", "a.css:1:12: ✖  Invalid hex color \"#12\"  color-no-invalid-hex"),
        ("tsc-pretty", 1, "cart.ts:1:7 - error TS2322: Type 'string' is not assignable to type 'number'.",
            "cart.ts:1:7 - error TS2322: Type 'number' is not assignable to type 'string'."),
        ("unittest", 3, "test_rows (test_cart.CartTests.test_rows): AssertionError: 1 != 2",
            "test_half (test_cart.CartTests.test_half): KeyError: 4"),
        ("vitest", 4, "test/cart.test.js > cart > adds its prices: AssertionError: expected 4 to be 3 // Object.is equality",
            "test/cart.test.js > cart > with a discount > takes half: TypeError: Cannot read properties of undefined (reading 'lookup')"),
        ("xdist", 3, "tests/test_cart.py::test_rows[4]: assert 5 == 4", "tests/test_cart.py::test_half: KeyError: 4"),
    ];

    [TestMethod]
    [DynamicData(nameof(Printers))]
    public void One_bug_is_one_failure_and_another_bug_another(string printer, int reported, string first, string other)
    {
        var one = Read(printer, 1);

        Assert.AreEqual(Fingerprint(one), Fingerprint(Read(printer, 3)));
        Assert.AreNotEqual(Fingerprint(one), Fingerprint(Read(printer, 4)));
        Assert.AreEqual(reported, one.Reported ?? -1);
        Assert.AreEqual(first, one.Failures[0].Message.Split('\n')[0]);
        Assert.AreEqual(other, Read(printer, 4).Failures[0].Message.Split('\n')[0]);
        Assert.IsFalse(one.IsLastLines);
    }

    [TestMethod]
    public void The_quiet_form_of_dotnet_test_counts_failures_and_names_none()
    {
        var output = Read("dotnet-test-q", 1);

        Assert.IsEmpty(output.Failures);
        Assert.IsTrue(output.IsLastLines);
        Assert.AreEqual(3, output.Tests!.Failed);
    }

    [TestMethod]
    public void A_run_that_passes_shows_none_of_the_failures()
    {
        foreach (var (printer, _, first, other) in Printers.Where(row => row.Printer != "pylint")) // its last run has a finding too
        {
            Assert.DoesNotContain(
                failure => failure.Message.StartsWith(first, StringComparison.Ordinal)
                    || failure.Message.StartsWith(other, StringComparison.Ordinal),
                Read(printer, 6).Failures,
                printer);
        }
    }

    [TestMethod]
    public void Every_row_of_the_tables_knows_a_line()
    {
        var lines = ListLines();

        var unused = LineTable.Rows.Where(row => !lines.Any(line => row.Pattern.Match(line).Success))
            .Select(row => $"{row.Runner.Name}, {row.Pattern.Kind}: {row.Pattern.Expression}");

        Assert.AreEqual("", string.Join('\n', unused));
    }

    [TestMethod]
    public void A_line_that_a_row_knows_has_one_of_its_keywords()
    {
        var missed = from line in ListLines()
                     from row in LineTable.Rows
                     where !row.Pattern.Keywords.Any(word => line.Contains(word, StringComparison.Ordinal)) && row.Pattern.Match(line).Success
                     select $"{row.Runner.Name}, {row.Pattern.Kind}: {line}";

        Assert.AreEqual("", string.Join('\n', missed));
    }

    private static ParsedOutput Read(string printer, int run)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Evidence", "Data", "Logs", $"{printer}-{run}.txt"));
        return ParsedOutput.Read(file, Shop);
    }

    private static HashSet<string> ListLines() =>
        [
            .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Evidence", "Data", "Logs")).SelectMany(ListLines),
            .. RunnerLinesTests.ListLines(),
        ];

    private static List<string> ListLines(string path)
    {
        var lines = new List<string>();
        using var file = File.OpenRead(path);
        LogLines.Read(file, line => lines.Add(LogPrefix.Remove(line).Trim().ToString()));
        return lines;
    }
}
