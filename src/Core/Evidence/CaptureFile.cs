using System.Text.Json;
using LoopJournal.Capture;
using LoopJournal.Fingerprints;
using LoopJournal.Journal;

namespace LoopJournal.Evidence;

/// <summary>A capture as it was read back.</summary>
/// <param name="Inputs">The header: all inputs of the attempt.</param>
/// <param name="Failures">The failing results, in the order in which they came.</param>
/// <param name="End">The footer; null when the run was killed before it could write one.</param>
internal sealed record CapturedRun(AttemptInputs Inputs, IReadOnlyList<TestResult> Failures, CapturedEnd? End);

/// <summary>A capture's footer.</summary>
/// <param name="Kind">How the run ended.</param>
/// <param name="Tests">Results by outcome.</param>
/// <param name="Duration">From the runner's start to its end.</param>
/// <param name="Message">The runner's words when the run was aborted, else empty.</param>
internal sealed record CapturedEnd(CaptureEnd Kind, TestCounts Tests, TimeSpan Duration, string Message);

/// <summary>Reads what <see cref="CaptureWriter"/> wrote. A line that cannot be read (the torn last one of a killed run) is passed over.</summary>
internal static class CaptureFile
{
    /// <summary>What a capture says of the run's failures. One without a footer was killed.</summary>
    public static GateOutput ReadOutput(Stream capture) => Read(capture) is not { } run
        ? new(Algorithms.Failures, [], null, IsAborted: true)
        : TestRun.Judge(run, exitCode: run.End?.Tests.Failed > 0 ? 1 : 0) is { Algorithm: Algorithms.Failures } result
            ? new(result.Algorithm, result.Failures, result.Tests, result.Gate == Gates.Blocked)
            : new(Algorithms.Failures, [], run.End?.Tests, IsAborted: run.End is not { Kind: CaptureEnd.Completed });

    /// <summary>Reads a capture to its end, and leaves it open; null when it is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CapturedRun? Read(Stream file)
    {
        using var lines = new StreamReader(file, leaveOpen: true);
        if (lines.ReadLine() is not { } first || AttemptInputs.FromJson(System.Text.Encoding.UTF8.GetBytes(first)) is not { } inputs)
        {
            return null;
        }

        var failures = new CapturedFailures();
        CapturedEnd? end = null;
        while (lines.ReadLine() is { } line)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.TryGetProperty("end", out var kind))
                {
                    end = Together(end, ReadEnd(json.RootElement, kind), failures.Count);
                }
                else if (json.RootElement.TryGetProperty("recovered", out var recovered))
                {
                    failures.Remove(recovered.GetString() ?? "");
                }
                else
                {
                    failures.Add(json.RootElement.TryGetProperty("key", out var key) ? key.GetString() ?? "" : "", ReadFailure(json.RootElement));
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
            {
            }
        }

        return new CapturedRun(inputs, failures.ToList(), end);
    }

    private static TestResult ReadFailure(JsonElement json) => new(
        Text(json, "test"), Text(json, "display"), Text(json, "type"), Text(json, "message"), Text(json, "stack"));

    private static CapturedEnd ReadEnd(JsonElement json, JsonElement kind)
    {
        var (passed, failed, skipped) = (Number(json, "passed"), Number(json, "failed"), Number(json, "skipped"));
        return new CapturedEnd(
            Enum.Parse<CaptureEnd>(kind.GetString() ?? "", ignoreCase: true),
            new TestCounts(passed + failed + skipped, passed, failed, skipped),
            TimeSpan.FromMilliseconds(json.GetProperty("durationMs").GetInt64()),
            Text(json, "message"));
    }

    /// <summary>A further try runs only what failed before, so the first one's tests count, and what has failed in the end.</summary>
    private static CapturedEnd Together(CapturedEnd? before, CapturedEnd end, int failed) => before is not { Kind: CaptureEnd.Completed, Tests: var tests }
        ? end
        : end with
        {
            Tests = tests with { Passed = tests.Total - tests.Skipped - failed, Failed = failed },
            Duration = before.Duration + end.Duration,
        };

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
