using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using LoopJournal.Cli;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace LoopJournal.Mcp;

/// <summary>The verbs as tools of the protocol. They run in this process, and each answer is bounded.</summary>
/// <param name="gate">The command that <see cref="RunGate"/> runs.</param>
/// <param name="closed">Cancelled when the client goes away.</param>
internal sealed class VerbTools(string[] gate, CancellationToken closed)
{
    /// <summary>The most characters of an answer.</summary>
    private const int MaxText = 20_000;

    private const string MaxBytes = "The most bytes of text, 512 to 16000.";
    private const string Loop = "The loop; by default that of the newest attempt.";

    private int _gates; // how many run

    [McpServerTool(Name = "resume", Title = "Summarize the loop", ReadOnly = true, OpenWorld = false, UseStructuredContent = true,
        OutputSchemaType = typeof(Answer))]
    [Description("What fails, what was tried and how it ended, what to avoid, the best attempt and what to do next. "
        + "Call it at the start of each turn, and after the context was compacted.")]
    public static Task<CallToolResult> Resume(
        [Description(MaxBytes), Range(512, 16_000)] int? max_bytes = null, [Description(Loop)] string? loop = null) =>
        Run(["resume", .. Option("--max-bytes", max_bytes), .. Option("--loop", loop)]);

    [McpServerTool(Name = "stall", Title = "Is the loop stalled?", ReadOnly = true, OpenWorld = false, UseStructuredContent = true,
        OutputSchemaType = typeof(Answer))]
    [Description("The verdict: progress, plateau, oscillating, stalled or blocked, with the reason and what to do. "
        + "Exit code 10: the loop repeats itself, or its budget is spent; stop what you do.")]
    public static Task<CallToolResult> Stall([Description(Loop)] string? loop = null) =>
        Run(["stall", "--exit-code", .. Option("--loop", loop)]);

    [McpServerTool(Name = "failures", Title = "Show the failures", ReadOnly = true, OpenWorld = false, UseStructuredContent = true,
        OutputSchemaType = typeof(Answer))]
    [Description("The causes of the failures in full: tests, messages, expected and actual values, frames.")]
    public static Task<CallToolResult> Failures(
        [Description("The number of an attempt; by default the newest ones.")] int? attempt = null,
        [Description(MaxBytes), Range(512, 16_000)] int? max_bytes = null,
        [Description(Loop)] string? loop = null) =>
        Run([
            "failures", .. Option("--max-bytes", max_bytes), .. Option("--loop", loop), .. attempt is null ? [] : new[] { Format(attempt) },
        ]);

    [McpServerTool(Name = "proof", Title = "Are these files proven?", ReadOnly = true, OpenWorld = false, UseStructuredContent = true,
        OutputSchemaType = typeof(Answer))]
    [Description("Whether exactly the files as they are now have passed all tests. Exit code 0: proven; 11: not proven, the text says "
        + "why; 1: not known. Call it before you say that the work is done.")]
    public static Task<CallToolResult> Proof() => Run(["proof", "--exit-code"]);

    [McpServerTool(Name = "record", Title = "Record an attempt", ReadOnly = false, Destructive = false, OpenWorld = false,
        UseStructuredContent = true, OutputSchemaType = typeof(Answer))]
    [Description("Journals an attempt whose gate you ran yourself. Not for run_gate, nor for dotnet test in a project that references "
        + "LoopJournal: those are recorded already.")]
    public static Task<CallToolResult> Record(
        [Description("How the gate ended."), AllowedValues("pass", "fail", "blocked")] string gate,
        [Description("What was tried, in a few words.")] string? action = null,
        [Description("What the gate printed, or its file of test results.")] string? output = null) =>
        Run(
            ["record", $"--gate={gate}", .. Option("--action", action), .. Option("--gate-output", output is null ? null : "-")],
            output);

    [McpServerTool(Name = "run_gate", Title = "Run the gate", ReadOnly = false, Destructive = true, OpenWorld = true,
        UseStructuredContent = true, OutputSchemaType = typeof(Answer))]
    [Description("Runs the gate that the server was started with, and journals the attempt: one line on a pass, else all causes of the "
        + "failure. Exit code 0: passed; 10: failed, and the loop is stalled or its budget is spent; else that of the gate.")]
    public async Task<CallToolResult> RunGate(
        [Description("What was tried since the last run, in a few words.")] string? action = null, CancellationToken stop = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, closed);
        try
        {
            // Two gates would write the same files
            return Interlocked.Increment(ref _gates) > 1
                ? Make(ExitCodes.Usage, "The gate is running already: wait for its answer.", isError: true)
                : await Run(["run", "--brief", "--exit-code", .. Option("--action", action), "--", .. gate], stop: ended.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _gates);
        }
    }

    private static IEnumerable<string> Option(string name, object? value) => value is null ? [] : [$"{name}={Format(value)}"];

    private static string Format(object value) => FormattableString.Invariant($"{value}");

    // A verb waits for files and processes, and the server has to take the next message
    private static Task<CallToolResult> Run(string[] arguments, string? input = null, CancellationToken stop = default) => Task.Run(() =>
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var context = new ToolContext
        {
            CurrentDirectory = Directory.GetCurrentDirectory,
            Input = () => new MemoryStream(Encoding.UTF8.GetBytes(input ?? "")),
            Output = output,
            Error = output,
            Variable = Environment.GetEnvironmentVariable,
            GateInput = "", // standard input belongs to the protocol
            Stop = stop,
        };
        var exitCode = CommandLine.Run(arguments, context);
        var isOfGate = arguments[0] == "run"; // it may end with any code
        return Make(exitCode, output.ToString(), !isOfGate && exitCode is (ExitCodes.Usage or ExitCodes.Journal));
    });

    private static CallToolResult Make(int exitCode, string text, bool isError)
    {
        text = text.Length <= MaxText ? text : text[..(text.LastIndexOf('\n', MaxText) + 1)] + "(more was left out)\n";
        return new()
        {
            Content = [new TextContentBlock { Text = text }],
            StructuredContent = JsonSerializer.SerializeToElement(new Answer(exitCode, text)),
            IsError = isError,
        };
    }

    private sealed record Answer(
        [property: Description("The exit code of the verb.")] int exit_code,
        [property: Description("The answer, for people and models.")] string text);
}
