using System.Text;
using System.Xml;
using CsCheck;
using LoopJournal.Evidence.Results;

namespace LoopJournal.Tests.Evidence.Results;

[TestClass]
public sealed class XmlFileTextTests
{
    private static readonly string[] Markup =
    [
        "text", " ", "\n", "'", "\"", ">", "] ", "--", "?", "&lt;&#38;", "<e/>", "<e>t</e>", "<e a='1' b=\"2\"/>", "<e a='\"'/>",
        "<e a=\"'\">'</e>", "<e a='>'/>", "<e a='/>'\n/>", "<!---->", "<!--'-->", "<!-- \" > - -->",
        "<![CDATA[]]>", "<![CDATA[' < ]] > ]]]>", "<?p?>", "<?p ' > ? ?>",
    ];

    // The XML reader finds the same nodes as in the plain text.
    [TestMethod]
    public void A_well_formed_file_stays_as_it_is() => Gen.Int[0, Markup.Length - 1].Array[0, 40].Sample(pieces =>
    {
        var text = $"<r>{string.Concat(pieces.Select(piece => Markup[piece]))}</r>";
        using var plain = new StringReader(text);
        using var ours = new XmlFileText(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        Assert.AreEqual(ListNodes(plain), ListNodes(ours), text);
    });

    [TestMethod]
    [DataRow("x")]
    [DataRow("\U0001F600")]
    [DataRow("x]")]
    [DataRow("]]>x<![CDATA[")]
    public void CDATA_of_any_length_keeps_its_text(string piece)
    {
        var content = string.Concat(Enumerable.Repeat(piece, 500_000 / piece.Length));
        using var text = new XmlFileText(new MemoryStream(Encoding.UTF8.GetBytes($"<r><![CDATA[{content}]]></r>")));
        using var reader = XmlReader.Create(text);

        reader.MoveToContent();

        Assert.AreEqual(content.Replace("]]>", "", StringComparison.Ordinal).Replace("<![CDATA[", "", StringComparison.Ordinal),
            reader.ReadElementContentAsString());
    }

    [TestMethod]
    [DataRow("x")]
    [DataRow("&#120;")]
    public void A_long_value_is_cut_after_a_whole_reference(string piece)
    {
        for (var shift = 0; shift < 7; shift++)
        {
            var value = new string('y', shift) + string.Concat(Enumerable.Repeat(piece, 100_000));
            using var text = new XmlFileText(new MemoryStream(Encoding.UTF8.GetBytes($"<r a='{value}' b='c'>t</r>")));
            using var reader = XmlReader.Create(text);

            reader.MoveToContent();

            var left = reader.GetAttribute("a")!;
            Assert.IsInRange(64 * 1024 / piece.Length, (64 * 1024 / piece.Length) + 8, left.Length);
            Assert.StartsWith(new string('y', shift) + "xxx", left);
            Assert.AreEqual("c", reader.GetAttribute("b"));
            Assert.AreEqual("t", reader.ReadElementContentAsString());
        }
    }

    [TestMethod]
    [DataRow("<a", " b='c'")]
    [DataRow("<", "a")]
    [DataRow("</", "a")]
    [DataRow("<a b='", "&")]
    public void A_tag_without_end_is_a_fault(string start, string piece)
    {
        using var text =
            new XmlFileText(new MemoryStream(Encoding.UTF8.GetBytes("\n" + start + string.Concat(Enumerable.Repeat(piece, 2 << 20)))));
        var buffer = new char[4096];

        var fault = Assert.ThrowsExactly<XmlException>(() =>
        {
            while (text.Read(buffer, 0, buffer.Length) > 0)
            {
            }
        });
        Assert.AreEqual(2, fault.LineNumber);
    }

    private static string ListNodes(TextReader text)
    {
        using var reader = XmlReader.Create(text);
        var nodes = new StringBuilder();
        while (reader.Read())
        {
            nodes.Append(reader.NodeType).Append(' ').Append(reader.Name).Append('=').Append(reader.Value);
            while (reader.MoveToNextAttribute())
            {
                nodes.Append('@').Append(reader.Name).Append('=').Append(reader.Value);
            }

            nodes.Append('\n');
        }

        return nodes.ToString();
    }
}
