using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>A capture as it was read back.</summary>
/// <param name="Inputs">The header: all inputs of the attempt.</param>
/// <param name="Failures">At most 10,000 failures, in the order in which they came.</param>
/// <param name="End">The footer; null when the run was killed before it could write one.</param>
internal sealed record CapturedRun(AttemptInputs Inputs, IReadOnlyList<Failure> Failures, CapturedEnd? End)
{
    /// <summary>How many results failed.</summary>
    public int Failed { get; init; } = Failures.Count;

    /// <summary>The causes of all results that failed.</summary>
    public IReadOnlyList<FailureCause> Causes { get; init; } = [];

    /// <summary>How many different failures there are beyond <see cref="Failures"/>.</summary>
    public int Omitted { get; init; }

    /// <summary>
    /// How the test host died, in the runner's words; null where the run came to its end, was killed, or the runner says nothing.
    /// </summary>
    public Failure? ReadHostFailure() => End is { Kind: not CaptureEnd.Completed, Message: { Length: > 0 } message }
        ? HostFailure.From(message, new(Inputs.Root, File.Exists)) : null;

    /// <summary>Why a line before the last one cannot be read, and which line; empty when all can.</summary>
    public string Problem { get; init; } = "";
}

/// <summary>A capture's footer.</summary>
/// <param name="Kind">How the run ended.</param>
/// <param name="Tests">Results by outcome.</param>
/// <param name="Duration">From the runner's start to its end.</param>
/// <param name="Message">The runner's words when the run was aborted, else empty.</param>
/// <param name="Ran">The tests that have a result; null where they are not known in full.</param>
internal sealed record CapturedEnd(
    CaptureEnd Kind, TestCounts Tests, TimeSpan Duration, string Message, IReadOnlyList<RanTest>? Ran = null);

/// <summary>
/// Reads the file of a <see cref="CaptureWriter"/>, as a stream and in bounded memory. A line that cannot be read (the torn last one of a
/// killed run) is skipped.
/// </summary>
internal static class CaptureFile
{
    /// <summary>How long a line may be, in bytes: the writer's longest lines have a tenth of it.</summary>
    private const int MaxLine = 4 << 20;

    /// <summary>How many lines may be unreadable: each try of a killed run tears one at most. A file with more is not a capture.</summary>
    private const int MaxUnreadable = 1000;

    /// <summary>The failures of the run. A capture without a footer is that of a killed run.</summary>
    public static ParsedOutput ReadOutput(Stream capture)
    {
        if (Read(capture) is not { } run)
        {
            var problem = $"Line 1 is not the header of a capture, or more than {MaxUnreadable} lines cannot be read.";
            return new(Algorithms.Failures, [], null, IsAborted: true) { Problem = ParsedOutput.DescribeFault(problem, "") };
        }

        return run.End is { Kind: CaptureEnd.Completed, Tests: var tests }
            ? new(Algorithms.Failures, tests.Failed > 0 ? run.Failures : [], tests, IsAborted: false)
            {
                Count = tests.Failed > 0 ? run.Failed : 0,
                Omitted = tests.Failed > 0 ? run.Omitted : 0,
                Causes = tests.Failed > 0 ? run.Causes : [],
                Problem = run.Problem,
                Ran = run.End.Ran,
            }
            : new(Algorithms.Failures, run.ReadHostFailure() is { } died ? [died] : [], run.End?.Tests, IsAborted: true)
            {
                Problem = run.Problem,
            };
    }

    /// <summary>Reads a capture to its end, and leaves it open; null where it is not a capture.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CapturedRun? Read(Stream file)
    {
        using var lines = ByteLines.Read(file, MaxLine).Select(GetText).GetEnumerator();
        if (!lines.MoveNext() || InputsJson.Read(Encoding.UTF8.GetBytes(lines.Current)) is not { } inputs)
        {
            return null;
        }

        var failures = new CapturedFailures(new(inputs.Root, File.Exists) { Project = inputs.Project });
        CapturedEnd? end = null;
        var (unreadable, last, problem) = (0, "", "");
        for (var line = 2; lines.MoveNext(); line++)
        {
            // a run that was killed leaves a torn last line, which is not damage
            problem = problem.Length > 0 ? problem : last;
            last = ReadLine(lines.Current, line, failures, ref end);
            unreadable += last.Length > 0 ? 1 : 0;
            if (unreadable > MaxUnreadable)
            {
                return null;
            }
        }

        return new(inputs, failures.ToList(), end)
        {
            Failed = failures.Count,
            Omitted = failures.Omitted,
            Causes = failures.GetCauses(),
            Problem = problem,
        };
    }

    private static string GetText(ReadOnlyMemory<byte>? line) =>
        line is { } bytes ? Encoding.UTF8.GetString(bytes.Span).TrimStart('\ufeff') : "";

    /// <returns>Why the line cannot be read; empty when it was read.</returns>
    private static string ReadLine(string text, int line, CapturedFailures failures, ref CapturedEnd? end)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.TryGetProperty("end", out var kind))
            {
                end = Combine(end, ReadEnd(json.RootElement, kind), failures.Count);
            }
            else if (json.RootElement.TryGetProperty("recovered", out var recovered))
            {
                failures.Remove(recovered.GetString() ?? "");
            }
            else
            {
                var key = json.RootElement.TryGetProperty("key", out var named) ? named.GetString() ?? "" : "";
                failures.Add(key, ReadFailure(json.RootElement));
            }

            return "";
        }
        catch (JsonException e)
        {
            return text.Length > 0
                ? JsonTokens.Describe(e, line - 1)
                : ParsedOutput.DescribeFault($"The line is empty, or longer than {MaxLine} bytes.", $"Line {line}.");
        }
        catch (Exception e) when (
            e is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException or OverflowException)
        {
            const string reason = "A field is missing, or has a value that a capture's writer does not write.";
            return ParsedOutput.DescribeFault(reason, $"Line {line}.");
        }
    }

    private static TestResult ReadFailure(JsonElement json) => new(
        GetText(json, "test"), GetText(json, "display"), GetText(json, "type"), GetText(json, "message"), GetText(json, "stack"))
    {
        Printed = json.TryGetProperty("printed", out var lines) && lines.ValueKind == JsonValueKind.Array
            ? [.. lines.EnumerateArray().Take(ErrorLines.MaxLines).Select(line => line.ToString())] : [],
    };

    private static CapturedEnd ReadEnd(JsonElement json, JsonElement kind)
    {
        var (passed, failed, skipped) = (GetNumber(json, "passed"), GetNumber(json, "failed"), GetNumber(json, "skipped"));
        return new CapturedEnd(
            Enum.Parse<CaptureEnd>(kind.GetString() ?? "", ignoreCase: true),
            TestCounts.From(0L + passed + failed + skipped, passed, failed, skipped),
            TimeSpan.FromMilliseconds(json.GetProperty("durationMs").GetInt64()),
            GetText(json, "message"),
            json.TryGetProperty("ran", out var ran) ? RanTests.Read(ran.GetString() ?? "") : null);
    }

    /// <summary>
    /// A further try runs only the tests that failed before, so the first try's tests count, and the failures after the last try.
    /// </summary>
    private static CapturedEnd Combine(CapturedEnd? before, CapturedEnd end, int failed) =>
        before is not { Kind: CaptureEnd.Completed, Tests: var tests }
            ? end
            : end with
            {
                Tests = TestCounts.From(tests.Total, (long)tests.Total - tests.Skipped - failed, failed, tests.Skipped),
                Duration = before.Duration + end.Duration,
                Ran = RanTests.Combine(before.Ran, end.Ran),
            };

    private static string GetText(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static int GetNumber(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
