using System.Diagnostics;

namespace LoopJournal.Tests;

/// <summary>The second program sends attempts as spans: rows on its standard input, and a collector on loopback.</summary>
[TestClass]
public sealed class SpanExportTests
{
    private const string Fail = """{"iteration":1,"action":"retry","gate":"fail","fingerprint":"7f3a91c2d4e5","ts":"2026-11-29T10:00:03Z","id":"a1","loop":"main","project":"T/T.csproj","framework":"net10.0","command":"test","commit":"c0ffee0000000000000000000000000000000000","count":1,"failures":[{"id":"T.A","type":"System.TimeoutException","message":"no answer","site":"","fingerprint":"7f3a91c2d4e5"}],"durationMs":3000}""";
    private const string Pass = """{"iteration":2,"action":"mend","gate":"pass","fingerprint":"","ts":"2026-11-29T10:01:00Z","id":"a2","loop":"main","project":"T/T.csproj","framework":"net10.0","command":"test","durationMs":1500}""";

    [TestMethod]
    [Timeout(60_000)]
    public void Each_attempt_is_a_span_with_its_attributes_once()
    {
        using var collector = new Collector();

        var (code, output, error) = Run($"{Fail}\nnot a row\n{Pass}\n", collector.Url, new()
        {
            ["OTEL_RESOURCE_ATTRIBUTES"] = "team=shop",
            ["OTEL_SERVICE_NAME"] = "nightly",
            ["TRACEPARENT"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        });

        Assert.AreEqual((0, "exported: 2 spans"), (code, output), error);
        Assert.AreEqual("/v1/traces", collector.Path);
        Assert.AreEqual(("nightly", "shop"), (collector.Resource["service.name"], collector.Resource["team"]));
        Assert.HasCount(2, collector.Spans);
        var (failed, passed) = (collector.Spans[0], collector.Spans[1]);
        Assert.AreEqual(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "test T/T.csproj"), (failed.TraceId, failed.ParentId, failed.Name));
        Assert.AreEqual(3_000_000_000, failed.End - failed.Start);
        Assert.AreEqual(DateTime.Parse("2026-11-29T10:00:03Z").ToUniversalTime(), DateTime.UnixEpoch.AddTicks(failed.End / 100));
        Assert.AreEqual((2, 0), (failed.Status, passed.Status));
        var expected = new Dictionary<string, string>
        {
            ["cicd.pipeline.name"] = "main", ["cicd.pipeline.task.name"] = "test", ["cicd.pipeline.task.type"] = "test",
            ["cicd.pipeline.task.run.id"] = "a1", ["cicd.pipeline.task.run.result"] = "failure",
            ["vcs.ref.head.revision"] = "c0ffee0000000000000000000000000000000000", ["test.suite.name"] = "T/T.csproj",
            ["test.suite.run.status"] = "failure", ["error.type"] = "System.TimeoutException", ["loop_journal.framework"] = "net10.0",
            ["loop_journal.iteration"] = "1", ["loop_journal.action"] = "retry", ["loop_journal.fingerprint"] = "7f3a91c2d4e5",
            ["loop_journal.failures"] = "1",
        };
        CollectionAssert.AreEquivalent(expected, failed.Tags);
        Assert.AreEqual("success", passed.Tags["cicd.pipeline.task.run.result"]);
    }

    [TestMethod]
    [Timeout(60_000)]
    public void Without_a_collector_it_says_so_and_ends_with_1()
    {
        string url;
        using (var gone = new Collector())
        {
            url = gone.Url;
        }

        var (code, output, error) = Run(Fail + "\n", url, []);

        Assert.AreEqual((1, ""), (code, output));
        Assert.StartsWith("not exported: no collector takes spans at http://127.0.0.1:", error);
    }

    private static (int Code, string Output, string Error) Run(string input, string url, Dictionary<string, string> variables)
    {
        var start = new ProcessStartInfo("dotnet", [Server.Program, "otlp"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = url;
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result.Trim());
    }
}
