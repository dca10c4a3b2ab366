using System.Text.Json;
using LoopJournal.Model;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Verdicts;

/// <summary>Every vector of <c>stall-vectors.jsonl</c> gives the verdict that it names.</summary>
[TestClass]
public sealed class StallVectorTests
{
    public static IEnumerable<object[]> Vectors()
    {
        using var reader = new StreamReader(Path.Combine(AppContext.BaseDirectory, "Verdicts", "stall-vectors.jsonl"));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => new object[] { ReadName(line), line }).ToList();
    }

    public static string GetVectorName(System.Reflection.MethodInfo _, object[] data) => (string)data[0];

    [TestMethod]
    [DynamicData(nameof(Vectors), DynamicDataDisplayName = nameof(GetVectorName))]
    public void A_vector_gives_its_verdict(string name, string line)
    {
        using var document = JsonDocument.Parse(line);
        var vector = document.RootElement;
        var rows = vector.GetProperty("rows").EnumerateArray().Select(CreateAttempt).ToList();
        var streams = rows.Where(row => row.Gate != Gates.Reset).Select(row => row.Stream).Distinct().DefaultIfEmpty(StreamKey.Seed);

        var verdict = streams
            .Select(stream => StallDetector.Analyze([.. rows.Where(stream.Has)], vector.GetProperty("k").GetInt32()))
            .MaxBy(one => one.Kind)!;

        var why = $"{name}: {vector.GetProperty("why").GetString()}";
        Assert.AreEqual(vector.GetProperty("expect").GetString(), verdict.Kind.ToString().ToUpperInvariant(), why);
        if (vector.TryGetProperty("expect_streak", out var streak))
        {
            Assert.AreEqual(streak.GetInt32(), verdict.StallCount, why);
        }

        if (vector.TryGetProperty("expect_recommend", out var recommend))
        {
            Assert.AreEqual(recommend.GetString(), verdict.Recommend, why);
        }

        if (vector.TryGetProperty("expect_severity", out var severity))
        {
            Assert.AreEqual(severity.GetString(), verdict.Severity.ToString().ToLowerInvariant(), why);
        }

        if (vector.TryGetProperty("expect_dead_ends", out var deadEnds))
        {
            CollectionAssert.AreEqual(
                deadEnds.EnumerateArray().Select(item => item.GetString()).ToArray(), verdict.DeadEnds.ToArray(), why);
        }

        if (vector.TryGetProperty("expect_period", out var period))
        {
            Assert.AreEqual(period.GetInt32(), verdict.Period, why);
        }
    }

    [TestMethod]
    public void All_vectors_are_found() => Assert.HasCount(40, Vectors().ToList());

    private static Attempt CreateAttempt(JsonElement row)
    {
        string ReadText(string name) => row.TryGetProperty(name, out var value) ? value.GetString()! : "";

        return new Attempt
        {
            Iteration = row.TryGetProperty("iteration", out var iteration) ? iteration.GetInt64() : 0,
            Gate = ReadText("gate"),
            Fingerprint = ReadText("fingerprint"),
            Action = ReadText("action"),
            Tree = ReadText("tree"),
            TreeAfter = ReadText("treeAfter"),
            Evidence = ReadText("evidence"),
            Count = row.TryGetProperty("count", out var count) ? count.GetInt32() : null,
            Failures = ReadFailures(row),
            FailedIds = row.TryGetProperty("failed", out var failed)
                ? FailedIds.Write(failed.EnumerateArray().Select(id => id.GetString()!)) : "",
            Detail = ReadText("detail"),
            Stage = ReadText("stage"),
            Tests = row.TryGetProperty("failing", out var failing)
                ? new TestCounts(100, 100 - failing.GetInt32(), failing.GetInt32(), 0)
                : null,
            Stream = CreateStream(ReadText("stream"), row.TryGetProperty("project", out _)),
        };
    }

    /// <summary>The failing tests, or one failure at a site of the repository.</summary>
    private static List<RecordedFailure> ReadFailures(JsonElement row) =>
        row.TryGetProperty("failed", out var failed)
            ? [.. failed.EnumerateArray().Select(id => new RecordedFailure(id.GetString()!, "", "", "", $"fp-{id}"))]
        : row.TryGetProperty("site", out var site) ? [new RecordedFailure("host", "", "", site.GetString()!, "fp-H")]
        : [];

    private static StreamKey CreateStream(string stream, bool isBlank) =>
        isBlank || stream.Length == 0 ? StreamKey.Seed
        : stream.StartsWith("net", StringComparison.Ordinal) ? new StreamKey("", "Shop.Tests.csproj", stream, StreamKey.Test)
        : new StreamKey("", "Shop.Tests.csproj", "net10.0", stream);

    private static string ReadName(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("name").GetString()!;
    }
}
