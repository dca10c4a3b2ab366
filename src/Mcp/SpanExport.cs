using System.Diagnostics;
using LoopJournal.Cli;
using LoopJournal.Journal;
using LoopJournal.Model;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LoopJournal.Mcp;

/// <summary>
/// Sends attempts as spans over OTLP, with the semantic conventions <c>cicd.*</c>, <c>vcs.*</c> and <c>test.*</c>. The variables
/// <c>OTEL_*</c> say where to; under a <c>TRACEPARENT</c> the spans are children of that span.
/// </summary>
internal static class SpanExport
{
    private const string Source = "LoopJournal";
    private const string Service = "loop-journal";

    /// <summary>How many spans go in one request.</summary>
    private const int MaxSpans = 500;

    /// <summary>Sends the rows of a stream; 0 when the collector took all of them, else 1.</summary>
    public static int Run(Stream input, TextWriter output, TextWriter error)
    {
        using var source = new ActivitySource(Source);
        var options = new OtlpExporterOptions();
        using var exporter = new OtlpTraceExporter(options);
        using var spans = new SpanCollector(exporter);
        using var provider = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(Service).AddTelemetrySdk().AddEnvironmentVariableDetector())
            .SetSampler(new AlwaysOnSampler()).AddSource(Source).AddProcessor(spans).Build();
        using var lines = new StreamReader(input);
        while (lines.ReadLine() is { } line)
        {
            if (AttemptJson.Read(System.Text.Encoding.UTF8.GetBytes(line)) is { } row)
            {
                Record(source, row);
            }
        }

        foreach (var chunk in spans.Collected.Chunk(MaxSpans))
        {
            if (exporter.Export(new Batch<Activity>(chunk, chunk.Length)) != ExportResult.Success)
            {
                error.WriteLine($"not exported: no collector takes spans at {options.Endpoint.GetLeftPart(UriPartial.Path)} "
                    + $"({options.Protocol}). Set OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_PROTOCOL.");
                return ExitCodes.Failed;
            }
        }

        output.WriteLine($"exported: {spans.Collected.Count} spans");
        return ExitCodes.Done;
    }

    private static void Record(ActivitySource source, Attempt row)
    {
        var end = DateTimeOffset.TryParse(row.Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time : DateTimeOffset.UnixEpoch;
        ActivityContext.TryParse(
            Environment.GetEnvironmentVariable("TRACEPARENT"), Environment.GetEnvironmentVariable("TRACESTATE"), out var parent);
        var (name, start) = ($"{row.Stream.Command} {row.Stream.Project}".Trim(), end - (row.Duration ?? default));
        using var span = source.StartActivity(name, ActivityKind.Internal, parent, ListTags(row), startTime: start);
        if (!row.HasPassed)
        {
            span?.SetStatus(ActivityStatusCode.Error, row.Failures.Count > 0 ? row.Failures[0].Message : null);
        }

        span?.SetEndTime(end.UtcDateTime);
    }

    private static IEnumerable<KeyValuePair<string, object?>> ListTags(Attempt row)
    {
        (string Name, object? Value)[] tags =
        [
            ("cicd.pipeline.name", row.Stream.Loop),
            ("cicd.pipeline.task.name", row.Stream.Command),
            ("cicd.pipeline.task.type", row.Stream.Command == "build" ? "build" : "test"),
            ("cicd.pipeline.task.run.id", row.Id),
            ("cicd.pipeline.task.run.result", row.HasPassed ? "success" : row.Gate == Gates.Fail ? "failure" : "error"),
            ("vcs.ref.head.revision", row.Commit),
            ("test.suite.name", row.Stream.Project),
            ("test.suite.run.status", row.HasPassed ? "success" : row.Gate == Gates.Fail ? "failure" : "aborted"),
            ("error.type", row.Failures.Count > 0 ? row.Failures[0].Type : ""),
            ("loop_journal.framework", row.Stream.Framework),
            ("loop_journal.iteration", row.Iteration),
            ("loop_journal.action", row.Action),
            ("loop_journal.fingerprint", row.Fingerprint),
            ("loop_journal.agent", row.Agent),
            ("loop_journal.tree", row.Tree),
            ("loop_journal.tests", row.Tests?.Total),
            ("loop_journal.failures", row.Count),
        ];
        return tags.Where(tag => tag.Value is not (null or "")).Select(tag => KeyValuePair.Create(tag.Name, tag.Value));
    }

    /// <summary>Keeps the spans, so that the exporter's answer is known for each request.</summary>
    private sealed class SpanCollector(BaseExporter<Activity> exporter) : BaseExportProcessor<Activity>(exporter)
    {
        public List<Activity> Collected { get; } = [];

        protected override void OnExport(Activity data) => Collected.Add(data);
    }
}
