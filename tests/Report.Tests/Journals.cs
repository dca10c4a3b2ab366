using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LoopJournal.Tests;

/// <summary>Journals to be reported.</summary>
internal static class Journals
{
    /// <summary>The four attempts of samples/StalledCart.</summary>
    public static IEnumerable<object> Sample => ReadData("stalled-cart.jsonl");

    /// <summary>A loop of 61 records that had every verdict, recorded with <c>run --results</c>.</summary>
    public static IEnumerable<object> EveryVerdict => ReadData("every-verdict.jsonl");

    /// <summary>A loop of many attempts, the same for the same numbers.</summary>
    public static IEnumerable<object> Make(int attempts, int streams)
    {
        var random = new Random(attempts + streams);
        var failing = Enumerable.Range(0, streams).Select(_ => new SortedSet<int>()).ToArray();
        var numbers = new int[streams];
        for (var i = 0; i < attempts; i++)
        {
            var stream = random.Next(streams);
            var tests = failing[stream];
            if (tests.Count == 0 || random.Next(12) == 0)
            {
                tests.UnionWith(Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(60)));
            }
            else if (random.Next(3) > 0)
            {
                tests.Remove(tests.ElementAt(random.Next(tests.Count)));
            }

            yield return MakeRow(i, stream, ++numbers[stream], [.. tests], random);
        }
    }

    /// <summary>Texts that would run in a page that took them for markup.</summary>
    public static readonly string[] PageTexts =
    [
        .. HostileText.All,
        "<script>parent.Zx9=1;document.body.dataset.zx9=1</script>", "</script><script>document.body.dataset.zx9=1</script>",
        "<img src=x onerror=\"document.body.dataset.zx9=1\"> Zx9", "<a href=\"javascript:document.body.dataset.zx9=1\">Zx9</a>",
        "javascript:document.body.dataset.zx9=1//Zx9", "<!--<script> Zx9", "]]>\"'><svg onload=document.body.dataset.zx9=1>Zx9",
        "{data}{body}{head}{style} Zx9", "__proto__ Zx9", "\ud800 Zx9",
    ];

    /// <summary>A loop whose every text is hostile; the last action is a megabyte long.</summary>
    public static IEnumerable<object> MakeHostile(string[] texts)
    {
        foreach (var (i, text) in texts.Index())
        {
            yield return MakeRow(i + 1, text, text);
        }

        yield return MakeRow(texts.Length + 1, new string('x', 900_000) + "<script>document.body.dataset.zx9=1</script>", "Zx9");
    }

    private static object MakeRow(int iteration, string action, string text) => new
    {
        iteration,
        action,
        hypothesis = text,
        gate = "fail",
        fingerprint = iteration % 3 == 0 ? text : "aaaaaaaaaaa1",
        note = text,
        commit = text,
        ts = text,
        id = Hash(32, iteration),
        loop = "main",
        project = "tests/Shop.Tests.csproj",
        framework = "net10.0",
        command = "test",
        agent = text,
        stage = "test",
        algorithm = "failures/1",
        failures = new[] { new { id = text, type = text, message = text, site = text, fingerprint = text } },
        causes = new[]
        {
            new { count = 1, id = text, type = text, message = text, frame = text, callers = new[] { text }, testFrame = text, printed = new[] { text } },
        },
        vanished = new[] { new { id = text, how = text } },
        tree = text,
        changed = new[] { text, text + "2" },
    };

    private static object MakeRow(int i, int stream, int iteration, int[] tests, Random random) => new
    {
        iteration,
        action = $"change {random.Next(4000)} of the order, the cart and the price before the query is read",
        hypothesis = "",
        gate = tests.Length > 0 ? "fail" : "pass",
        fingerprint = tests.Length > 0 ? Hash(12, stream / 4, string.Join(',', tests)) : "",
        note = "",
        commit = Hash(40, i / 9),
        ts = DateTime.UnixEpoch.AddMinutes(i).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        id = Hash(32, "id", i),
        loop = "main",
        project = $"tests/Area{stream / 4}/Shop.Area{stream / 4}.Tests.csproj",
        framework = "net10.0",
        command = stream % 4 == 0 ? "test" : $"test --filter Category={stream % 4}",
        agent = iteration % 3 == 0 ? "codex" : "claude",
        stage = "test",
        algorithm = tests.Length > 0 ? "failures/1" : "",
        count = tests.Length,
        tests = new { total = 160, passed = 160 - tests.Length, failed = tests.Length, skipped = 0 },
        failures = tests.Select(test => new
        {
            id = $"Shop.Area{stream / 4}.Tests.Class{test % 7}Tests.The_total_is_kept_when_order_{test}_is_changed",
            type = "",
            message = $"Assert.AreEqual failed. Expected:<{test}>. Actual:<{test + random.Next(1, 4)}>. The totals differ.",
            site = $"Shop.Area{stream / 4}.Class{test % 7}.Get (Class{test % 7}.cs)",
            fingerprint = Hash(12, test),
        }).ToArray(),
        tree = Hash(40, stream, iteration),
        changed = new[] { $"src/Area{stream / 4}/Class{random.Next(7)}.cs" },
        durationMs = random.Next(300, 90_000),
    };

    private static IEnumerable<object> ReadData(string name) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", name));

    private static string Hash(int length, params object[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('/', parts))))[..length];
}
