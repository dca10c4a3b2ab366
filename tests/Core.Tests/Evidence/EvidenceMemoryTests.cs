using System.Globalization;
using System.Text;
using LoopJournal.Evidence;
using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests.Evidence;

/// <summary>
/// Evidence of any size takes bounded memory. The file is generated while it is read, and the live memory is measured meanwhile.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class EvidenceMemoryTests
{
    private const int Results = 150_000;
    private const long MaxBytes = 32 << 20;

    [TestMethod]
    [TestCategory("Full")]
    public void A_hundred_thousand_errors_of_a_compiler() => Check(
        """{"version":"2.1.0","runs":[{"results":[""",
        """{"ruleId":"CS0103","level":"error","message":{"text":"The name 'x#' does not exist in the current context"},"""
        + "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"file:///r/src/C#.cs\"}}}]},",
        "]}]}");

    [TestMethod]
    [TestCategory("Full")]
    public void A_hundred_thousand_failing_tests_of_a_TRX_file() => Check(
        "<TestRun><Results>",
        "<UnitTestResult testId=\"guid-#\" testName=\"Shop.Tests.CartTests.Total#\" outcome=\"Failed\"><Output>"
        + "<ErrorInfo><Message>Assert.AreEqual failed. Expected: #. Actual: 2.</Message></ErrorInfo></Output></UnitTestResult>\n",
        "</Results></TestRun>");

    [TestMethod]
    public void Half_a_million_passing_tests_of_a_TRX_file() => Assert.HasCount(1, ReadMeasured(
        "<TestRun><Results><UnitTestResult testId='failed' testName='Shop.Tests.CartTests.Tax' outcome='Failed'/>",
        "<UnitTestResult testId='guid-#' testName='Shop.Tests.CartTests.Total#' outcome='Passed'/>\n",
        "</Results></TestRun>",
        500_000).Failures);

    [TestMethod]
    [TestCategory("Full")]
    [DataRow("")]
    [DataRow(",\"key\":\"uid# T#\"")]
    public void A_hundred_thousand_failing_tests_of_a_capture(string key) => Check(
        "{\"capture\":1,\"id\":\"a1\",\"root\":\"/r\"}\n",
        """{"test":"Shop.Tests.CartTests.Total#","display":"Total#","type":"","message":"Assert.AreEqual failed. """
        + $$"""Expected: #. Actual: 2.","stack":""{{key}}}""" + "\n",
        $$"""{"end":"completed","passed":0,"failed":{{Results}},"skipped":0,"durationMs":1000,"message":""}""" + "\n");

    [TestMethod]
    [TestCategory("Full")]
    [DataRow("<TestRun><Results><UnitTestResult testName='", "x", "' outcome='Failed'/></Results></TestRun>", DisplayName = "an attribute")]
    [DataRow("<TestRun><Results><UnitTestResult testName='a' outcome='Failed'><Output><ErrorInfo><Message>", "x",
        "</Message></ErrorInfo></Output></UnitTestResult></Results></TestRun>", DisplayName = "a message of a TRX file")]
    [DataRow("<TestRun><Results><Output><![CDATA[", "x",
        "]]></Output><UnitTestResult testName='a' outcome='Failed'/></Results></TestRun>", DisplayName = "CDATA")]
    [DataRow("""{"version":"2.1.0","runs":[{"results":[{"ruleId":"C1","level":"error","message":{"text":" """, "x", "\"}}]}]}",
        DisplayName = "a message of a SARIF file")]
    [DataRow("error: ", "x", "\n", DisplayName = "a line of a log")]
    public void A_text_of_a_hundred_megabytes(string start, string piece, string end) =>
        Assert.HasCount(1, ReadMeasured(start, new string(piece[0], 1000), end, 100_000).Failures);

    private static void Check(string start, string result, string end)
    {
        var output = ReadMeasured(start, result, end, Results);

        Assert.AreEqual("", output.Problem);
        Assert.AreEqual(Results, output.Count);
        Assert.HasCount(10_000, output.Failures);
        Assert.AreEqual(Results - 10_000, output.Omitted);
    }

    private static ParsedOutput ReadMeasured(string start, string piece, string end, int count)
    {
        using var file = new MeasuredStream(start, piece, end, count);
        var output = ParsedOutput.Read(file, Repository);
        Assert.IsNotNull(file.MostAlive, "The file is too small to be measured.");
        Assert.IsLessThan(MaxBytes, file.MostAlive.Value, "bytes alive");
        return output;
    }

    /// <summary>
    /// A file of many equal pieces, in which <c>#</c> stands for the number of the piece. It measures the live memory every 4 MB.
    /// </summary>
    private sealed class MeasuredStream(string start, string piece, string end, int count) : Stream
    {
        private const int Interval = 4 << 20;

        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private byte[] _rest = [];
        private long _length;
        private int _next = -1;

        public long? MostAlive { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int size)
        {
            if (_rest.Length == 0 && _next <= count)
            {
                _rest = Encoding.UTF8.GetBytes(
                    _next < 0 ? start
                    : _next < count ? piece.Replace("#", _next.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    : end);
                _next++;
            }

            var read = Math.Min(size, _rest.Length);
            _rest.AsSpan(0, read).CopyTo(buffer.AsSpan(offset));
            _rest = _rest[read..];
            if ((_length + read) / Interval > _length / Interval)
            {
                MostAlive = Math.Max(MostAlive ?? long.MinValue, GC.GetTotalMemory(forceFullCollection: true) - _before);
            }

            _length += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
