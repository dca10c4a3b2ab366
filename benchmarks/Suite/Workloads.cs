using System.Globalization;
using System.Text;

namespace LoopJournal.Suite;

/// <summary>Files to measure with, made once.</summary>
internal static class Workloads
{
    /// <summary>A log of a test runner: lines of progress, and a failure in every hundredth.</summary>
    public static string WriteLog(string work, int megabytes) => Write(work, $"log-{megabytes}.txt", megabytes * 1_000_000L, i => i % 100 == 99
        ? $"FAILED tests/test_cart.py::test_total[{i % 7}] - AssertionError: expected {i} but was {i + 1}\n"
        : $"{i:D8} compiling src/cart/module_{i % 997}.c with -O2 -Wall, {i % 13} of {i % 17 + 13} units done\n");

    /// <summary>Test results of 100,000 tests, of which a hundredth failed.</summary>
    public static string WriteTrx(string work, int tests) => WriteXml(work, $"results-{tests}.trx",
        """<?xml version="1.0"?><TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>""" + "\n",
        tests,
        i => $"""<UnitTestResult testId="{i:x8}-0000-0000-0000-000000000000" testName="Shop.Tests.C{i / 100}.Test_{i}" duration="00:00:00.0010000" outcome="{(i % 100 == 0 ? "Failed" : "Passed")}" computerName="localhost" startTime="2026-01-01T00:00:00.0000000+00:00" endTime="2026-01-01T00:00:00.0010000+00:00" testType="13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b" testListId="8c84fa94-04c1-424b-9868-57a2d4851a1d">{(i % 100 == 0 ? $"<Output><ErrorInfo><Message>expected {i} but was 0</Message><StackTrace>at Shop.Tests.C{i / 100}.Test_{i}() in /src/C.cs:line 4</StackTrace></ErrorInfo></Output>" : "")}</UnitTestResult>""" + "\n",
        $"""</Results><ResultSummary outcome="Failed"><Counters total="{tests}" executed="{tests}" passed="{tests - (tests / 100)}" failed="{tests / 100}" /></ResultSummary></TestRun>""");

    /// <summary>The same as JUnit XML.</summary>
    public static string WriteJUnit(string work, int tests) => WriteXml(work, $"results-{tests}.xml",
        $"""<?xml version="1.0"?><testsuites><testsuite name="shop" tests="{tests}" failures="{tests / 100}">""" + "\n",
        tests,
        i => $"""<testcase classname="shop.tests.C{i / 100}" name="test_{i}" time="0.001" file="tests/c{i / 100}.py" line="{i % 100}">{(i % 100 == 0 ? $"""<failure message="expected {i} but was 0" type="AssertionError">tests/c.py:4: AssertionError</failure>""" : $"<system-out>ran test {i} of the shop, nothing to say about it, as most tests have, and the text goes on for the usual length of such texts</system-out>")}</testcase>""" + "\n",
        "</testsuite></testsuites>");

    /// <summary>A repository with files in folders of a hundred.</summary>
    public static string WriteRepository(string work, int files)
    {
        var folder = Path.Combine(work, $"files-{files}");
        if (!Directory.Exists(folder))
        {
            for (var i = 0; i < files; i++)
            {
                var path = Path.Combine(folder, $"d{i / 100}", $"f{i}.txt");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, $"file {i}\n");
            }

            new Shell(folder, "git", "init", "-q").Run();
            new Shell(folder, "git", "add", ".").Run();
            new Shell(folder, "git", "-c", "user.name=n", "-c", "user.email=n@localhost", "commit", "-q", "-m", "c").Run();
        }

        return folder;
    }

    private static string WriteXml(string work, string name, string head, int count, Func<int, string> line, string tail)
    {
        var path = Path.Combine(work, name);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, head + string.Concat(Enumerable.Range(0, count).Select(line)) + tail);
        }

        return path;
    }

    private static string Write(string work, string name, long size, Func<int, string> line)
    {
        var path = Path.Combine(work, name);
        if (!File.Exists(path))
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
            for (var i = 0; file.Position < size; i++)
            {
                file.Write(Encoding.UTF8.GetBytes(line(i)));
            }
        }

        return path;
    }

    /// <summary>A size in words.</summary>
    public static string Format(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);
}
