using System.Text;
using System.Text.Json;
using LoopJournal.Journal;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Verdicts;

/// <summary>
/// <c>loop-cases.jsonl</c>: rows reduced from recorded loops of coding agents, written by the record verb, each with the verdict that its
/// reader wants. One case, a test that fails beside ever other tests, is a warning at most, and we give none.
/// </summary>
[TestClass]
public sealed class LoopCaseTests
{
    public static IEnumerable<object[]> Cases() =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Verdicts", "loop-cases.jsonl"))
            .Select(line => new object[] { JsonDocument.Parse(line).RootElement.GetProperty("name").GetString()!, line });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_case_gives_its_verdict(string name, string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        var rows = json.GetProperty("rows").EnumerateArray()
            .Select(row => AttemptJson.Read(Encoding.UTF8.GetBytes(row.GetRawText()))!).ToList();

        var verdict = StallDetector.Analyze(rows, json.GetProperty("k").GetInt32());

        Assert.AreEqual(json.GetProperty("expected").GetString(), VerdictCodes.GetName(verdict.Kind), name);
        AssertWhereGiven("expected_recommend", verdict.Recommend);
        AssertWhereGiven("expected_severity", verdict.Severity.ToString().ToLowerInvariant());

        void AssertWhereGiven(string property, string actual)
        {
            if (json.TryGetProperty(property, out var expected))
            {
                Assert.AreEqual(expected.GetString(), actual, name);
            }
        }
    }

    [TestMethod]
    public void All_cases_are_found() => Assert.HasCount(13, Cases().ToList());
}
