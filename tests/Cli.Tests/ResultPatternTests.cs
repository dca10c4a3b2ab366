using LoopJournal.Cli.Running;

namespace LoopJournal.Tests;

[TestClass]
public sealed class ResultPatternTests
{
    [TestMethod]
    [DataRow("reports/*.xml", "reports/a.xml", true)]
    [DataRow("reports/*.xml", "reports/a/b.xml", false)]
    [DataRow("reports/*.xml", "reports/a.json", false)]
    [DataRow("reports/junit.xml", "reports/junit.xml", true)]
    [DataRow("reports/junit.xml", "reports/other.xml", false)]
    [DataRow("**/target/*/TEST-?.xml", "a/b/target/c/TEST-1.xml", true)]
    [DataRow("**/target/*/TEST-?.xml", "target/c/TEST-1.xml", true)]
    [DataRow("**/target/*/TEST-?.xml", "target/TEST-1.xml", false)]
    [DataRow("reports/**", "reports/a/b/c", true)]
    [DataRow("./reports/*.xml", "reports/a.xml", true)]
    public void A_star_stands_for_a_part_of_a_name_and_two_for_any_folders(string pattern, string file, bool matches)
    {
        var folder = Path.GetTempPath();
        var parsed = ResultPattern.Parse(folder, pattern);
        var path = Path.GetFullPath(Path.Combine(folder, file));

        Assert.AreEqual(matches, path.StartsWith(parsed.Folder, StringComparison.Ordinal) && parsed.Matches(path));
    }

    [TestMethod]
    public void An_absolute_pattern_begins_at_its_own_folder() => Assert.IsTrue(
        ResultPattern.Parse("/elsewhere", Path.Combine(Path.GetTempPath(), "*.xml")).Matches(Path.Combine(Path.GetTempPath(), "a.xml")));

    [TestMethod]
    [DataRow("dotnet test --logger trx", "**/TestResults/**/*.trx")]
    [DataRow("dotnet test --logger trx;LogFileName=a.trx --results-directory out", "out/**/*.trx")]
    [DataRow("dotnet test --logger=junit --results-directory=out", "out/**/*.xml")]
    [DataRow("dotnet test -- --report-trx-filename a.trx --report-ctrf", "**/TestResults/**/*.trx **/TestResults/**/*.json")]
    [DataRow("dotnet test", "")]
    [DataRow("dotnet build --logger trx", "")]
    [DataRow("npm test --logger trx", "")]
    public void The_files_of_dotnet_test_are_known(string command, string patterns) =>
        Assert.AreEqual(patterns, string.Join(' ', ResultPattern.FindKnown(command.Split(' '))));
}
