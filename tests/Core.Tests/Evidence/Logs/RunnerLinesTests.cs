using System.Text.Json;
using LoopJournal.Evidence.Logs;

namespace LoopJournal.Tests.Evidence.Logs;

/// <summary>
/// <c>runner-lines.jsonl</c>: lines of runners, compilers and installers, what each is, and the failing test that it names. Written by
/// LoopJournal's developers in the forms of the tools' documentation and of public bug reports.
/// </summary>
[TestClass]
public sealed class RunnerLinesTests
{
    public static IEnumerable<(string Runner, string Kind, string Line, string Test)> Lines =>
        from json in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Evidence", "Logs", "runner-lines.jsonl"))
        let row = JsonDocument.Parse(json).RootElement
        select (Get(row, "runner"), Get(row, "kind"), Get(row, "line"), Get(row, "test"));

    [TestMethod]
    [DynamicData(nameof(Lines))]
    public void A_line_is_known(string runner, string kind, string line, string test)
    {
        var open = LineTable.Rows.First(row => row.Runner.Name == runner).Runner;

        var known = LineTable.Find(line.Trim(), open);

        Assert.AreEqual($"{runner} {kind}", $"{known.Runner?.Name} {known.Kind.ToString().ToLowerInvariant()}");
        Assert.AreEqual(test, kind is "test" or "listed" ? known.GetTest() : "");
    }

    [TestMethod]
    [DataRow("gh run view", "build\tRun tests\t2026-03-01T12:00:00.1234567Z ")]
    [DataRow("GitHub", "2026-03-01T12:00:00.1234567Z ")]
    [DataRow("GitHub, an error", "2026-03-01T12:00:00.1234567Z ##[error]")]
    [DataRow("Docker Compose", "tests-1  | ")]
    [DataRow("Docker Compose 1", "shop_web_1    | ")]
    [DataRow("Docker Compose in GitHub", "2026-03-01T12:00:00.1234567Z tests-1  | ")]
    [DataRow("GitLab", "2026-03-01T12:00:00.123456Z 00O ")]
    [DataRow("GitLab, standard error", "2026-03-01T12:00:00.123456Z 01E+")]
    [DataRow("Jenkins", "12:00:00  ")]
    [DataRow("Jenkins, a pipeline", "[2026-03-01T12:00:00.123Z] ")]
    [DataRow("TeamCity", "[12:00:00]E:\t [VSTest] ")]
    [DataRow("TeamCity, a step", "[12:00:00] : [Step 1/3] ")]
    [DataRow("Nuke", "12:00:00 [DBG] ")]
    [DataRow("act", "[CI/tests]   | ")]
    [DataRow("BuildKit", "#12 3.456 ")]
    [DataRow("MSBuild", "12:01:02.345  1:7>")]
    public void The_prefix_of_a_CI_system_goes_and_the_indentation_stays(string system, string prefix)
    {
        Assert.AreEqual("  Failed Shop.CartTests.Total [3 ms]", LogPrefix.Remove(prefix + "  Failed Shop.CartTests.Total [3 ms]").ToString(), system);
        Assert.IsFalse(LogPrefix.Remove(prefix.TrimEnd()).ToString().Any(char.IsLetter), system);
    }

    [TestMethod]
    [DataRow("[ERROR] no price")]
    [DataRow("error | no price")]
    [DataRow("#12 is not a price")]
    [DataRow("12:00 no price")]
    [DataRow("a | b")]
    public void Other_beginnings_stay(string line) => Assert.AreEqual(line, LogPrefix.Remove(line).ToString());

    internal static IEnumerable<string> ListLines() => Lines.Select(row => row.Line.Trim());

    private static string Get(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
