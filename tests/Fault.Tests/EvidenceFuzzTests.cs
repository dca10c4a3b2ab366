using System.Diagnostics;
using System.Text;
using LoopJournal.Evidence;
using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests;

/// <summary>
/// Reading damaged evidence never throws and ends in time. A failure names the seed of its input: add it to <see
/// cref="An_input_is_made_from_its_seed_alone"/> to debug that input.
/// </summary>
[TestClass]
public sealed class EvidenceFuzzTests
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    private static readonly byte[][] Samples =
    [
        .. new[] { "failed.trx", "crashed.trx", "volatile.trx", "compile.sarif", "failed.log", "compile.log", "crashed.log" }
            .Select(name => Encoding.UTF8.GetBytes(RecordedText(name))),
        .. new[]
        {
            """
            <?xml version="1.0" encoding="utf-8"?><TestRun><Results><UnitTestResult testId="1" testName="A" outcome="Failed"><InnerResults>
            <UnitTestResult testId="1" testName="A (1, &quot;x&quot;)" outcome="Failed">
            <Output><StdOut><![CDATA[a < b]]></StdOut><ErrorInfo><Message>Expected: 1&#xD;
            But was: 2</Message><StackTrace>   at N.C.&lt;&gt;c.&lt;M&gt;b__0() in /_/StandardFilters.cs:line 3</StackTrace></ErrorInfo>
            </Output></UnitTestResult></InnerResults></UnitTestResult><UnitTestResult testId="2" testName="B" outcome="Passed" /></Results>
            <TestDefinitions><UnitTest id="1"><TestMethod className="N.C, N" name="A" /></UnitTest></TestDefinitions>
            <ResultSummary outcome="Failed"><Counters total="2" passed="1" failed="1" />
            <RunInfos><RunInfo outcome="Error"><Text>x : Stack overflow.
               at N.C.M()</Text></RunInfo></RunInfos></ResultSummary></TestRun>
            """,
            """
            {"$schema":"http://json.schemastore.org/sarif-1.0.0","version":"1.0.0","runs":[{"results":[
            {"ruleId":"CS0103","level":"error","message":"The name 'x' \u0041 \"y\"","suppressionStates":[],
            "locations":[{"resultFile":{"uri":"file:///r/a%20b/Cart.cs","region":{"startLine":1}}}]},{"ruleId":"CS1","level":"warning"}]}]}
            """,
            """
            {"capture":1,"id":"a1","project":"Shop.csproj","command":"test","root":"/home/dev/src/dotliquid"}
            {"test":"N.C.A","display":"A (1)","type":"System.Exception","message":"m \u001b[31m",
            """ + """
            "stack":"   at N.C.A() in /home/dev/src/dotliquid/A.cs:line 2","key":"k1"}
            {"test":"N.C.A","display":"A (1)","type":"","message":"m","stack":""}
            {"recovered":"k1"}
            {"end":"completed","passed":3,"failed":2,"skipped":1,"durationMs":1200,"message":""}
            {"end":"aborted","passed":3,"failed":2,"skipped":1,"durationMs":1200,"message":"x : Unhandled exception. System.Exception: y"}
            """,
            "\u001b[31merror\u001b[0m CS0103: 'x' [/r/a.csproj]\r\n  Failed N.C.A [3 ms]\n"
            + "Failed!  - Failed:     5, Passed:  1, Skipped:     0, Total:  6, Duration: 1 s - a.dll\n"
            + "   at N.C.A()\nRepeated 3 times:\n-----\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\\ud800", "\\udc00\"", "\\u0000", "\\", "\"", "'", "{", "}", "[", "]", ",", ":", "null", "true", "-1e999",
            "99999999999999999999", "-1", "2147483647", "/*", "*/", "//",
            "<", ">", "</", "/>", "&", "&#0;", "&#xD800;", "&x;", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>",
            "<!DOCTYPE x [<!ENTITY a \"b\">]>", "encoding=\"utf-16\"", "encoding=\"x\"",
            "<UnitTestResult testId=\"1\" testName=\"A\" outcome=\"Failed\">", "<Message>", "</Message>", "<Text>", "</UnitTestResult>",
            "\"runs\":[", "\"results\":", "\"level\":\"error\"",
            "\0", "\r", "\n", "\t", "\u001b[", "\u001b]", "\ufeff", "\u202e", "\U0001F600", "/", "\\\\", "at a.b(", " in /r/x.cs:line 1",
            "---> ", " : ", "Exception: ", "error ", "0x", "1a", "12:", "%E9%00",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xfe], [0xc3], [0xe9], [0xed, 0xa0, 0x80], [0xf8, 0x88],
    ];

    private static readonly Encoding[] Encodings =
    [
        Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1,
        new UnicodeEncoding(false, false), new UTF8Encoding(true),
    ];

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void A_few_thousand_damaged_inputs_are_read_in_time() => Check(first: 1, count: 5_000, TimeSpan.FromSeconds(5));

    [TestMethod]
    [TestCategory("Full")]
    public void A_hundred_thousand_damaged_inputs_are_read_in_time() =>
        Check(first: Environment.TickCount, count: 100_000, TimeSpan.FromHours(1));

    [TestMethod]
    [DataRow(1)]
    [DataRow(5513663)]
    public void An_input_is_made_from_its_seed_alone(int seed)
    {
        CollectionAssert.AreEqual(CreateInput(seed), CreateInput(seed));
        Check(seed, count: 1, TimeSpan.MaxValue);
    }

    private void Check(int first, int count, TimeSpan budget)
    {
        var clock = Stopwatch.StartNew();
        var (done, problems, worst, slowest) = (0, 0, TimeSpan.Zero, 0);
        for (; done < count && clock.Elapsed < budget; done++)
        {
            var seed = unchecked(first + done);
            var input = CreateInput(seed);
            var (output, time) = Read(input, seed);
            problems += output.Problem.Length > 0 ? 1 : 0;
            (worst, slowest) = time > worst ? (time, seed) : (worst, slowest);
        }

        Assert.IsTrue(count == 1 || (problems > 0 && problems < done), "the damage breaks some inputs and not all");
        TestContext.WriteLine(
            $"{done} inputs, seeds {first} and on; {problems} with a problem; "
            + $"slowest {worst.TotalMilliseconds:0} ms, seed {slowest}; {clock.Elapsed.TotalSeconds:0} s");
    }

    private static (ParsedOutput Output, TimeSpan Time) Read(byte[] input, int seed)
    {
        var time = TimeSpan.MaxValue;
        ParsedOutput output;
        var tries = 0;
        do
        {
            // Another process may have slowed this one down, so a slow input is read again.
            var clock = Stopwatch.StartNew();
            output = EvidenceData.Read(input);
            _ = Fingerprint(output) + Detail(output);
            time = clock.Elapsed < time ? clock.Elapsed : time;
        }
        while (time > MaxTime && ++tries < 3);

        Assert.IsLessThan(MaxTime, time, $"seed {seed}: {input.Length} bytes");
        Assert.DoesNotMatchRegex(@"counts: ""\w+Exception: ", output.Problem, $"seed {seed}");
        Assert.AreEqual(-1, output.Problem.IndexOfAny(['\n', '\r']), $"seed {seed}");
        Assert.IsTrue(output.Count >= 0 && output.Omitted >= 0, $"seed {seed}");
        Assert.IsTrue(output.Tests is null or { Total: >= 0, Passed: >= 0, Failed: >= 0, Skipped: >= 0 }, $"seed {seed}");
        return (output, time);
    }

    private static byte[] CreateInput(int seed)
    {
        var random = new Random(seed);
        List<byte> bytes = [.. Samples[random.Next(Samples.Length)]];
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            Change(bytes, random);
        }

        return random.Next(10) > 0 ? [.. bytes] : [.. Recode([.. bytes], Encodings[random.Next(Encodings.Length)], random.Next(2) == 0)];
    }

    private static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, random.Next(3) switch { 0 => 1, 1 => random.Next(20), _ => random.Next(2000) });
        var piece = Pieces[random.Next(Pieces.Length)];
        switch (random.Next(8))
        {
            case 0:
                bytes.RemoveRange(at, length);
                break;
            case 1:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3:
                var other = Samples[random.Next(Samples.Length)];
                bytes.InsertRange(at, other[random.Next(other.Length)..]);
                break;
            case 4 when length > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 5: // a long run of one piece
                bytes.InsertRange(at, Enumerable.Repeat(piece, random.Next(random.Next(20) == 0 ? 50_000 : 200)).SelectMany(b => b));
                break;
            case 6: // a value in place of another
                bytes.RemoveRange(at, Math.Min(length, 4));
                bytes.InsertRange(at, piece);
                break;
            default:
                bytes.InsertRange(at, piece);
                break;
        }
    }

    private static IEnumerable<byte> Recode(byte[] bytes, Encoding encoding, bool hasMark) =>
        [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Encoding.UTF8.GetString(bytes))];
}
