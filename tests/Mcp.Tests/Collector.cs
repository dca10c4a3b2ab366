using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;

namespace LoopJournal.Tests;

/// <summary>A span as it arrived.</summary>
internal sealed record ReceivedSpan(string TraceId, string ParentId, string Name, long Start, long End, int Status, Dictionary<string, string> Tags);

/// <summary>
/// A collector of spans over OTLP and HTTP on loopback. It reads the fields of opentelemetry/proto/collector/trace/v1 and trace/v1 by their
/// numbers.
/// </summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _served;

    public Collector()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        free.Stop();
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _served = Task.Run(Serve);
    }

    public string Url { get; }

    /// <summary>The path of the last request.</summary>
    public string Path { get; private set; } = "";

    public Dictionary<string, string> Resource { get; } = [];

    public List<ReceivedSpan> Spans { get; } = [];

    public void Dispose()
    {
        _listener.Stop();
        _served.Wait();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                var context = _listener.GetContext();
                using var body = new MemoryStream();
                context.Request.InputStream.CopyTo(body);
                Path = context.Request.Url!.AbsolutePath;
                foreach (var batch in ReadAll(body.ToArray(), field: 1)) // ExportTraceServiceRequest.resource_spans
                {
                    ReadTags(ReadAll(ReadAll(batch, field: 1)[0], field: 1), Resource); // ResourceSpans.resource, Resource.attributes
                    Spans.AddRange(ReadAll(batch, field: 2).SelectMany(scope => ReadAll(scope, field: 2)).Select(ReadSpan));
                }

                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // stopped
        }
    }

    private static ReceivedSpan ReadSpan(byte[] span)
    {
        var tags = new Dictionary<string, string>();
        ReadTags(ReadAll(span, field: 9), tags);
        string Id(int field) => ReadAll(span, field) is [var id] ? Convert.ToHexStringLower(id) : "";
        var status = ReadAll(span, field: 15) is [var bytes] ? (int)ReadNumber(bytes, field: 3) : 0; // Status.code
        return new(Id(1), Id(4), Encoding.UTF8.GetString(ReadAll(span, field: 5)[0]), ReadNumber(span, 7), ReadNumber(span, 8), status, tags);
    }

    // KeyValue: key = 1, value = 2; AnyValue: string_value = 1, int_value = 3
    private static void ReadTags(List<byte[]> pairs, Dictionary<string, string> tags)
    {
        foreach (var pair in pairs)
        {
            var value = ReadAll(pair, field: 2)[0];
            tags[Encoding.UTF8.GetString(ReadAll(pair, field: 1)[0])] = ReadAll(value, field: 1) is [var text]
                ? Encoding.UTF8.GetString(text) : ReadNumber(value, field: 3).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static List<byte[]> ReadAll(byte[] message, int field)
    {
        var (found, input) = (new List<byte[]>(), new CodedInputStream(message));
        while (input.ReadTag() is > 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }

    private static long ReadNumber(byte[] message, int field)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is > 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field)
            {
                return WireFormat.GetTagWireType(tag) == WireFormat.WireType.Fixed64 ? (long)input.ReadFixed64() : input.ReadInt64();
            }

            input.SkipLastField();
        }

        return 0;
    }
}
