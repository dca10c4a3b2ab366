using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LoopJournal.Tests;

/// <summary>The report as Markdown, as a CommonMark renderer and one with GitHub's extensions see it.</summary>
[TestClass]
public sealed partial class MarkdownTests
{
    private static readonly string[] Hostile =
    [
        .. HostileText.All,
        "a|Zx9|b\\|Zx9\\\\|c", "` Zx9 `` Zx9 ``` Zx9", "`Zx9", "Zx9`", "``", "@Zx9 @octocat/Zx9 #1 GH-1 octocat/Zx9#2", "Zx9@evil.example",
        "https://evil.example/Zx9 www.evil.example/Zx9 ftp://evil.example", "![Zx9](https://evil.example/x.png)", "[Zx9]: https://evil.example",
        "[x] Zx9", "- [x] Zx9", "| Zx9 | b |\n| --- | --- |\n| Zx9 | d |", "<details open><summary>Zx9</summary>", "<b>Zx9</b>", "<!-- Zx9",
        "$Zx9$ $$Zx9$$", ":smile: Zx9", "***Zx9***", "~~Zx9~~", "# Zx9", "> Zx9", "Zx9\\", "&#64;Zx9 &lt;Zx9", "deadbeefdeadbeef Zx9", "Zx9  \n",
    ];

    public static IEnumerable<object[]> Renderers =>
    [
        [new MarkdownPipelineBuilder().Build()],
        [new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseTaskLists().UseEmphasisExtras().UseMathematics().UseFootnotes().Build()],
    ];

    [TestMethod]
    [DynamicData(nameof(Renderers))]
    public void A_hostile_journal_makes_no_markup_and_breaks_no_table(MarkdownPipeline renderer)
    {
        var text = Write(Journals.MakeHostile(Hostile));
        var document = Markdown.Parse(text, renderer);
        var nodes = document.Descendants().ToList();

        Assert.HasCount(1, nodes.OfType<HeadingBlock>());
        Assert.IsEmpty(nodes.Where(node => node is HtmlBlock or HtmlInline or LinkInline or AutolinkInline or LinkReferenceDefinition
            or ThematicBreakBlock or FencedCodeBlock or QuoteBlock), text);
        Assert.IsTrue(nodes.OfType<TableRow>().All(row => row.Count == 3), text);
        foreach (var literal in nodes.OfType<LiteralInline>().Select(literal => literal.Content.ToString()))
        {
            Assert.DoesNotContain(HostileText.Mark, literal, text);
            Assert.IsFalse(MentionOrLink().IsMatch(literal), literal);
        }

        HostileText.AssertCommandsNothing(text);
        Assert.IsFalse(text.Any(c => c != '\n' && HostileText.IsHidden(c)), text);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void A_report_has_at_most_60_lines(int journal)
    {
        var lines = Write(journal switch
        {
            0 => Journals.Sample,
            1 => Journals.EveryVerdict,
            2 => Journals.Make(1000, 40),
            3 => Journals.Make(50, 1),
            _ => Journals.MakeHostile(Hostile),
        }).Split('\n');

        Assert.IsLessThanOrEqualTo(60, lines.Length - 1);
    }

    [TestMethod]
    public void The_sample_says_how_it_stands_what_failed_and_what_was_tried()
    {
        var lines = Write(Journals.Sample).Split('\n');
        foreach (var line in lines)
        {
            TestContext.WriteLine(line);
        }

        Assert.StartsWith("### Loop report: passed", lines[0]);
        Assert.Contains(line => line.EndsWith("| progress | `A A A \u2713` |", StringComparison.Ordinal), lines);
        Assert.Contains(line => line.StartsWith("| A | `Shop.Tests.CartTests.Three_items_have_a_tenth_off`", StringComparison.Ordinal), lines);
    }

    [TestMethod]
    public void Every_verdict_has_its_table_of_three_columns_and_its_causes()
    {
        var text = Write(Journals.EveryVerdict);
        var document = Markdown.Parse(text, new MarkdownPipelineBuilder().UsePipeTables().Build());

        Assert.HasCount(2, document.OfType<Table>());
        Assert.Contains("1 test: `Shop.Tests.CartTests.Three_items_have_a_tenth_off`", text);
        Assert.Contains("at `src/Shop/Cart.cs:30`", text);
        Assert.Contains("v passed but tests vanished", text);
    }

    public TestContext TestContext { get; set; } = null!;

    private static string Write(IEnumerable<object> rows)
    {
        using var tool = new Tool();
        tool.WriteJournal(rows);
        var answer = tool.Run("report", "--format", "markdown");
        Assert.AreEqual(0, answer.ExitCode, answer.Error);
        return answer.Output;
    }

    [GeneratedRegex(@"@\w|#\d|GH-\d|://|www\.|[0-9a-f]{7,}")]
    private static partial Regex MentionOrLink();
}
