using System.Text.RegularExpressions;
using CsCheck;
using LoopJournal.Evidence.Logs;
using LoopJournal.Text;

namespace LoopJournal.Tests.Text;

[TestClass]
public sealed class MasksTests
{
    public static IEnumerable<object[]> Examples =>
        MaskExamples.All.Select(example => new object[] { example.Mask, example.Input, example.Shape });

    [TestMethod]
    [DynamicData(nameof(Examples))]
    public void Every_mask_does_what_its_examples_say(string name, string input, string shape) =>
        Assert.AreEqual(shape, Masks.Apply(input).Shape, name);

    [TestMethod]
    public void Every_mask_has_an_example() =>
        CollectionAssert.AreEquivalent(
            Masks.Table.Select(mask => mask.Name).ToList(), MaskExamples.All.Select(example => example.Mask).Distinct().ToList());

    [TestMethod]
    public void The_expression_has_the_masks_in_the_order_of_the_table() =>
        Assert.AreEqual(Masks.Pattern, string.Join('|', Masks.Table.Select(mask => $"(?<{mask.Name}>{mask.Pattern})")));

    [TestMethod]
    public void The_specification_has_the_same_expressions()
    {
        var specification = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fingerprint.md")).ReplaceLineEndings("\n");

        Assert.Contains(string.Concat(Masks.Table.Select(mask => $"{mask.Name} ({mask.Kind})\n    {mask.Pattern}\n")), specification);
        Assert.Contains(
            $"summaries of the terminal logger\n    {string.Join('|', LogNoise.Summaries)}\n"
            + $"failed\n    {string.Join('|', LogNoise.Failed)}\n"
            + $"signal words\n    {string.Join('|', LogSignal.Words)}\n",
            specification);
        Assert.Contains($"\nprefix\n    {LogPrefix.Pattern}\n", specification);
        Assert.Contains(
            string.Concat(LineTable.Rows.Select(row => $"{GetTitle(row.Runner, row.Pattern.Kind)}\n    {row.Pattern.Expression}\n")) + "```", specification);

        static string GetTitle(Runner runner, LineKind kind) =>
            $"{runner.Name}: {kind.ToString().ToLowerInvariant()}{(kind == LineKind.Frame && runner.IsInnermostLast ? ", last" : "")}";
    }

    [TestMethod]
    public void Masked_text_is_not_masked_again()
    {
        foreach (var (_, _, shape) in MaskExamples.All)
        {
            Assert.AreEqual(shape, Masks.Apply(shape).Shape);
        }
    }

    [TestMethod]
    public void Numbers_are_masked_in_the_shape_and_stay_in_the_values()
    {
        Assert.AreEqual(new("Expected: <n> at <path>/a.txt", "Expected: 3 at <path>/a.txt", false), Masks.Apply("Expected: 3 at /b/a.txt"));
        Assert.AreEqual(new("<n> of <hex>", "3 of <hex>", true), Masks.Apply("3 of 0x7ffd"));
    }

    [TestMethod]
    [DataRow("Utf8Tests.Add2Numbers failed in net10.0_x64")]
    [DataRow("error CS0246, NU1101, NETSDK1045 and ORA-00942")]
    [DataRow("The type or namespace name 'Foo2' could not be found")]
    [DataRow("System.Foo.Bar2`1")]
    public void Codes_and_identifiers_stay(string text) => Assert.AreEqual(text, Masks.Apply(text).Shape);

    [TestMethod]
    [DataRow("/var/tmp/agent-7/t/2ditd2yr.pmy", "<tmp>")]
    [DataRow(@"C:\Users\x\AppData\Local\Temp\tmp1A2B.tmp", "<tmp>")]
    [DataRow("/tmp/config.json", "<path>/config.json")]
    [DataRow("/tmp/settings.xml", "<path>/settings.xml")]
    [DataRow("/home/a/026e17d3-6f0e-4a3b-9c1d-0123456789ab/in.txt", "<path>/in.txt")]
    [DataRow("/home/a/026e17d3-6f0e-4a3b-9c1d-0123456789ab", "<path>/<n>")]
    [DataRow("/tmp/jk2te...", "<tmp>")]
    [DataRow("/tmp/ljSepjEH", "<tmp>", DisplayName = "Directory.CreateTempSubdirectory")]
    [DataRow("/tmp/uJyORw/cart.json", "<path>/cart.json")]
    [DataRow("/tmp/tmp.Xa9K2bQ1zL", "<tmp>", DisplayName = "mktemp")]
    [DataRow("/tmp/shop-Xk3aPq", "<tmp>", DisplayName = "mkdtemp of Node")]
    [DataRow("/tmp/.tmpAb3dE9", "<tmp>", DisplayName = "tempfile of Rust")]
    [DataRow("/tmp/django_x/pymp-gpmupota", "<tmp>", DisplayName = "multiprocessing of Python")]
    [DataRow("/tmp/pytest-of-ci/pytest-12", "<path>/pytest-<n>")]
    [DataRow("/var/folders/x1/abc/T/ljSepjEH", "<tmp>", DisplayName = "macOS")]
    [DataRow("/tmp/shopping", "<path>/shopping")]
    [DataRow("/openldap-53b7b651", "<path>/openldap-<n>")]
    public void A_path_keeps_its_last_name_unless_that_is_temporary(string path, string masked) =>
        Assert.AreEqual(masked, MaskedPath.Mask(path));

    [TestMethod]
    public void A_serial_number_is_found_at_the_end_of_a_long_name() =>
        Assert.AreEqual("statussabcdefghijklmnopcodedeadbeef<n>", Masks.Apply("statussabcdefghijklmnopcodedeadbeef122024").Shape);

    // The product tries the masks only where one can begin. The plain expression tries them at every place.
    [TestMethod]
    public void No_place_where_a_mask_matches_is_missed()
    {
        var expression = new Regex(Masks.Pattern);
        string[] pieces =
        [
            "Monday", "Mon", "Jan", "September ", ", ", " ", "  ", "12", "2024", ":", "/", "\\", "C:\\a", "/tmp/x.y", "code",
            "Exit code was: (", "HTTP/1.1 ", "status", "line", "Line ", "a@b.cc", "example.com", "http://", "x", "Foo", "...", "···", "…",
            "\"", "'", "-", "+", "=", "==", "ab12cd34", "-4d0c", "deadbeef", "_", "<>c", "<M>b__1_2", "<", ">", "(", ")", "[", "]",
            "ms", "s", "1 m", "0x1f", "é", "µs", "\t", "::1", "fe80", ".", ",", "Utf8", "CS0246", "abcdefghijklmnop", "Zeile", "T", "Z",
        ];
        Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]).Array[1, 14].Sample(
            chosen =>
            {
                var line = string.Concat(chosen);
                return expression.Matches(line).Select(match => (match.Index, match.Length))
                    .SequenceEqual(Masks.Matches(line).Select(found => (found.Index, found.Length)));
            },
            iter: 20_000,
            print: string.Concat);
    }

    // The product knows plain numbers without the expression.
    [TestMethod]
    public void A_plain_number_is_what_the_expression_finds()
    {
        var expression = new Regex(Masks.Pattern);
        string[] before =
        [
            "", " ", "(", "<", "[", ": ", "seed ", "seed (", "line ", "Line (", "status ", "code (", "Mon ", "May ", ", ", "...", "… ", "-",
            "=", "é", "[<", "3 ", "3, ", "3 m and ", "Return code ", "return code: ", "errno ", "Signal ", "signal: ", "col ", "Column: ",
            "position ", "pos ", "Position: ", "Zeile ", "Spalte ", "error code: ", "Exit code was: (", "Tuesday, ", "Sept ", "Sunday\t",
            "exit ", "order ", "expected: ", "HTTP ", "http ", "HTTP/2 ", "Status: ", "Code ", "random seed: ", "Seed is ",
        ];
        string[] numbers = ["0", "7", "27", "99", "404", "2024", "12345", "999999", "20240102", "1e5"];
        string[] after =
        [
            "", ">", ")", "]", ";", ".", ",", " ", "...", "…", " ...", "> ", ", ", ". ", ") :", "): ", " ms", " s", " m", " days", " tests",
            " has", " May 2024", " Jan", " AM", " PM", " Z", " UTC", " and 3 s", ", 3 s", ",3", ".5", ":30", " :30", ":30:00", "-02-03",
            "/2/2024", " 101010", "'", "\"", "px", "%", "@a.b", " a@b.cc", "_1", "==", " µs", "]: x", " shrinks", " failed", "<3",
            " Sekunden",
        ];
        foreach (var (start, number, end) in from start in before from number in numbers from end in after select (start, number, end))
        {
            var line = start + number + end;
            var expected = expression.Matches(line).Select(match =>
                (Masks.Table.First(mask => match.Groups[mask.Name].Success).Name, match.Index, match.Length));
            var actual = Masks.Matches(line).Select(found => (found.Mask.Name, found.Index, found.Length));
            Assert.AreSequenceEqual(expected, actual, line);
        }
    }
}
