using System.Text.RegularExpressions;
using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests.Evidence;

/// <summary>Changes to recorded evidence: some occur between two runs of one bug, others make another bug of it.</summary>
[TestClass]
public sealed class MetamorphicTests
{
    private const string Root = "/home/dev/src/dotliquid";
    private static readonly string[] Everything =
        ["failed.trx", "volatile.trx", "crashed.trx", "compile.sarif", "failed.log", "compile.log", "crashed.log"];

    private static readonly Dictionary<string, Func<string, string>> Harmless = new()
    {
        ["CRLF"] = text => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        ["durations"] = text =>
            Regex.Replace(Regex.Replace(text, @"\[(< )?\d+ m?s\]", "[1 m 7 s]"), @"duration=""[^""]*""", @"duration=""00:01:07.5"""),
        ["moved lines"] = text => Regex.Replace(Regex.Replace(text, @":line \d+", ":line 7"), @"\(\d+,\d+\)", "(7,8)")
            .Replace("\"startLine\": 94", "\"startLine\": 8", StringComparison.Ordinal),
        ["GUIDs"] = text => Regex.Replace(text, "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
            match => match.Value.Replace('1', 'x').Replace('a', '1').Replace('x', 'a')),
        ["times"] = text => Regex.Replace(text, @"2026-11-2\dT\d\d:\d\d:\d\d\.\d+\+00:00", "2031-01-02T03:04:05.6789012+09:00"),
        ["process ids and addresses"] =
            text => text.Replace("worker 11823", "worker 402", StringComparison.Ordinal).Replace("0x0", "0x7f", StringComparison.Ordinal),
        ["depth of the recursion"] = text => Regex.Replace(text, @"Repeated \d+ times", "Repeated 99 times"),
        ["reflection frames"] =
            text => Regex.Replace(text, @"InvokeStub_\w+\.\w+\(Object, Span`1\)",
                "System.Reflection.MethodBaseInvoker.InterpretedInvoke_Method(Object obj, IntPtr* args)"),
    };

    public static IEnumerable<object[]> HarmlessChanges =>
        from file in Everything from change in Harmless.Keys select new object[] { file, change };

    public static IEnumerable<object[]> Files => Everything.Select(file => new object[] { file });

    [TestMethod]
    [DynamicData(nameof(HarmlessChanges))]
    public void A_change_from_run_to_run_does_not_change_the_fingerprint(string file, string change)
    {
        var text = RecordedText(file);

        Assert.AreEqual(Fingerprint(text), Fingerprint(Harmless[change](text)));
    }

    [TestMethod]
    public void Every_harmless_change_changes_at_least_one_file()
    {
        foreach (var (name, change) in Harmless)
        {
            Assert.IsTrue(Everything.Any(file => change(RecordedText(file)) != RecordedText(file)), name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Another_directory_changes_nothing(string file)
    {
        var text = RecordedText(file);

        Assert.AreEqual(Fingerprint(text),
            Fingerprint(text.Replace(Root, "/home/ci/build dir/x", StringComparison.Ordinal), At("/home/ci/build dir/x")));
    }

    [TestMethod]
    [DataRow("failed.trx")]
    [DataRow("volatile.trx")]
    [DataRow("failed.log")]
    [DataRow("compile.log")]
    public void Windows_paths_change_nothing(string file)
    {
        var text = Regex.Replace(RecordedText(file), Root + @"[^\s:()\]""<]*",
            match => match.Value.Replace(Root, @"D:\work\x", StringComparison.Ordinal).Replace('/', '\\'));

        Assert.AreNotEqual(RecordedText(file), text);
        Assert.AreEqual(Fingerprint(RecordedText(file)), Fingerprint(text, At(@"D:\work\x")));
    }

    [TestMethod]
    [DataRow("failed.trx")]
    [DataRow("volatile.trx")]
    public void A_deterministic_build_changes_nothing(string file)
    {
        var text = RecordedText(file);

        Assert.Contains($" in {Root}/", text);
        Assert.AreEqual(Fingerprint(text), Fingerprint(text.Replace($" in {Root}/", " in /_/", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("failed.trx")]
    [DataRow("volatile.trx")]
    public void The_order_of_tests_and_their_repetition_change_nothing(string file)
    {
        var text = RecordedText(file);
        var results = Regex.Matches(text, @"    <UnitTestResult[^>]*outcome=""Failed"".*?</UnitTestResult>\r?\n", RegexOptions.Singleline)
            .Select(match => match.Value).ToList();
        var reversed = string.Concat(Enumerable.Reverse(results)) + string.Concat(results);
        var shuffled = text.Replace(results[0], reversed, StringComparison.Ordinal);

        Assert.IsGreaterThan(1, results.Count);
        Assert.AreEqual(Fingerprint(text), Fingerprint(shuffled));
    }

    [TestMethod]
    [DataRow("failed.log")]
    [DataRow("compile.log")]
    public void Colours_titles_and_repeated_lines_change_nothing(string file)
    {
        var text = RecordedText(file);
        var coloured = "\u001b]0;dotnet test\a" + string.Concat(text.Split('\n').Select(line => $"\u001b[31;1m{line}\u001b[0m\u001b[K\n"));

        Assert.AreEqual(Fingerprint(text), Fingerprint(coloured));
        Assert.AreEqual(Fingerprint(text), Fingerprint(text + text));
    }

    [TestMethod]
    [DataRow("failed.trx", "TestSlice_V22a", "TestSlice_V22b", DisplayName = "a test's name")]
    [DataRow("failed.trx", "Strings differ at index", "Strings deviate at index", DisplayName = "a word of a message")]
    [DataRow("failed.trx", "StandardFilterTests.cs:line", "StandardFiltersTests.cs:line", DisplayName = "the file that throws")]
    [DataRow("volatile.trx", "System.TimeoutException", "System.IO.IOException", DisplayName = "an exception's type")]
    [DataRow("volatile.trx", "DotLiquid.StandardFilters.UrlDecode(", "DotLiquid.StandardFilters.Decode(",
        DisplayName = "the method that throws")]
    [DataRow("crashed.trx", "DotLiquid.StandardFilters.H(", "DotLiquid.StandardFilters.Upcase(", DisplayName = "the method that recurs")]
    [DataRow("crashed.trx", "crashed : Stack overflow.", "crashed : Process terminated.", DisplayName = "what kills the host")]
    [DataRow("compile.sarif", "CS0103", "CS0117", DisplayName = "a code")]
    [DataRow("compile.sarif", "'inputSizes'", "'inputSize'", DisplayName = "a symbol")]
    [DataRow("compile.sarif", "DotLiquid/StandardFilters.cs", "DotLiquid/Filters.cs", DisplayName = "a file")]
    [DataRow("compile.log", "error CS0103", "error CS0117", DisplayName = "a code in a log")]
    [DataRow("compile.log", "'inputSizes'", "'inputSize'", DisplayName = "a symbol in a log")]
    [DataRow("failed.log", "Failed TestSlice_V22a", "Failed TestSlice_V22b", DisplayName = "a test's name in a log")]
    [DataRow("crashed.log", "DotLiquid.StandardFilters.H(", "DotLiquid.StandardFilters.Upcase(",
        DisplayName = "the method that recurs, in a log")]
    public void Another_bug_has_another_fingerprint(string file, string from, string to)
    {
        var text = RecordedText(file);

        Assert.Contains(from, text);
        Assert.AreNotEqual(Fingerprint(text), Fingerprint(text.Replace(from, to, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void One_failing_test_less_is_another_fingerprint()
    {
        var text = RecordedText("failed.trx");
        var first =
            Regex.Match(text, @"    <UnitTestResult[^>]*outcome=""Failed"".*?</UnitTestResult>\r?\n", RegexOptions.Singleline).Value;

        Assert.AreNotEqual(Fingerprint(text), Fingerprint(text.Replace(first, "", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Another_value_is_another_detail_and_the_same_fingerprint()
    {
        var text = RecordedText("failed.trx");
        var other = text.Replace("Expected string length 2 but was 3", "Expected string length 2 but was 4", StringComparison.Ordinal);

        Assert.AreEqual(Fingerprint(text), Fingerprint(other));
        Assert.AreNotEqual(Detail(Read(text)), Detail(Read(other)));
    }

    [TestMethod]
    public void A_compiler_that_speaks_German_reports_the_same_error()
    {
        const string english = "The name 'inputSizes' does not exist in the current context";
        const string german = "Der Name \\\"inputSizes\\\" ist im aktuellen Kontext nicht vorhanden.";
        var text = RecordedText("compile.sarif");

        Assert.Contains(english, text);
        Assert.AreEqual(Fingerprint(text), Fingerprint(text.Replace(english, german, StringComparison.Ordinal)));
    }
}
