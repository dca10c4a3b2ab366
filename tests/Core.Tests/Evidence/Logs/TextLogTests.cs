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
        "FAILED tests/test_cart.py::test_total - AssertionError: assert <n> == <n>", DisplayName = "pytest")]
    [DataRow("  ● cart › total\n    expect(received).toBe(expected)\n    Expected: 3\n    Received: 4\nTime: 1.2 s",
        "● cart › total", DisplayName = "jest")]
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
