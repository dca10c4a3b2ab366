using System.Text.RegularExpressions;
using LoopJournal.Model;

namespace LoopJournal.Tests;

/// <summary>
/// <c>docs/surface.txt</c> lists what users can rely on. After an intended change, run this test with the variable
/// <c>LOOPJOURNAL_WRITE_SURFACE=1</c>, and check the difference.
/// </summary>
[TestClass]
public sealed partial class SurfaceTests
{
    private static string FilePath => Path.Combine(Rooms.Root, "docs", "surface.txt");

    [TestMethod]
    public void The_surface_is_as_surface_txt_lists_it()
    {
        var surface = Surface.Describe();
        if (Environment.GetEnvironmentVariable("LOOPJOURNAL_WRITE_SURFACE") is { Length: > 0 })
        {
            File.WriteAllText(FilePath, surface);
        }

        Assert.AreEqual(File.ReadAllText(FilePath).ReplaceLineEndings("\n"), surface);
    }

    [TestMethod]
    public void Every_code_has_a_section_in_the_docs_and_every_warning_stays_one_under_warnaserror()
    {
        var codes = Codes.All.Select(code => code.Id).ToList();
        var docs = File.ReadAllText(Path.Combine(Rooms.Root, "docs", "codes.md"));
        var props = File.ReadAllText(Path.Combine(Rooms.Root, "build", "LoopJournal.props"));
        var kept = NotAsErrors().Matches(props).SelectMany(match => match.Groups["codes"].Value.Split(';'));

        Assert.AreSequenceEqual(CodeLine().Matches(File.ReadAllText(FilePath)).Select(match => match.Value), codes);
        foreach (var code in Codes.All)
        {
            var severity = code.Severity == "error" ? "Error" : "Warning";
            Assert.Contains($"\n## {code.Id}\n\n**{code.Section}** {severity}, since ", docs, code.Id);
        }

        // a bad value and a tool that fails are never warnings
        Assert.AreSequenceEqual(codes.Except([Codes.BadValue.Id, Codes.ToolFailed.Id]), kept);
    }

    [GeneratedRegex(@"^LOOP\d{4}$", RegexOptions.Multiline)]
    private static partial Regex CodeLine();

    [GeneratedRegex(@"\$\(MSBuildWarningsNotAsErrors\);(?<codes>[^<]*)<")]
    private static partial Regex NotAsErrors();
}
