using System.Globalization;
using System.Security;
using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>No secret is in the output of the tool or in a file that it keeps, whichever input the secret was in.</summary>
[TestClass]
public sealed class SecretLeakTests
{
    // One test runs them, on files with secrets. What the other tests keep is clean, and these verbs show only what is kept.
    private static readonly string[][] Readers =
    [
        ["stall"], ["stall", "--json"], ["resume"], ["resume", "--format", "json"], ["status"], ["status", "--format", "json"], ["since"],
        ["since", "--format", "json"],
    ];

    // Each shape goes through each place in the full run. Masking itself is tested on every shape in Core.Tests.
    private const int SampleStep = 18;

    public static IEnumerable<(string Text, string Secret)> Shapes => SecretVectors.Shapes.Where((_, index) => index % SampleStep == 0);

    public static IEnumerable<(string Text, string Secret)> OtherShapes => SecretVectors.Shapes.Except(Shapes);

    [TestMethod]
    [TestCategory("Full")]
    [DynamicData(nameof(OtherShapes))]
    public void The_other_shapes_are_masked_in_the_same_places(string text, string secret)
    {
        The_options_of_an_attempt_are_masked_and_still_find_its_stream(text, secret);
        A_wrong_value_is_echoed_without_its_secret(text, secret);
        Names_messages_and_stacks_of_tests_are_masked(text, secret);
        A_capture_holds_raw_text_until_it_is_journaled_and_no_longer(text, secret);
        Rows_that_another_program_wrote_are_masked_where_they_are_shown(text, secret);
        A_record_that_cannot_be_written_is_shown_masked(text, secret);
        if (!OperatingSystem.IsWindows())
        {
            The_command_line_of_run_is_masked(text, secret);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void The_options_of_an_attempt_are_masked_and_still_find_its_stream(string text, string secret)
    {
        using var tool = new Tool();
        string[] stream = [$"--loop={text}", $"--project={text}", $"--framework={text}", $"--command=run {text}"];
        string[] record = ["record", $"--action={text}", $"--hypothesis={text}", $"--note={text}", "--gate-output", "-", .. stream];
        var log = $"error: {text}\n";
        for (var i = 0; i < 3; i++)
        {
            AssertClean(secret, tool.RunWith(log, record));
        }

        var stall = tool.Run(["stall", .. stream]);
        AssertClean(secret, stall);
        Assert.AreEqual("stalled", stall.FirstLine);
        var reset = tool.Run(["reset", $"--note={text}", .. stream]);
        AssertClean(secret, reset);
        Assert.EndsWith("counts from zero again", reset.FirstLine);
        Assert.AreEqual("progress", tool.Run(["stall", .. stream]).FirstLine);
        AssertKeptIsClean(secret, tool);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void A_wrong_value_is_echoed_without_its_secret(string text, string secret)
    {
        using var tool = new Tool();
        string[][] commandLines =
        [
            [text], ["stall", text], ["stall", $"--k={text}"], ["stall", $"--format={text}"], ["stall", $"--journal={tool.Folder}/{text}"],
            ["resume", $"--max-bytes={text}"], ["record", $"--iteration={text}"], ["record", $"--gate={text}"],
            ["record", "--gate-output", text],
            ["run", $"--timeout={text}", "--", "true"], ["run", $"--severity={text}", "--", "true"],
            ["run", "--", $"{tool.Folder}/no/{text}"],
            ["restore", text], ["diff", text], ["diff", "1", text], ["fingerprint", text], ["fingerprint", "--format", "json", text],
            ["fingerprint", text, "-"], ["record-capture", "--k", text], ["record-capture", "--root", text],
        ];
        foreach (var commandLine in commandLines)
        {
            AssertClean(secret, tool.Run(commandLine));
        }

        AssertClean(secret, tool.RunWith($"1\n{tool.Folder}/{text}", "record-capture"));
        AssertClean(secret, tool.RunWith($"{text}\n{tool.Folder}", "record-capture"));
        (string Variable, string[] Reader)[] variables =
        [
            ("LoopIteration", ["record"]), ("LoopIteration", ["run", "--", "true"]),
            ("LoopJournalStallThreshold", ["stall"]), ("LoopJournalStallThreshold", ["run", "--", "true"]),
            ("LoopJournalStallSeverity", ["run", "--", "true"]),
        ];
        foreach (var (variable, reader) in variables)
        {
            tool.Variables[variable] = text;
            var answer = tool.Run(reader);
            AssertClean(secret, answer);
            Assert.Contains($"the variable {variable} is", answer.Error);
            tool.Variables.Remove(variable);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Names_messages_and_stacks_of_tests_are_masked(string text, string secret)
    {
        using var tool = new Tool();
        var escaped = SecurityElement.Escape(text);
        var trx = $"""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
            <UnitTestResult testId="1" testName="Shop.CartTests.Total({escaped})" outcome="Failed"><Output><ErrorInfo>
            <Message>System.Exception : {escaped}</Message><StackTrace>   at Shop.Cart.Total() in {escaped}:line 4</StackTrace>
            </ErrorInfo></Output></UnitTestResult></Results></TestRun>
            """;
        for (var i = 0; i < 3; i++)
        {
            AssertClean(secret, tool.RunWith(trx, "record", "--gate-output", "-"));
        }

        AssertClean(secret, tool.RunWith(trx, "fingerprint", "--format", "json", "-"));
        AssertKeptIsClean(secret, tool);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void A_capture_holds_raw_text_until_it_is_journaled_and_no_longer(string text, string secret)
    {
        using var tool = new Tool();
        foreach (var verb in (string[][])[["stall"], ["record-capture"], ["status"]])
        {
            var capture = WriteCapture(tool, text);
            AssertClean(secret, tool.RunWith($"2\n{capture}", verb));
            Assert.IsFalse(File.Exists(capture));
        }

        AssertKeptIsClean(secret, tool);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Rows_that_another_program_wrote_are_masked_where_they_are_shown(string text, string secret)
    {
        using var tool = new Tool();
        tool.WriteJournal(Enumerable.Range(1, 3).Select(i => new
        {
            iteration = i,
            action = text,
            hypothesis = text,
            gate = "fail",
            fingerprint = text,
            note = text,
            commit = text,
            ts = text,
            id = $"{i} {text}",
            loop = text,
            project = text,
            framework = text,
            command = text,
            stage = "test",
            algorithm = text,
            detail = text,
            failures = new[] { new { id = text, type = text, message = text, site = text, fingerprint = text } },
            tree = $"{i} {text}",
            changed = new[] { text },
        }));

        foreach (var reader in Readers)
        {
            AssertClean(secret, tool.Run(reader));
        }

        AssertClean(secret, tool.Run("reset"));
        AssertClean(secret, tool.Run("restore", "1"));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DynamicData(nameof(Shapes))]
    public void The_command_line_of_run_is_masked(string text, string secret)
    {
        using var tool = new Tool();
        List<string[]> commands = [["false", text]];
        if (!text.Any(c => c is '"' or '\'' or '\\' or '|' or ';' or '\n'))
        {
            commands.Add(["false", .. text.Split(' ')]);
        }

        foreach (var command in commands)
        {
            AssertClean(secret, tool.Run(["run", "--k", "1", "--action", "x", "--", .. command]));
        }

        AssertKeptIsClean(secret, tool);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void A_record_that_cannot_be_written_is_shown_masked(string text, string secret)
    {
        using var tool = new Tool();
        Directory.CreateDirectory(tool.Journal);
        var answer = tool.RunWith($"error: x\n", "record", $"--action={text}", $"--loop={text}", $"--command={text}", "--gate-output", "-");
        AssertClean(secret, answer);
        Assert.Contains("The record: {", answer.Error);
    }

    private static void AssertClean(string secret, Answer answer)
    {
        SecretVectors.AssertAbsent(secret, answer.Output, "standard output");
        SecretVectors.AssertAbsent(secret, answer.Error, "standard error");
    }

    private static void AssertKeptIsClean(string secret, Tool tool) =>
        SecretVectors.AssertAbsentBelow(secret, Path.GetDirectoryName(tool.Journal)!);

    /// <summary>The capture of a run that failed and ended, whose recorder was killed.</summary>
    private static string WriteCapture(Tool tool, string text)
    {
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var header = JsonSerializer.Serialize(new
        {
            capture = 1,
            id,
            loop = text,
            project = text,
            framework = text,
            command = text,
            action = text,
            hypothesis = text,
            note = text,
            commit = text,
        });
        var failure = JsonSerializer.Serialize(
            new { test = "Shop.CartTests.Total", display = $"Total({text})", type = text, message = text, stack = text });
        const string end = """{"end":"completed","passed":0,"failed":1,"skipped":0,"durationMs":5,"message":""}""";
        var path = tool.Write(
            Path.Combine(Path.GetDirectoryName(tool.Journal)!, "captures", id + ".jsonl"), $"{header}\n{failure}\n{end}\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 5, 4, 14, 1, 12, DateTimeKind.Utc));
        return path;
    }
}
