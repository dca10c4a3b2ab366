using LoopJournal.Fingerprints;

namespace LoopJournal.Tests.Fingerprints;

[TestClass]
public sealed class MasksTests
{
    public static IEnumerable<object[]> Examples =>
        from mask in Masks.Table from example in mask.Examples select new object[] { mask.Name, example.Input, example.Shape };

    [TestMethod]
    [DynamicData(nameof(Examples))]
    public void Every_mask_does_what_its_examples_say(string name, string input, string shape) =>
        Assert.AreEqual(shape, Masks.Apply(input, keepNumbers: false, out _), name);

    [TestMethod]
    public void The_expression_has_the_masks_in_the_order_of_the_table() =>
        Assert.AreEqual(
            string.Join(' ', Masks.Table.Select(mask => mask.Name)),
            string.Join(' ', System.Text.RegularExpressions.Regex.Matches(Masks.Pattern, @"\(\?<([a-z]+)>").Select(group => group.Groups[1].Value)));

    [TestMethod]
    public void What_was_masked_is_not_masked_again()
    {
        foreach (var (_, shape) in Masks.Table.SelectMany(mask => mask.Examples))
        {
            Assert.AreEqual(shape, Masks.Apply(shape, keepNumbers: false, out _));
        }
    }

    [TestMethod]
    public void Numbers_are_values_and_stay_where_values_are_wanted()
    {
        Assert.AreEqual("Expected: 3 at <path>/a.txt", Masks.Apply("Expected: 3 at /b/a.txt", keepNumbers: true, out var isVolatile));
        Assert.IsFalse(isVolatile);

        Masks.Apply("3 of 0x7ffd", keepNumbers: true, out isVolatile);
        Assert.IsTrue(isVolatile);
    }

    [TestMethod]
    [DataRow("Utf8Tests.Add2Numbers failed in net10.0_x64")]
    [DataRow("error CS0246, NU1101, NETSDK1045 and ORA-00942")]
    [DataRow("The type or namespace name 'Foo2' could not be found")]
    [DataRow("System.Foo.Bar2`1")]
    public void Codes_and_identifiers_stay(string text) => Assert.AreEqual(text, Masks.Apply(text, keepNumbers: false, out _));

    [TestMethod]
    [DataRow("/var/tmp/agent-7/t/2ditd2yr.pmy", "<tmp>")]
    [DataRow(@"C:\Users\x\AppData\Local\Temp\tmp1A2B.tmp", "<tmp>")]
    [DataRow("/tmp/config.json", "<path>/config.json")]
    [DataRow("/tmp/settings.xml", "<path>/settings.xml")]
    [DataRow("/home/a/026e17d3-6f0e-4a3b-9c1d-0123456789ab/in.txt", "<path>/in.txt")]
    [DataRow("/home/a/026e17d3-6f0e-4a3b-9c1d-0123456789ab", "<path>/<n>")]
    [DataRow("/tmp/jk2te...", "<tmp>")]
    public void A_path_keeps_its_last_name_unless_that_is_temporary(string path, string masked) => Assert.AreEqual(masked, MaskedPath.Of(path));
}
