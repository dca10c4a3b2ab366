using System.CommandLine.Help;
using LoopJournal.Cli;

namespace LoopJournal.Tests;

/// <summary>A wrong command line ends with exit code 2 and says what is allowed.</summary>
[TestClass]
public sealed class UsageTests
{
    [TestMethod]
    public void An_unknown_verb_lists_the_verbs()
    {
        using var tool = new Tool();
        var answer = tool.Run("stal");

        Assert.AreEqual(2, answer.ExitCode);
        Assert.AreEqual("", answer.Output);
        Assert.StartsWith("unknown command \"stal\". choices: record run loop stall resume failures status report proof since ", answer.Error);
        Assert.DoesNotContain("record-capture", answer.Error);
    }

    [TestMethod]
    public void A_command_line_without_a_verb_lists_the_verbs()
    {
        using var tool = new Tool();
        Assert.AreEqual(2, tool.Run().ExitCode);
        Assert.StartsWith("no command. choices: record ", tool.Run().Error);
    }

    [TestMethod]
    [DataRow("\"--foo\" means nothing to 'stall'. options: --json --format --exit-code --vanished-severity --max-attempts", "stall", "--foo")]
    [DataRow("--k is \"0\". allowed: a whole number from 1 to 100", "stall", "--k", "0")]
    [DataRow("--k is \"101\". allowed: a whole number from 1 to 100", "resume", "--k", "101")]
    [DataRow("--n is \"-1\". allowed: a whole number, 1 or more", "status", "--n", "-1")]
    [DataRow("--iteration is \"x\". allowed: a whole number, 0 or more", "record", "--iteration", "x")]
    [DataRow("\"Argument 'passed' not recognized. Must be one of: 'pass' 'fail' 'blocked' 'reset'", "record", "--gate", "passed")]
    [DataRow("\"Argument 'xml' not recognized. Must be one of: 'text' 'json'", "status", "--format", "xml")]
    [DataRow("--timeout is \"0\". allowed: a number above 0", "run", "--timeout", "0", "--", "true")]
    public void A_wrong_command_line_says_what_is_allowed(string message, params string[] arguments)
    {
        using var tool = new Tool();
        var answer = tool.Run(arguments);

        Assert.AreEqual(2, answer.ExitCode, answer.Error);
        Assert.StartsWith(message, answer.Error);
        Assert.IsFalse(File.Exists(tool.Journal));
    }

    [TestMethod]
    [DataRow("LoopJournalStallThreshold", "many", "stall")]
    [DataRow("LoopIteration", "-1", "record")]
    [DataRow("LoopJournalStallSeverity", "fatal", "run", "--", "true")]
    [DataRow("LoopJournalVanishedSeverity", "fatal", "stall")]
    [DataRow("LoopJournalMaxAttempts", "0", "stall")]
    [DataRow("LoopJournalMaxMinutes", "-1", "run", "--", "true")]
    public void A_variable_with_a_value_that_is_not_allowed_is_named(string name, string value, params string[] arguments)
    {
        using var tool = new Tool();
        tool.Variables[name] = value;
        var answer = tool.Run(arguments);

        Assert.AreEqual(2, answer.ExitCode);
        Assert.StartsWith($"the variable {name} is \"{value}\". allowed: ", answer.Error);
    }

    [TestMethod]
    public void A_text_that_begins_with_an_at_sign_is_a_text()
    {
        using var tool = new Tool();
        Assert.AreEqual(0, tool.Run("record", "--action", "@types/node, upgraded").ExitCode);
        Assert.Contains("@types/node, upgraded", File.ReadAllText(tool.Journal));
    }

    public static IEnumerable<string> Verbs =>
        CommandLine.Create(Tool.CreateShell()).Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name);

    [TestMethod]
    [DynamicData(nameof(Verbs))]
    public void Every_verb_has_help_with_examples(string verb)
    {
        using var tool = new Tool();
        var help = tool.Run(verb, "--help");

        Assert.AreEqual(0, help.ExitCode);
        Assert.Contains($"Examples:\n  loop-journal {verb}", help.Output);
    }

    [TestMethod]
    public void Every_help_option_of_the_library_shows_the_help()
    {
        using var tool = new Tool();
        var help = new HelpOption();
        foreach (var name in (string[])[help.Name, .. help.Aliases])
        {
            Assert.StartsWith("Description:\n  Say whether", tool.Run("stall", "--k", "5", name).Output, name);
        }
    }

    [TestMethod]
    public void A_command_that_is_run_may_ask_for_its_own_help()
    {
        using var tool = new Tool();
        Assert.AreEqual(127, tool.Run("run", "--", "no-such-program", "--help").ExitCode);
    }

    [TestMethod]
    public void A_shell_can_complete_verbs_and_options()
    {
        using var tool = new Tool();
        CollectionAssert.IsSubsetOf(new[] { "stall", "status", "resume" }, tool.Run("[suggest:0]", "").Lines.ToArray());
        CollectionAssert.Contains(tool.Run("[suggest:9]", "stall --e").Lines.ToArray(), "--exit-code");
    }

    [TestMethod]
    public void A_JSON_answer_makes_no_lines_of_text()
    {
        static IEnumerable<string> Fail() => throw new AssertFailedException("The text was made, as for reading sources through git.");

        Assert.AreEqual(0, Tool.CreateShell().Answer(isJson: true, json => json.WriteNull("x"), Fail));
    }

    [TestMethod]
    public void A_journal_that_cannot_be_read_ends_with_3()
    {
        using var tool = new Tool();
        Directory.CreateDirectory(tool.Journal);

        foreach (var verb in new[] { "stall", "resume", "status" })
        {
            var answer = tool.Run(verb);
            Assert.AreEqual(3, answer.ExitCode, verb);
            Assert.Contains("journal.jsonl", answer.Error);
        }
    }

    [TestMethod]
    public void Without_a_journal_the_loop_is_fresh()
    {
        using var tool = new Tool();
        Assert.AreEqual("progress\n  empty journal\n", tool.Run("stall", "--exit-code").Output);
        Assert.AreEqual("resume: fresh loop — no prior attempts\n", tool.Run("resume").Output);
        Assert.AreEqual("journal empty\n", tool.Run("status").Output);
        Assert.AreEqual(0, tool.Run("stall", "--exit-code").ExitCode);
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(tool.Journal)));
    }
}
