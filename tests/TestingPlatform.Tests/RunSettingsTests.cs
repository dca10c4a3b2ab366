using LoopJournal.TestingPlatform;

namespace LoopJournal.Tests;

[TestClass]
public sealed class RunSettingsTests
{
    private readonly string _file = Path.GetTempFileName();

    [TestCleanup]
    public void CleanUp() => File.Delete(_file);

    [TestMethod]
    public void Values_are_decoded_as_they_were_typed()
    {
        File.WriteAllText(_file, "Captures=%2Fa%20b%2F%C3%BC%3B%25\nDotnet=%2Fdotnet\nUnknown=1\nnonsense\n");

        var settings = RunSettings.Read(_file)!;

        Assert.AreEqual("/a b/ü;%", settings.Captures);
        Assert.AreEqual("/dotnet", settings.Dotnet);
        Assert.AreEqual("", settings.Recorder);
    }

    [TestMethod]
    [DataRow("", "--filter B")]
    [DataRow("true", "--filter A --filter B")]
    public void The_projects_own_arguments_choose_no_tests_of_the_run(string hasGivenArguments, string filters)
    {
        File.WriteAllText(_file, $"HasGivenArguments={hasGivenArguments}\n");
        string[] arguments = ["--filter", "A", "--loop-journal", _file, "--filter", "B"];

        Assert.AreEqual(filters, ProgramArguments.GetFilters(RunSettings.Read(_file)!.FindGiven(arguments)));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("/no/such/file")]
    public void Without_a_file_there_are_no_settings(string? path) => Assert.IsNull(RunSettings.Read(path));

    [TestMethod]
    public async Task A_wrong_value_of_a_property_is_refused_before_any_test_runs()
    {
        File.WriteAllText(_file, "Error=" + Uri.EscapeDataString("error LOOP0001: The property LoopIteration is '-3'."));

        var result = await new SettingsOption(RunSettings.Read(_file)).ValidateCommandLineOptionsAsync(null!);

        Assert.IsFalse(result.IsValid);
        Assert.AreEqual("error LOOP0001: The property LoopIteration is '-3'.", result.ErrorMessage);
    }

    [TestMethod]
    public async Task Every_other_command_line_is_allowed() =>
        Assert.IsTrue((await new SettingsOption(null).ValidateCommandLineOptionsAsync(null!)).IsValid);
}
