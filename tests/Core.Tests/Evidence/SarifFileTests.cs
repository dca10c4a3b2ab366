using System.Text;
using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class SarifFileTests
{
    [TestMethod]
    public void Errors_are_read_and_warnings_and_notes_are_not()
    {
        var output = Read(RecordedText("compile.sarif"));

        Assert.AreEqual("diagnostics/1", output.Algorithm);
        var error = output.Failures.Single();
        Assert.AreEqual("CS0103 src/DotLiquid/StandardFilters.cs", error.Id);
        Assert.AreEqual("CS0103", error.Type);
        Assert.AreEqual("inputSizes", error.Shape);
        Assert.AreEqual("The name 'inputSizes' does not exist in the current context", error.Message);
    }

    [TestMethod]
    public void The_version_that_compilers_write_by_default_is_read_too() => Assert.AreEqual(
        "CS0103 a b/Cart.cs",
        Read("""
            {"$schema":"http://json.schemastore.org/sarif-1.0.0","version":"1.0.0","runs":[{"results":[
              {"ruleId":"CS0103","level":"error","message":"The name 'x' does not exist",
               "locations":[{"resultFile":{"uri":"file:///r/a%20b/Cart.cs"}}]}]}]}
            """, At("/r")).Failures.Single().Id);

    [TestMethod]
    public void A_suppressed_error_is_not_a_failure() => Assert.IsEmpty(
        Read("""
            {"version":"2.1.0","runs":[{"results":[
              {"ruleId":"CA1","level":"error","message":{"text":"x"},"suppressions":[{"kind":"inSource"}]}]}]}
            """).Failures);

    [TestMethod]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":")]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":7}")]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":[7,{\"results\":[null,{\"level\":\"error\",\"message\":3,\"locations\":{}}]}]}")]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[{\"level\":\"error\",\"message\":\"\\ud800\",\"ruleId\":\"\\udc00\"}]}]}")]
    public void A_file_of_unexpected_values_does_not_throw(string text) => Assert.AreEqual("diagnostics/1", Read(text).Algorithm);

    [TestMethod]
    [DataRow("\\ud800", DisplayName = "half of a surrogate pair")]
    [DataRow("caf\u00e9", DisplayName = "a byte that is not UTF-8")]
    [DataRow("\\\"caf\u00e9\\\" \\udc00", DisplayName = "both, and escapes")]
    public void A_text_that_is_not_Unicode_loses_no_result(string text)
    {
        var file = Encoding.Latin1.GetBytes($$$$"""
            {"version":"2.1.0","runs":[{"{{{{text}}}}":1,"results":[
              {"ruleId":"C1","level":"error","message":{"text":"{{{{text}}}}"},"{{{{text}}}}":[{}]},
              {"ruleId":"C2{{{{text}}}}","level":"error","locations":[{"physicalLocation":{"artifactLocation":{"uri":"{{{{text}}}}.cs"}}}]},
              {"ruleId":"C3","level":"{{{{text}}}}"},
              {"ruleId":"C4","level":"error"}]}]}
            """);

        var output = Read(file);

        Assert.AreEqual("", output.Problem);
        CollectionAssert.AreEqual(new[] { "C1", "C2", "C4" }, output.Failures.Select(failure => failure.Type[..2]).ToArray());
        Assert.AreEqual(12, Fingerprint(output).Length);
    }

    [TestMethod]
    public void A_file_that_stops_in_the_middle_gives_the_results_before_and_says_where_it_stops()
    {
        var output = Read("""
            {"version":"2.1.0","runs":[{"results":[
              {"ruleId":"C1","level":"error"},
              {"ruleId":"C2","level":"error","message":{"te
            """);

        Assert.AreEqual("C1", output.Failures.Single().Id);
        Assert.IsTrue(output.IsAborted);
        Assert.StartsWith("The gate's output can be read only in part, and that part counts: ", output.Problem);
        Assert.Contains(" Line 3, byte ", output.Problem);
    }

    [TestMethod]
    public void Text_after_the_file_loses_no_result()
    {
        var output = Read("""{"version":"2.1.0","runs":[{"results":[{"ruleId":"C1","level":"error"}]}]} Build failed.""");

        Assert.AreEqual("C1", output.Failures.Single().Id);
        Assert.Contains("Line 1, byte 76.", output.Problem);
    }

    [TestMethod]
    [DataRow("[", "]")]
    [DataRow("{\"a\":", "}")]
    public void A_value_that_is_nested_deep_is_skipped(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));

        var output = Read($$"""
            {"version":"2.1.0","runs":[{"properties":{{deep}},"results":[{{deep}},
              {"ruleId":"C1","level":"error","message":{{deep}}}]}]}
            """);

        Assert.AreEqual("C1", output.Failures.Single().Id);
        Assert.AreEqual("", output.Problem);
    }

    [TestMethod]
    [DataRow("x")]
    [DataRow("\\\"")]
    [DataRow("\\u00e9")]
    [DataRow("\\\\\\n")]
    public void A_text_of_megabytes_is_cut_between_escapes(string piece)
    {
        for (var shift = 0; shift < 8; shift++)
        {
            var text = new string('y', shift) + string.Concat(Enumerable.Repeat(piece, (3 << 20) / piece.Length));
            static string CreateFile(string text) =>
                $$$"""{"version":"2.1.0","runs":[{"artifacts":"{{{text}}}","results":["""
                + $$$"""{"ruleId":"C1","level":"error","message":{"text":"{{{text}}}"}},{"ruleId":"C2","level":"error"}]}]}""";

            var output = Read(CreateFile(text));

            Assert.AreEqual("", output.Problem);
            Assert.HasCount(2, output.Failures);
            Assert.AreEqual(Fingerprint(CreateFile(text[..(shift + (60_000 / piece.Length * piece.Length))])), Fingerprint(output));
        }
    }

    [TestMethod]
    [DataRow("{\"ruleId\":\"C1\",\"level\":\"error\"},#", "1", 71, DisplayName = "a number")]
    [DataRow("{\"ruleId\":\"C1\",\"level\":\"error\"},#{}", " \n", 71, DisplayName = "blanks before a value")]
    [DataRow("{\"ruleId\":\"C1\",\"level\":\"error\"},{\"a\"#:1}", " \n", 73, DisplayName = "blanks behind a name")]
    [DataRow("{\"ruleId\":\"C1\",\"level\":\"error\"},/*#*/", "x", 71, DisplayName = "a comment")]
    public void Megabytes_outside_a_text_are_a_fault(string results, string piece, int place)
    {
        var output = Read("""{"version":"2.1.0","runs":[{"results":["""
            + results.Replace("#", string.Concat(Enumerable.Repeat(piece, 3 << 20)), StringComparison.Ordinal) + "]}]}");

        Assert.AreEqual("C1", output.Failures.Single().Id);
        Assert.Contains($"What begins at byte {place} is longer than 1048576 bytes.", output.Problem);
    }

    [TestMethod]
    public void A_file_in_UTF_16_is_read_too() => Assert.AreEqual(
        Fingerprint(RecordedText("compile.sarif")),
        Fingerprint(Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(RecordedText("compile.sarif").TrimStart('\ufeff'))])));

    [TestMethod]
    public void Each_place_of_an_error_is_counted_and_an_error_at_two_places_is_one_failure()
    {
        const string result = """{"ruleId":"C1","level":"error","message":{"text":"x"}}""";

        var output = Read($$"""{"version":"2.1.0","runs":[{"results":[{{result}},{{result}}]},{"results":[{{result}}]}]}""");

        Assert.AreEqual(3, output.Count);
        Assert.HasCount(1, output.Failures);
        Assert.AreEqual(0, output.Omitted);
    }
}
