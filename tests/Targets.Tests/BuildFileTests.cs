using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LoopJournal.Tests;

/// <summary>The text of the files that a project imports.</summary>
[TestClass]
public sealed partial class BuildFileTests
{
    private const int MaxLineLength = 140;

    /// <summary>Names of the SDK and of the test platforms that the files set or override.</summary>
    private static readonly string[] OthersNames =
    [
        "ErrorLog", "FileWrites", "MSBuildWarningsNotAsErrors", "Reference", "RunArguments", "Test", "TestingPlatformBuilderHook",
        "TestingPlatformCommandLineArguments", "VSTest", "VSTestLogger", "VSTestTestAdapterPath",
    ];

    private static string[] Files => Directory.GetFiles(Path.Combine(TestProjectStub.ReadMetadata("RepositoryRoot"), "build"));

    [TestMethod]
    public void No_line_is_too_long() => AssertNone(
        from file in Files
        from line in File.ReadLines(file).Index()
        where line.Item.Length > MaxLineLength
        select $"{Path.GetFileName(file)}:{line.Index + 1} has {line.Item.Length} characters");

    [TestMethod]
    public void A_name_begins_with_Loop_or_LoopJournal() => AssertNone(
        from name in Files.SelectMany(FindNames)
        where !OursOrPrivate().IsMatch(name) && !OthersNames.Contains(name)
        select $"{name} begins with neither Loop nor _LoopJournal");

    [TestMethod]
    public void A_private_name_is_set_and_used()
    {
        var set = Files.SelectMany(FindNames).Where(name => name.StartsWith('_')).ToHashSet();
        var used = Files.SelectMany(FindUses).ToHashSet();
        Assert.IsNotEmpty(set);

        AssertNone(set.Except(used).Select(name => $"{name} is not used").Concat(used.Except(set).Select(name => $"{name} is not set")));
    }

    /// <summary>The targets, properties and items that a file defines.</summary>
    private static IEnumerable<string> FindNames(string file)
    {
        var elements = XDocument.Load(file).Descendants().ToList();
        var groups = elements.Where(e => e.Name.LocalName is "PropertyGroup" or "ItemGroup").Elements().Select(e => e.Name.LocalName);
        var outputs = elements.Where(e => e.Name == "Output").Select(e => e.Attribute("PropertyName") ?? e.Attribute("ItemName"));
        return groups.Concat(
            outputs.Concat(elements.Where(e => e.Name == "Target").Select(e => e.Attribute("Name"))).Select(a => a!.Value));
    }

    /// <summary>The private names that a file reads, calls, or hooks into a target of the SDK.</summary>
    private static IEnumerable<string> FindUses(string file)
    {
        var values = XDocument.Load(file).Descendants()
            .SelectMany(e => e.Attributes().Where(a => a.Name != "Name").Select(a => a.Value).Append(e.Value));
        var hooks = XDocument.Load(file).Descendants("Target")
            .Where(e => (e.Attribute("BeforeTargets") ?? e.Attribute("AfterTargets")) is not null);
        return values.SelectMany(value => PrivateName().Matches(value).Select(match => match.Value))
            .Concat(hooks.Select(e => e.Attribute("Name")!.Value))
            .Where(name => name.StartsWith('_'));
    }

    private static void AssertNone(IEnumerable<string> faults) => Assert.AreEqual("", string.Join('\n', faults));

    [GeneratedRegex("^(Loop|_LoopJournal)[A-Z]")]
    private static partial Regex OursOrPrivate();

    [GeneratedRegex(@"(?<=[$@]\(|^|;)_LoopJournal\w+")]
    private static partial Regex PrivateName();
}
