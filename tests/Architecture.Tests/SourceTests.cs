using System.Text.RegularExpressions;

namespace LoopJournal.Tests;

/// <summary>Rules for the text of the product's files, which the compiled code does not show.</summary>
[TestClass]
public sealed partial class SourceTests
{
    private const int MaxFileLength = 250;
    private const int MaxLineLength = 140;
    private const int MaxCodeLines = 19_411;

    // each is one table of rows
    private static readonly string[] Tables = ["ScriptRunners.cs", "CompiledRunners.cs", "Tools.cs"];

    [TestMethod]
    public void A_room_names_rooms_before_it_only() =>
        AssertNone(Rooms.ReadSources().SelectMany(file => FindForbiddenUsings(file.Path, file.Text)));

    [TestMethod]
    [DataRow("Core/Text/OneLine.cs", "using LoopJournal.Journal;", "Core/Text/OneLine.cs names Journal")]
    [DataRow("Core/Verdicts/Rules/Cycle.cs", "using static LoopJournal.Reports.AttemptLine;", "Core/Verdicts/Rules/Cycle.cs names Reports")]
    [DataRow("Core/Journal/JournalFile.cs", "using LoopJournal.Model;\nusing Rows = LoopJournal.Recording.AttemptRecorder;",
        "Core/Journal/JournalFile.cs names Recording")]
    public void A_forbidden_using_is_seen(string path, string text, string expected) =>
        Assert.AreEqual(expected, FindForbiddenUsings(path, text).Single());

    [TestMethod]
    public void A_namespace_is_its_folder() => AssertNone(
        from file in Rooms.ReadSources()
        // MSBuild looks for the attribute by its full name.
        where file.Path is not ("Tool/Program.cs" or "Tasks/MSBuildMultiThreadableTaskAttribute.cs")
        let folder = Path.GetDirectoryName(file.Path)!.Replace('\\', '/')
        let expected = "LoopJournal."
            + (folder.StartsWith("Core/", StringComparison.Ordinal) ? folder["Core/".Length..] : folder).Replace('/', '.')
        where !file.Text.Contains($"\nnamespace {expected};", StringComparison.Ordinal)
            && !file.Text.StartsWith($"namespace {expected};", StringComparison.Ordinal)
        select $"{file.Path} is not in {expected}");

    [TestMethod]
    public void No_file_is_too_long() => AssertNone(
        from file in Rooms.ReadSources()
        let lines = file.Text.Count(c => c == '\n')
        where lines > MaxFileLength
        select $"{file.Path} has {lines} lines");

    [TestMethod]
    public void No_line_is_too_long() => AssertNone(
        from file in Rooms.ReadSources()
        from line in file.Text.Split('\n').Index()
        where line.Item.TrimEnd('\r').Length > MaxLineLength
        select $"{file.Path}, line {line.Index + 1} has {line.Item.Length} characters");

    [TestMethod]
    public void The_product_stays_small() =>
        Assert.IsLessThanOrEqualTo(
            MaxCodeLines, Rooms.ReadSources().Where(file => !Tables.Contains(Path.GetFileName(file.Path))).Sum(file => CountCode(file.Text)));

    [TestMethod]
    public void A_line_of_code_is_neither_blank_nor_a_comment_nor_a_row_of_data() => Assert.AreEqual(4, CountCode(
        """
        // a comment
        x = 1;

            /// <summary>A comment.</summary>
        Row[] rows =
        [
            new("name", "pattern") { IsX = true },
            "a text",
        ];
        """));

    private static IEnumerable<string> FindForbiddenUsings(string path, string text) =>
        path.Split('/') is ["Core", var room, ..]
            ? UsedRoom().Matches(text).Select(match => match.Groups["room"].Value)
                .Where(Rooms.ListForbidden(room).Contains).Select(used => $"{path} names {used}")
            : [];

    private static int CountCode(string text) => RawText().Replace(text, "\"\"")
        .Split('\n').Select(line => line.Trim())
        .Count(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal) && !DataRow().IsMatch(line));

    private static void AssertNone(IEnumerable<string> faults) => Assert.AreEqual("", string.Join('\n', faults));

    /// <summary>The patterns of a table are raw strings.</summary>
    [GeneratedRegex("\"\"\"(?:.|\n)*?\"\"\"")]
    private static partial Regex RawText();

    /// <summary>A row of a table that fits on one line.</summary>
    [GeneratedRegex("^(?:new\\(.*|[\\w<>.]+\\(\"\\w+\", .*\\)|\\(?\\[?\".*),$|^(?:\\+ )?[@$]{0,2}\".*\"(?:\\)*[,;]?)?$")]
    private static partial Regex DataRow();

    [GeneratedRegex(@"^(?:global )?using [^\r\n;]*?LoopJournal\.(?<room>\w+)", RegexOptions.Multiline)]
    private static partial Regex UsedRoom();
}
