using System.Collections.Concurrent;
using System.Diagnostics;
using LoopJournal.Capture;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestHost;
using Microsoft.Testing.Platform.Services;

namespace LoopJournal.TestingPlatform;

/// <summary>
/// Writes the run's results into a capture, and has it recorded at the end. No method throws, because an exception would end the run.
/// </summary>
/// <param name="settings">The run's.</param>
/// <param name="filters">The options that choose tests; empty when all tests run.</param>
/// <param name="retriedAttempt">The attempt that the program is a try of; null when it is not a try.</param>
/// <param name="recorder">Records the run; null where the build does, and in a try: the program that starts the tries records it.</param>
/// <param name="stopsEarly">Whether the run ends at a failure: then a test without a result may just not have had its turn.</param>
internal sealed class CaptureConsumer(
    RunSettings settings, string filters, string? retriedAttempt, RecorderProcess? recorder, bool stopsEarly)
    : IDataConsumer, ITestSessionLifetimeHandler, ITestHostApplicationLifetime, IDisposable
{
    // of SIGABRT, with which the runtime ends a process on Unix after an exception that nothing handles
    private const int CrashExitCode = 134;

    private readonly Stopwatch _duration = Stopwatch.StartNew();
    private readonly ConcurrentDictionary<string, RanTest> _ran = []; // a test that ends the program does so on its own thread
    private CaptureWriter? _capture;
    private int _hasEnded;
    private int _isRecorded;

    /// <inheritdoc/>
    public string Uid => "LoopJournal.Capture";

    /// <inheritdoc/>
    public string Version => typeof(CaptureConsumer).Assembly.GetName().Version!.ToString();

    /// <inheritdoc/>
    public string DisplayName => "LoopJournal";

    /// <inheritdoc/>
    public string Description => "Journals the run as an attempt of a retry loop.";

    /// <inheritdoc/>
    public Type[] DataTypesConsumed => [typeof(TestNodeUpdateMessage)];

    /// <inheritdoc/>
    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    /// <inheritdoc/>
    public Task BeforeRunAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Not reached by <c>--list-tests</c> and <c>--help</c>: they leave nothing.</summary>
    public Task OnTestSessionStartingAsync(ITestSessionContext testSessionContext)
    {
        var id = retriedAttempt ?? (settings.AttemptId.Length > 0 ? settings.AttemptId : CaptureHeader.CreateId());
        var header = CaptureHeader.Complete(settings.Header, id, filters.Length > 0 ? "test " + filters : settings.Command);
        var isTry = retriedAttempt is not null;
        _capture = CaptureWriter.TryCreate(settings.GetCapturePath(id), settings.Root, settings.GetFallbackPath(id), header, isTry);
        RecorderProcess.Show(isTry ? "" : settings.Claimed);
        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
            Abort($"The test program crashed : Unhandled exception. {e.ExceptionObject}", CrashExitCode);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Abort($"The test program ended : It exited with code {Environment.ExitCode} before its tests had ended.", Environment.ExitCode);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ConsumeAsync(IDataProducer dataProducer, IData value, CancellationToken cancellationToken)
    {
        if (_capture is not null && value is TestNodeUpdateMessage { TestNode: var node }
            && node.Properties.SingleOrDefault<TestNodeStateProperty>() is { } state)
        {
            Take(node, state, _capture);
        }

        return Task.CompletedTask;
    }

    /// <summary>Every result is here by now: the platform drains its queue before it ends the session.</summary>
    public Task OnTestSessionFinishingAsync(ITestSessionContext testSessionContext)
    {
        if (_capture is not null && Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            var end = testSessionContext.CancellationToken.IsCancellationRequested ? CaptureEnd.Cancelled : CaptureEnd.Completed;
            _capture.End(end, _ran.Values, stopsEarly, _duration.Elapsed, "");
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AfterRunAsync(int exitCode, CancellationToken cancellation)
    {
        Interlocked.Exchange(ref _hasEnded, 1);
        Record(exitCode);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _capture?.Dispose(); // the platform calls it before AfterRunAsync, which needs the recorder

    /// <summary>
    /// A test ended the program. The runtime raises neither event when the stack overflows, at Environment.FailFast, and when the program
    /// is killed: the next attempt journals such a run.
    /// </summary>
    private void Abort(string message, int exitCode)
    {
        if (_capture is not null && Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            _capture.End(CaptureEnd.Aborted, _ran.Values, stopsEarly, _duration.Elapsed, message);
            Record(exitCode);
        }
    }

    private void Record(int exitCode)
    {
        _capture?.Dispose();
        if (_capture is not null && Interlocked.Exchange(ref _isRecorded, 1) == 0)
        {
            recorder?.Record(_capture.Path, exitCode);
        }
    }

    /// <summary>
    /// The last state of a test counts. Its id alone does not name it: the rows of a test that is not unfolded share one.
    /// </summary>
    private void Take(TestNode node, TestNodeStateProperty state, CaptureWriter writer)
    {
        var test = $"{node.Uid.Value} {node.DisplayName}";
        switch (state)
        {
            case PassedTestNodeStateProperty:
                if (retriedAttempt is not null || (_ran.TryGetValue(test, out var before) && before.Outcome == RanOutcome.Failed))
                {
                    writer.Recover(test);
                }

                _ran[test] = Hash(RanOutcome.Passed);
                break;
            case SkippedTestNodeStateProperty:
                _ran[test] = Hash(RanOutcome.Skipped);
                break;
            case InProgressTestNodeStateProperty or DiscoveredTestNodeStateProperty:
                break;
            default:
                _ran[test] = Hash(RanOutcome.Failed);
                var exception = TestNodes.GetException(state);
                writer.Fail(
                    TestNodes.GetName(node),
                    node.DisplayName,
                    exception?.GetType().FullName ?? "",
                    exception?.Message ?? state.Explanation ?? "",
                    exception?.StackTrace ?? "",
                    test,
                    TestNodes.FindErrors(node));
                break;
        }

        RanTest Hash(RanOutcome outcome) => RanTest.From(TestNodes.GetName(node), node.DisplayName, outcome);
    }
}
