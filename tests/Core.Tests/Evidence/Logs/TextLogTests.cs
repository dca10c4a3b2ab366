using System.Text;
using LoopJournal.Evidence;
using LoopJournal.Model;
using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests.Evidence.Logs;

[TestClass]
public sealed class TextLogTests
{
    [TestMethod]
    public void The_console_of_a_failing_run_names_its_tests_and_counts_them()
    {
        var output = Read(RecordedText("failed.log"));

        Assert.AreEqual("text/1", output.Algorithm);
        Assert.AreEqual(new TestCounts(1422, 1417, 5, 0), output.Tests);
        Assert.IsFalse(output.IsAborted);
        Assert.Contains(failure => failure.Id == "TestSlice_V22a", output.Failures);
        Assert.DoesNotContain(failure => failure.Id.Contains("warning", StringComparison.Ordinal), output.Failures);
    }

    [TestMethod]
    public void The_console_of_a_failing_build_is_its_errors()
    {
        Assert.AreEqual("CS0103 src/DotLiquid/StandardFilters.cs", Read(RecordedText("compile.log")).Failures.Single().Id);
    }

    [TestMethod]
    public void The_console_of_a_crash_is_the_runtimes_message_and_the_cycle()
    {
        var output = Read(RecordedText("crashed.log"));

        Assert.IsTrue(output.IsAborted);
        Assert.AreEqual("Stack overflow.|at DotLiquid.StandardFilters.H", JoinIds(output));
    }

    [TestMethod]
    public void Forty_failing_tests_and_twenty_one_of_them_have_two_fingerprints()
    {
        static string CreateLog(int count) =>
            string.Concat(Enumerable.Range(0, count).Select(i => $"  Failed T({i}) [3 ms]\n  Error Message:\n   boom {i}\n"));

        Assert.AreNotEqual(Fingerprint(CreateLog(40)), Fingerprint(CreateLog(21)));
    }

    [TestMethod]
    public void A_log_without_a_known_failure_is_its_last_five_lines() =>
        Assert.AreEqual("b|c|d|e|f", JoinIds(Read("a\n\nb\nc\nd\r\ne\n  \nf\n")));

    [TestMethod]
    public void Our_own_messages_are_not_part_of_the_failure()
    {
        const string log = "  Failed Shop.Tests.CartTests.Total [3 ms]\n  Error Message:\n   Expected: 27\nActual:   30\n";
        var stalled = log
            + "  LoopJournal: attempts are recorded in /r/.orchestrator/loop/journal.jsonl "
            + "(deleting it is safe; to switch it off: -p:LoopJournalEnabled=false, or the property in the project).\n"
            + "  LoopJournal: Shop.Tests (net10.0): attempt 3 failed, 1 of 2 tests, same failure 3 times in a row (74eb41ce5e9c)\n"
            + "/r/.orchestrator/loop/journal.jsonl : error LOOP0010: Stalled: 3 consecutive attempts failed the same way "
            + "(74eb41ce5e9c: Shop.Tests.CartTests.Total). Switch strategy. [/r/Shop.Tests.csproj]\n"
            + "error LOOP0011: Oscillating: attempts 1, 2, 3, 4 went through the same failures twice.\n";

        Assert.AreEqual(Fingerprint(log), Fingerprint(stalled));
        Assert.AreEqual(JoinIds(Read(log)), JoinIds(Read(stalled)));
    }

    [TestMethod]
    public void A_wrong_setting_of_ours_is_a_failure() =>
        Assert.AreEqual(
            "LOOP0001 Shop.csproj",
            JoinIds(Read("/r/Shop.csproj : error LOOP0001: LoopJournalStallThreshold is '0'. Allowed: 1 to 100.\n")));

    [TestMethod]
    public void An_empty_log_has_no_failure() => Assert.IsEmpty(Read(" \r\n\t\n").Failures);

    // Output of other tools. The id is the line that a person would look at, without the parts that change from run to run.
    [TestMethod]
    [DataRow("FAILED tests/test_cart.py::test_total - AssertionError: assert 3 == 4\n1 failed, 2 passed in 0.12s",
        "tests/test_cart.py::test_total", DisplayName = "pytest")]
    [DataRow("FAILED tests/test_cart.py::test_total - AssertionError: assert 3 == 4\n1 failed, 2 passed in 0.12s",
        "AssertionError: assert <n> == <n>", DisplayName = "pytest, the message")]
    [DataRow("  ● cart › total\n    expect(received).toBe(expected)\n    Expected: 3\n    Received: 4\nTime: 1.2 s",
        "cart › total", DisplayName = "jest")]
    [DataRow("npm error code ELIFECYCLE\nnpm error errno 1", "npm error errno 1", DisplayName = "npm")]
    [DataRow("error[E0308]: mismatched types\n --> src/main.rs:4:5", "error[E0308]: mismatched types", DisplayName = "cargo")]
    [DataRow("--- FAIL: TestTotal (0.01s)\n    cart_test.go:12: got 3, want 4\nFAIL\tshop/cart\t0.004s",
        "cart_test.go<pos>: got <n>, want <n>", DisplayName = "go test")]
    [DataRow("/home/x/cart.c:12:5: error: 'total' undeclared (first use in this function)",
        "<path>/cart.c<pos>: error: 'total' undeclared (first use in this function)", DisplayName = "gcc")]
    [DataRow("12:01:02.345  1:7>/r/Cart.cs(3,4): error CS1002: ; expected [/r/Cart.csproj::TargetFramework=net8.0]", "CS1002 Cart.cs",
        DisplayName = "MSBuild file log")]
    [DataRow("2026-11-22T23:53:37.8239498Z ##[error]The process failed with exit code 1",
        "The process failed with exit code 1", DisplayName = "CI")]
    public void Other_tools_give_sensible_signatures(string log, string id) =>
        Assert.Contains(id, Read(log).Failures.Select(failure => failure.Id).ToList());

    [TestMethod]
    [DataRow("x.c:9:20: error: 'totl' undeclared", "make: *** [Makefile:2: all] Error 1", "x.c:9:20: error: 'totl' undeclared")]
    [DataRow("AssertionError: 30 !== 27", "the total has failed", "AssertionError: 30 !== 27")]
    [DataRow("cart.js:3:1 error: unexpected var", "> eslint --fail-on-errors .", "cart.js:3:1 error: unexpected var")]
    [DataRow("npm error errno 1", "npm error errno 1", "# failures", DisplayName = "nothing but relays: in the log's order")]
    [DataRow("CartTests.Total: error: no answer", "Unhandled error in the shop", "  Failed CartTests.Total [3 ms]", "no answer", "error: no answer",
        DisplayName = "a test before the errors, without a line that has no signal")]
    [DataRow("total: assert 3 == 4", "ERROR: shop is cold", "____ total ____", ">       assert 3 == x", "E       assert 3 == 4")]
    [DataRow("cart › adds: expect(received).toBe(expected)\nExpected: 3", "● cart › adds", "expect(received).toBe(expected)", "Expected: 3",
        "- Expected", "+ Received")]
    public void The_telling_line_comes_first(string telling, params string[] lines) =>
        Assert.AreEqual(telling, Read(string.Join('\n', lines)).Failures[0].Message);

    [TestMethod]
    [DataRow("5 passed, 0 failed")]
    [DataRow("Tests run: 5, Failures: 0, Errors: 0, Skipped: 0")]
    [DataRow("0 errors, 3 warnings")]
    [DataRow("Finished without trouble: no failures, no errors")]
    [DataRow("failed=0 passed=5")]
    [DataRow("# fail 0")]
    public void A_summary_of_a_passing_run_is_not_a_signal(string line)
    {
        Assert.IsTrue(Read($"the shop was tested\n{line}\n").IsLastLines);
        Assert.AreEqual(Fingerprint("error: no price\n"), Fingerprint($"error: no price\n{line}\n"));
    }

    [TestMethod]
    [DataRow("error: expected 0 errors, got 3")]
    [DataRow("2 failed, 0 errors")]
    public void A_failure_that_counts_to_zero_is_a_signal(string line) => Assert.IsFalse(Read(line).IsLastLines);

    [TestMethod]
    [DataRow("Unpacked liberror-perl of the shop")]
    [DataRow("Loaded thiserror v1.0.50")]
    [DataRow("the exceptiongroup backport is there")]
    [DataRow("an exceptional price")]
    [DataRow("+ http-errors@2.0.0")]
    [DataRow("exceptiongroup-1.3.0-py3-none-any.whl of the shop")]
    [DataRow("have fail-fast==2.1")]
    public void A_word_inside_a_name_is_not_a_signal(string line) => Assert.IsTrue(Read(line).IsLastLines);

    [TestMethod]
    [DataRow("System.ArgumentException: no")]
    [DataRow("IOError: no")]
    [DataRow("2 exceptions")]
    [DataRow("ExceptionGroup: two")]
    [DataRow("build_failed")]
    [DataRow("error-code 1.5")]
    [DataRow("exception @1.5")]
    public void A_word_that_ends_a_type_is_a_signal(string line) => Assert.IsFalse(Read(line).IsLastLines);

    [TestMethod]
    [DataRow("javac", "Cart.java:3: error: ';' expected\n{0}\n                 ^\n1 error")]
    [DataRow("Python", "Traceback (most recent call last):\n  File \"/shop/cart.py\", line 3, in total\n    {0}\nKeyError: 'a'")]
    [DataRow("pytest", "____ test_total ____\n\n    def test_total():\n        {0}\n>       assert total() == 3\nE       assert 4 == 3\n\ncart.py:3: AssertionError\n==== 1 failed in 0.1s ====")]
    [DataRow("tsc", "cart.ts:3:1 - error TS2322: no\n\n3 {0}\n  ~~~~")]
    [DataRow("jest", "● cart › adds\n\nExpected: 3\n\n   10 | {0}\n > 11 | expect(total()).toBe(3)\n      | ^")]
    public void A_line_of_the_source_is_not_a_signal(string printer, string log) => Assert.AreEqual(
        Fingerprint(log.Replace("{0}", "throw new Error(\"cannot\")", StringComparison.Ordinal)),
        Fingerprint(log.Replace("{0}", "assert unexpected", StringComparison.Ordinal)),
        printer);

    [TestMethod]
    [DataRow("warning: unused `error`\n --> src/order.rs:3:5\n", "error[E0425]: cannot find `sum`\n --> src/cart.rs:3:5\n")]
    [DataRow("/shop/order.js\n  3:5  warning  Unexpected console statement  no-console\n", "/shop/cart.js\n  9:15  error  'sum' is not defined  no-undef\n")]
    [DataRow("/shop/order.py:3: FutureWarning: comparison failed\n  x == y\n", "ValueError: no price\n")]
    [DataRow("order.c:3:5: warning: unused variable 'error'\n", "cart.c:3:5: error: 'sum' undeclared\n")]
    public void A_warning_of_another_file_has_no_influence(string warning, string error) =>
        Assert.AreEqual(Fingerprint(error), Fingerprint(warning + error));

    [TestMethod]
    [DataRow("src/cart.py:12:5: E501 Line too long (99 > 88)", "src/order.py:12:5: E501 Line too long (99 > 88)")]
    [DataRow("F401 [*] `os` imported but unused\n --> src/cart.py:1:8", "F401 [*] `os` imported but unused\n --> src/order.py:1:8")]
    [DataRow("E501 Line too long (99 > 88)\n --> src/cart.py:1:8", "F821 Undefined name `x`\n --> src/cart.py:1:8")]
    [DataRow("/w/a.css\n 12:5  ✖  Empty block  block-no-empty", "/w/b.css\n 12:5  ✖  Empty block  block-no-empty")]
    [DataRow("Cart.java:3: error: cannot find symbol\n  symbol:   variable sum", "Cart.java:3: error: cannot find symbol\n  symbol:   variable tax")]
    [DataRow("KeyError: 'a'\nTraceback (most recent call last):\n  File \"/w/cart.py\", line 3, in total\nKeyError: 'a'",
        "KeyError: 'a'\nTraceback (most recent call last):\n  File \"/w/cart.py\", line 3, in half\nKeyError: 'a'")]
    [DataRow("Error: no\n   at Shop.Cart.Add() in /w/Cart.cs:line 3", "Error: no\n   at Shop.Order.Ship() in /w/Order.cs:line 3")]
    public void The_place_of_a_fault_tells_it_from_another(string one, string other) => Assert.AreNotEqual(Fingerprint(one), Fingerprint(other));

    [TestMethod]
    public void A_name_in_short_is_the_test_that_another_line_names_in_full()
    {
        var output = Read("____ TestCart.test_total ____\nE       assert 3 == 4\n=== short test summary info ===\nFAILED tests/test_cart.py::TestCart::test_total - assert 3 == 4\n");

        Assert.AreEqual("assert <n> == <n>|tests/test_cart.py::TestCart::test_total", JoinIds(output));
        Assert.AreEqual("tests/test_cart.py::TestCart::test_total: assert 3 == 4", output.Failures[0].Message);
        Assert.AreEqual(2, output.Count);
    }

    [TestMethod]
    public void A_message_that_the_runner_cut_adds_nothing_to_the_whole_one()
    {
        const string whole = "____ test_total ____\nE       ZeroDivisionError: division by zero\n=== short test summary info ===\n";

        Assert.AreEqual(
            Fingerprint(whole + "FAILED test_cart.py::test_total - ZeroDivisionError: division by zero"),
            Fingerprint(whole + "FAILED test_cart.py::test_total - ZeroDivisionError: divis..."));
    }

    [TestMethod]
    public void Tests_beyond_those_that_are_kept_do_not_depend_on_the_logs_order()
    {
        var lines = Enumerable.Range(0, 12_000).Select(i => $"--- FAIL: TestA{i}B (0.00s)").ToArray();
        var output = Read(string.Join('\n', lines));

        Assert.AreEqual(12_000, output.Count);
        Assert.HasCount(10_000, output.Failures);
        Assert.AreEqual(2_000, output.Omitted);
        Array.Reverse(lines);
        Assert.AreEqual(Fingerprint(output), Fingerprint(string.Join('\n', lines)));
    }

    [TestMethod]
    public void Every_encoding_gives_one_fingerprint()
    {
        var text = RecordedText("failed.log");
        var expected = Fingerprint(text);

        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            Assert.AreEqual(expected, Fingerprint(Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)])), encoding.EncodingName);
        }

        Assert.AreEqual(expected, Fingerprint(Read(Encoding.Unicode.GetBytes(text))), "no mark");
        Assert.AreEqual(expected, Fingerprint(Read(Encoding.UTF8.GetBytes(text.Replace(" ", "\0 ", StringComparison.Ordinal)))), "NULs");
    }

    [TestMethod]
    public void Bytes_that_are_not_text_give_a_fingerprint_too()
    {
        var bytes = new byte[100_000];
        new Random(7).NextBytes(bytes);

        Assert.AreEqual(12, Fingerprint(Read(bytes)).Length);
    }

    [TestMethod]
    [DataRow("/")]
    [DataRow("7.")]
    [DataRow("/a b")]
    [DataRow("-> System.Exception: ")]
    [DataRow("<<a>b__0")]
    [DataRow("abcdef01-2345-")]
    [DataRow("a1_")]
    [DataRow("\u001b[")]
    [Timeout(30_000, CooperativeCancellation = false)]
    public void Sixteen_megabytes_in_one_line_are_read_in_time(string piece)
    {
        var text = "error " + string.Concat(Enumerable.Repeat(piece, (16 << 20) / piece.Length)) + " end";

        Assert.AreEqual(12, Fingerprint(text).Length);
    }

    [TestMethod]
    public void A_long_line_keeps_its_head_and_its_tail()
    {
        static string CreateLine(string head, string middle, string tail) =>
            $"error {head} " + string.Concat(Enumerable.Repeat(middle, 5000)) + $" {tail}";

        Assert.AreEqual(Fingerprint(CreateLine("a", "xy ", "b")), Fingerprint(CreateLine("a", "xy ", "b").Insert(6000, "abc")));
        Assert.AreNotEqual(Fingerprint(CreateLine("a", "xy ", "b")), Fingerprint(CreateLine("a", "xy ", "c")));
        Assert.AreNotEqual(Fingerprint(CreateLine("a", "xy ", "b")), Fingerprint(CreateLine("c", "xy ", "b")));
    }

    [TestMethod]
    public void More_failures_than_are_kept_do_not_depend_on_their_order()
    {
        var lines = Enumerable.Range(0, 12_000)
            .Select(i => $"error in Class{i % 10}{(char)('a' + (i / 10 % 26))}{(char)('a' + (i / 260 % 26))}{(char)('a' + (i / 6760))}")
            .ToArray();
        var forward = Fingerprint(string.Join('\n', lines));
        Array.Reverse(lines);

        Assert.AreEqual(forward, Fingerprint(string.Join('\n', lines)));
    }

    [TestMethod]
    public void The_lines_of_a_private_key_are_not_shown_each_by_itself()
    {
        var body = string.Concat(Enumerable.Range(0, 3).Select(i => $"MIIEowIBAAKCAQEAx{i}Vtbb7sKq\n"));
        var log = "error: bad key\nThe active test run was aborted. Reason: -----BEGIN RSA PRIVATE KEY-----\n"
            + $"{body}-----END RSA PRIVATE KEY-----\nerror: no login\n";

        var output = Read(log);

        Assert.AreEqual(Fingerprint(log), Fingerprint(output));
        Assert.DoesNotContain(
            failure => failure.Name.Contains("MIIE", StringComparison.Ordinal)
                || failure.Message.Contains("MIIE", StringComparison.Ordinal),
            output.Failures);
        Assert.Contains(failure => failure.Message == "error: no login", output.Failures);
        var last = Read(string.Concat(Enumerable.Repeat("a line\n", 3)) + $"-----BEGIN RSA PRIVATE KEY-----\n{body}");
        Assert.DoesNotContain(failure => failure.Message.Contains("MIIE", StringComparison.Ordinal), last.Failures);
    }

    [TestMethod]
    [DataRow("error: bot 1234567890:AAaB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAb is unknown", "error: bot <n>:*** is unknown")]
    [DataRow("error: schtasks /create /ru me /rp hunterx", "error: schtasks <path>/create <path>/ru me <path>/rp ***")]
    public void A_secret_is_masked_before_numbers_and_paths_hide_its_shape(string log, string name) =>
        Assert.AreEqual(name, Assert.ContainsSingle(Read(log).Failures).Name);

    private static string JoinIds(ParsedOutput output) =>
        string.Join('|', output.Failures.Select(failure => failure.Id).Order(StringComparer.Ordinal));
}
