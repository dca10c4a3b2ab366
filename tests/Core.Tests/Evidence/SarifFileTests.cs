using static LoopJournal.Tests.Evidence.EvidenceData;

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
              {"ruleId":"CS0103","level":"error","message":"The name 'x' does not exist","locations":[{"resultFile":{"uri":"file:///r/a%20b/Cart.cs"}}]}]}]}
            """, At("/r")).Failures.Single().Id);

    [TestMethod]
    public void A_suppressed_error_is_none() => Assert.IsEmpty(
        Read("""{"version":"2.1.0","runs":[{"results":[{"ruleId":"CA1","level":"error","message":{"text":"x"},"suppressions":[{"kind":"inSource"}]}]}]}""").Failures);

    [TestMethod]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":")]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":7}")]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":[7,{\"results\":[null,{\"level\":\"error\",\"message\":3,\"locations\":{}}]}]}")]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[{\"level\":\"error\",\"message\":\"\\ud800\",\"ruleId\":\"\\udc00\"}]}]}")]
    public void Nothing_throws(string text) => Assert.AreEqual("diagnostics/1", Read(text).Algorithm);
}
