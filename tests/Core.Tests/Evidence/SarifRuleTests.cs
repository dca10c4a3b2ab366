using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests.Evidence;

/// <summary>What a result of a SARIF file leaves to its rule: CodeQL and semgrep leave out the level, others the text.</summary>
[TestClass]
public sealed class SarifRuleTests
{
    private const string Driver = """{"driver":{"name":"X","rules":[{"id":"R0"},{"id":"R1","defaultConfiguration":{"level":"error"}, """
        + """ "messageStrings":{"default":{"text":"'{0}' leaks in {1}"}}}]}}""";

    [TestMethod]
    [DataRow("""{"ruleId":"R1","message":{"text":"bad"}}""", "R1|bad", DisplayName = "the level of the rule by its id")]
    [DataRow("""{"ruleIndex":1,"message":{"text":"bad"}}""", "R1|bad", DisplayName = "by its place")]
    [DataRow("""{"rule":{"index":1},"message":{"text":"bad"}}""", "R1|bad")]
    [DataRow("""{"rule":{"id":"R1"},"message":{"text":"bad"}}""", "R1|bad")]
    [DataRow("""{"ruleId":"R1/sub","message":{"text":"bad"}}""", "R1/sub|bad", DisplayName = "a part of a rule")]
    [DataRow("""{"ruleId":"R1","message":{"id":"default","arguments":["Cart","Shop"]}}""", "R1|'Cart' leaks in Shop")]
    [DataRow("""{"ruleId":"R1","message":{"text":"no {0}","arguments":["Cart"]}}""", "R1|no Cart")]
    [DataRow("""{"ruleId":"R1","level":"warning","message":{"text":"bad"}}""", "")]
    [DataRow("""{"ruleId":"R1","level":"note","message":{"text":"bad"}}""", "")]
    [DataRow("""{"ruleId":"R1","kind":"pass","message":{"text":"bad"}}""", "", DisplayName = "a result that is not a failure")]
    [DataRow("""{"ruleId":"R0","message":{"text":"bad"}}""", "", DisplayName = "a rule without a level: warning")]
    [DataRow("""{"ruleId":"R9","message":{"text":"bad"}}""", "", DisplayName = "a rule that the file does not have")]
    [DataRow("""{"ruleIndex":7,"message":{"text":"bad"}}""", "")]
    [DataRow("""{"ruleIndex":-1,"level":"error","message":{"text":"bad"}}""", "|bad")]
    public void A_result_takes_from_its_rule_what_it_does_not_say(string result, string expected)
    {
        Assert.AreEqual(expected, ReadRun($"\"tool\":{Driver},\"results\":[{result}]"), "rules first");
        Assert.AreEqual(expected, ReadRun($"\"results\":[{result}],\"tool\":{Driver}"), "results first");
    }

    [TestMethod]
    public void A_rule_of_an_extension_is_found_by_its_place() => Assert.AreEqual("E1|bad", ReadRun(
        """
        "tool":{"driver":{"rules":[{"id":"R0"}]},
          "extensions":[{"rules":[]},{"rules":[{"id":"E1","defaultConfiguration":{"level":"error"}}]}]},
        "results":[{"rule":{"index":0,"toolComponent":{"index":1}},"message":{"text":"bad"}}]
        """));

    [TestMethod]
    public void An_argument_that_looks_like_a_place_is_not_replaced() => Assert.AreEqual("R|{1} and b", ReadRun(
        """ "results":[{"ruleId":"R","level":"error","message":{"text":"{0} and {1}","arguments":["{1}","b"]}}] """));

    [TestMethod]
    [Timeout(20_000, CooperativeCancellation = false)]
    public void A_rules_id_of_nothing_but_slashes_is_looked_up_in_time() => Assert.AreEqual("", ReadRun(
        "\"results\":["
        + string.Join(',', Enumerable.Repeat("{\"ruleId\":\"" + new string('/', 60_000) + "\",\"message\":{\"text\":\"x\"}}", 200))
        + "]"));

    [TestMethod]
    public void The_rules_of_a_run_are_its_own() => Assert.AreEqual("R1|bad", Join(
        $$"""{"version":"2.1.0","runs":[{"tool":{{Driver}},"results":[{"ruleId":"R1","message":{"text":"bad"} }]},"""
        + """{"results":[{"ruleId":"R1","message":{"text":"worse"}}]}]}"""));

    [TestMethod]
    public void A_file_that_stops_before_its_rules_gives_the_results_that_need_none() => Assert.AreEqual("R2|bad", Join(
        """{"version":"2.1.0","runs":[{"results":[{"ruleId":"R1","message":{"text":"x"}},"""
        + """{"ruleId":"R2","level":"error","message":{"text":"bad"}}"""));

    private static string ReadRun(string run) => Join($"{{\"version\":\"2.1.0\",\"runs\":[{{{run}}}]}}");

    private static string Join(string file) =>
        string.Join('\n', Read(file).Failures.Select(failure => $"{failure.Type}|{failure.Message}"));
}
