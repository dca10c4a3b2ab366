using System.Text.Json;
using System.Text.RegularExpressions;
using LoopJournal.Cli;

namespace LoopJournal.Tests;

/// <summary>The pages of this repository: their links lead somewhere, their JSON is JSON, and the tool understands their commands.</summary>
[TestClass]
public sealed partial class DocsTests
{
    private static readonly string[] Pages =
    [
        .. Directory.GetFiles(Rooms.Root, "*.md"), .. Directory.GetFiles(Path.Combine(Rooms.Root, "docs"), "*.md"),
        .. Directory.GetFiles(Path.Combine(Rooms.Root, "benchmarks"), "*.md", SearchOption.AllDirectories),
    ];

    [TestMethod]
    public void Every_link_leads_to_a_file_and_a_heading()
    {
        var dead =
            from page in Pages
            from Match link in Link().Matches(RemoveBlocks(File.ReadAllText(page)))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            let parts = target.Split('#', 2)
            let file = parts[0].Length == 0 ? page : Path.GetFullPath(parts[0], Path.GetDirectoryName(page)!)
            where !Path.Exists(file) || (parts.Length == 2 && file.EndsWith(".md", StringComparison.Ordinal) && !ListAnchors(file).Contains(parts[1]))
            select $"{Path.GetRelativePath(Rooms.Root, page)}: {target}";

        Assert.AreEqual("", string.Join('\n', dead));
    }

    [TestMethod]
    public void The_index_names_every_page_of_the_docs()
    {
        var index = File.ReadAllText(Path.Combine(Rooms.Root, "docs", "README.md"));
        foreach (var page in Directory.GetFiles(Path.Combine(Rooms.Root, "docs"), "*.md").Select(Path.GetFileName).Where(name => name != "README.md"))
        {
            Assert.Contains($"({page})", index);
        }
    }

    [TestMethod]
    public void Every_json_example_is_json()
    {
        var examples =
            from page in Pages
            from Match block in Block().Matches(File.ReadAllText(page))
            where block.Groups["language"].Value == "json"
            select (Page: Path.GetFileName(page), Text: block.Groups["text"].Value);
        foreach (var (page, text) in examples)
        {
            // one value, or a value a line
            foreach (var value in text.Contains("\n{\"", StringComparison.Ordinal) ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [text])
            {
                using var json = ReadJson(page, value);
            }
        }
    }

    [TestMethod]
    public void The_tool_understands_every_command_of_the_docs()
    {
        using var context = new ToolContext
        {
            CurrentDirectory = () => Rooms.Root, Input = () => Stream.Null, Output = TextWriter.Null, Error = TextWriter.Null, Variable = _ => null,
        };
        var root = CommandLine.Create(context);
        var wrong =
            from page in Pages
            where Path.GetFileName(page) != "CHANGELOG.md"
            from Match call in Call().Matches(File.ReadAllText(page))
            let words = SplitWords(call.Groups["arguments"].Value)
            where words.Count > 1 && !words.Exists(word => word.All(c => char.IsAsciiLetterUpper(c) || c is '.' or '[' or ']' or '|'))
            let errors = root.Parse(words).Errors
            where errors.Count > 0
            select $"{Path.GetFileName(page)}: {call.Value.Trim()}: {errors[0].Message}";

        Assert.AreEqual("", string.Join('\n', wrong.Distinct()));
    }

    private static JsonDocument ReadJson(string? page, string text)
    {
        try
        {
            return JsonDocument.Parse(text, new() { CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException e)
        {
            throw new AssertFailedException($"{page}: {e.Message}\n{text}", e);
        }
    }

    /// <summary>The words of a shell's command up to its end: an operator, a redirection or a comment.</summary>
    private static List<string> SplitWords(string text)
    {
        var words = new List<string>();
        foreach (Match word in Word().Matches(text))
        {
            if (word.Groups["end"].Success)
            {
                break;
            }

            words.Add(word.Value.Trim('\'', '"'));
        }

        return words;
    }

    private static string RemoveBlocks(string text) => InlineCode().Replace(Block().Replace(text, ""), "");

    /// <summary>The anchors that a renderer makes of headings: lower case, words joined by hyphens, without other marks.</summary>
    private static HashSet<string> ListAnchors(string file) => RemoveFences(File.ReadAllText(file)).Split('\n')
        .Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim().ToLowerInvariant())
        .Select(heading => string.Concat(heading.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-'))
        .ToHashSet(StringComparer.Ordinal);

    private static string RemoveFences(string text) => Block().Replace(text, "");

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^ *```(?<language>\w*)\n(?<text>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"(?<![\w""/.-])loop-journal (?<arguments>[a-z][^`\n]*)")]
    private static partial Regex Call();

    [GeneratedRegex(@"(?<end>[|&;<>#)]|\|\||&&)|'[^']*'|""[^""]*""|[^\s|&;<>)]+")]
    private static partial Regex Word();
}
