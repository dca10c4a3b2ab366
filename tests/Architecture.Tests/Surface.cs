using System.CommandLine;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using LoopJournal.Cli;
using LoopJournal.Journal;
using LoopJournal.TestLogger;
using LoopJournal.Tasks;
using Microsoft.Build.Framework;

namespace LoopJournal.Tests;

/// <summary>What users and their scripts can rely on, one line each.</summary>
internal static partial class Surface
{
    /// <summary>The lines, in sections.</summary>
    public static string Describe() =>
        string.Join("\n\n", ListSections().Select(section => $"# {section.Title}\n{string.Join('\n', section.Lines)}")) + "\n";

    private static IEnumerable<(string Title, IEnumerable<string> Lines)> ListSections() =>
    [
        (
            "Public types",
            new[] { typeof(RecordAttempt), typeof(CaptureLogger), typeof(TestingPlatform.TestingPlatformBuilderHook), typeof(Cli.Tool) }
                .SelectMany(type => type.Assembly.GetExportedTypes()).Select(type => type.FullName!).Order(StringComparer.Ordinal)),
        ("Tasks and their parameters", ListParameters()),
        ("Targets", Find(TargetName())),
        ("Properties", Find(PropertyName())),
        ("Codes", Find(Code())),
        ("Verbs and their options", CommandLine.Create(Tool.CreateShell()).Subcommands.Select(DescribeVerb)),
        ("Exit codes", typeof(ExitCodes).GetFields().Select(field => $"{field.GetRawConstantValue()} {field.Name}")),
        ("Fields of the record", ListJsonFields(AttemptJson.Write(SampleAttempt.Full))),
        ("Fields of 'stall --json'", ListAnswerFields("stall", "--json")),
        ("Fields of 'resume --format json'", ListAnswerFields("resume", "--format", "json")),
        ("Fields of 'failures --json'", ListAnswerFields("failures", "--json")),
        ("Fields of 'status --format json'", ListAnswerFields("status", "--format", "json")),
        ("Fields of 'proof --json'", ListProofFields()),
        ("Fields of 'fingerprint --format json'", ListAnswerFields("fingerprint", "--format", "json", "gate.log")),
    ];

    private static IEnumerable<string> ListParameters() =>
        from task in typeof(RecordAttempt).Assembly.GetExportedTypes()
        where typeof(ITask).IsAssignableFrom(task) && !task.IsAbstract
        from parameter in task.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where parameter.DeclaringType!.Assembly == task.Assembly && parameter.SetMethod is { IsPublic: true }
        orderby task.Name, parameter.Name
        let required = parameter.IsDefined(typeof(RequiredAttribute)) ? " required" : ""
        let output = parameter.IsDefined(typeof(OutputAttribute)) ? " output" : ""
        select $"{task.Name}.{parameter.Name}: {parameter.PropertyType.Name}{required}{output}";

    private static IEnumerable<string> Find(Regex pattern) => Directory.EnumerateFiles(Path.Combine(Rooms.Root, "build"))
        .Concat(Directory.EnumerateFiles(Path.Combine(Rooms.Root, "src"), "*.cs", SearchOption.AllDirectories))
        .SelectMany(file => pattern.Matches(File.ReadAllText(file)))
        .Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);

    private static string DescribeVerb(Command verb) => string.Join(' ', [
        verb.Name + (verb.Hidden ? " (hidden)" : ""),
        .. verb.Arguments.Select(argument => $"<{argument.Name}>"),
        .. verb.Options.Select(option => option.Name).Order(StringComparer.Ordinal)]);

    /// <summary>
    /// The fields of a verb's answer, for a loop that oscillates, one that swaps two failing tests, one that makes progress and one that
    /// passes on the same files. The letters are the failures, and the trees; <c>p</c> is a pass.
    /// </summary>
    private static IEnumerable<string> ListAnswerFields(params string[] arguments) => new (string Loop, string Trees)[]
    {
        ("fgfgfg", "fgfgfg"), ("fgf", "abc"), ("fg", "fg"), ("fp", "aa"),
    }.SelectMany(sample =>
    {
        using var tool = new Tool();
        tool.Write("gate.log", "error: x\n");
        tool.WriteJournal(sample.Loop.Index().Select(row => AttemptJson.Write(SampleAttempt.Full with
        {
            Iteration = row.Index,
            Id = $"{row.Index}",
            Gate = row.Item == 'p' ? "pass" : "fail",
            Fingerprint = $"{row.Item}",
            Failures = [SampleAttempt.Full.Failures[0] with { Id = $"{row.Item}" }],
            FailuresOmitted = 0,
            FailedIds = "",
            Vanished = sample.Loop == "fg" && row.Index == 1 ? SampleAttempt.Full.Vanished : [],
            VanishedOmitted = 0,
            Stale = row.Item == 'p',
            Tree = new(sample.Trees[row.Index], 40),
            TreeAfter = "",
        })));
        return ListJsonFields(tool.Run(arguments).Output);
    }).Distinct();

    /// <summary>The fields of an answer with a reason and a reset: a command of the loop failed after it, in a repository of git.</summary>
    private static IEnumerable<string> ListProofFields()
    {
        using var tool = new Tool();
        TestRepository.GitIn(tool.Folder, "init", "--quiet");
        var failed = SampleAttempt.Full with { Id = "2", Stream = new("main", "", "", "run npm test") };
        tool.WriteJournal([AttemptJson.Write(failed with { Id = "1", Gate = "reset" }), AttemptJson.Write(failed)]);
        return ListJsonFields(tool.Run("proof", "--json", "--loop", "main").Output);
    }

    private static IEnumerable<string> ListJsonFields(string json) => ListFields(JsonElement.Parse(json), "").Distinct();

    private static IEnumerable<string> ListFields(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject()
            .SelectMany(field => ListFields(field.Value, field.Name).Select(below => path.Length > 0 ? $"{path}.{below}" : below)),
        JsonValueKind.Array when value.GetArrayLength() > 0 => value.EnumerateArray().SelectMany(item => ListFields(item, $"{path}[]")),
        JsonValueKind.Array => [$"{path}[]"],
        _ => [path],
    };

    [GeneratedRegex("<Target Name=\"(?<name>[A-Z][A-Za-z]*)\"")]
    private static partial Regex TargetName();

    [GeneratedRegex("""(?:\$\(|PropertyName="|ItemName="|<|Variable\(")(?<name>Loop(?!Journal\.)[A-Za-z]+)(?=[)"> ])""")]
    private static partial Regex PropertyName();

    [GeneratedRegex(@"(?<name>LOOP00\d\d)")]
    private static partial Regex Code();
}
