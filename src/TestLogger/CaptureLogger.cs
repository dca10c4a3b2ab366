using System.Collections.Concurrent;
using System.Diagnostics;
using LoopJournal.Capture;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace LoopJournal.TestLogger;

/// <summary>
/// The VSTest logger: writes the run's results into a capture. It runs in vstest.console, so it survives the death of a test host.
/// </summary>
/// <remarks>
/// A logger that throws ends the run before any test (vstest's TestLoggerManager), so no method here throws. Without its parameters it is
/// inert. Parameters, percent-encoded: <c>Header</c>, the capture's first line; <c>Capture</c>, the file in the journal's folder that it
/// goes to; <c>Root</c>, the repository's root; <c>Fallback</c>, the file elsewhere that it goes to when the first cannot be made.
/// </remarks>
[FriendlyName("LoopJournal")]
[ExtensionUri("logger://LoopJournal/Capture/1")]
public sealed class CaptureLogger : ITestLoggerWithParameters, IDisposable
{
    private readonly Stopwatch _duration = Stopwatch.StartNew();
    private CaptureWriter? _capture;
    private readonly BlameReport _blame = new();
    private string _lastError = "";
    private readonly ConcurrentQueue<RanTest> _ran = [];
    private bool _stopsEarly;

    /// <summary>VSTest calls this overload for a logger without parameters. The package always passes some, so it does nothing.</summary>
    public void Initialize(TestLoggerEvents events, string testRunDirectory)
    {
    }

    /// <summary>Opens the capture and listens.</summary>
    public void Initialize(TestLoggerEvents events, Dictionary<string, string?> parameters)
    {
        if (GetParameter(parameters, "Header") is not { } header)
        {
            return;
        }

        _capture = CaptureWriter.TryCreate(
            GetParameter(parameters, "Capture"), GetParameter(parameters, "Root") ?? "", GetParameter(parameters, "Fallback"), header);
        if (_capture is not null)
        {
            events.TestRunStart += (_, e) => _stopsEarly = StopsEarly(e.TestRunCriteria?.TestRunSettings ?? "");
            events.TestResult += (_, e) => OnResult(e.Result);
            events.TestRunMessage += (_, e) => OnMessage(e);
            events.TestRunComplete += (_, e) => OnComplete(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _capture?.Dispose();

    private static string? GetParameter(Dictionary<string, string?> parameters, string name) =>
        parameters.TryGetValue(name, out var value) && value is { Length: > 0 } ? Uri.UnescapeDataString(value) : null;

    /// <summary>Whether the settings end the run at a failure: NUnit's StopOnError and xUnit's StopOnFail.</summary>
    private static bool StopsEarly(string settings) => Array.Exists(
        ["<StopOnError>true<", "<StopOnFail>true<"], option => settings.IndexOf(option, StringComparison.OrdinalIgnoreCase) >= 0);

    private void OnResult(Microsoft.VisualStudio.TestPlatform.ObjectModel.TestResult result)
    {
        var (name, display) = (result.TestCase.FullyQualifiedName ?? "", result.DisplayName ?? result.TestCase.DisplayName ?? "");
        var outcome = result.Outcome switch
        {
            TestOutcome.Passed => RanOutcome.Passed,
            TestOutcome.Failed => RanOutcome.Failed,
            _ => RanOutcome.Skipped,
        };
        _ran.Enqueue(RanTest.From(name, display, outcome));
        if (outcome == RanOutcome.Failed)
        {
            _capture?.Fail(
                name,
                display,
                type: "", // VSTest passes none; the message of a thrown exception begins with it
                result.ErrorMessage ?? "",
                result.ErrorStackTrace ?? "",
                printed: FindErrors(result.Messages));
        }
    }

    private static List<string> FindErrors(IEnumerable<TestResultMessage> messages)
    {
        var lines = new List<string>();
        foreach (var message in messages.Where(message =>
            message.Category == TestResultMessage.StandardOutCategory || message.Category == TestResultMessage.StandardErrorCategory))
        {
            ErrorLines.AddTo(lines, message.Text ?? "");
        }

        return lines;
    }

    /// <summary>
    /// The runner reports the reason of an abort as an error before the end. Most errors are not reasons: xUnit 2 reports each failed test.
    /// </summary>
    private void OnMessage(TestRunMessageEventArgs e)
    {
        _blame.Add(e.Message ?? "");
        if (e.Level == TestMessageLevel.Error && e.Message?.StartsWith("Data collector ", StringComparison.Ordinal) != true)
        {
            _lastError = e.Message ?? "";
        }
    }

    private void OnComplete(TestRunCompleteEventArgs e)
    {
        var end = e.IsCanceled ? CaptureEnd.Cancelled : e.IsAborted ? CaptureEnd.Aborted : CaptureEnd.Completed;
        var message = end == CaptureEnd.Completed ? "" : _blame.Complete(e.Error?.Message ?? _lastError, e.AttachmentSets);
        _capture?.End(end, _ran, _stopsEarly, _duration.Elapsed, message);
        _capture?.Dispose();
    }
}
