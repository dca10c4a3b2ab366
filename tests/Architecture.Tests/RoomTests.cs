using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using LoopJournal.Model;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace LoopJournal.Tests;

/// <summary>The compiled code uses the rooms in one direction.</summary>
[TestClass]
public sealed class RoomTests
{
    private static readonly Architecture Core = new ArchLoader().LoadAssemblies(typeof(Attempt).Assembly).Build();

    public static IEnumerable<string> AllRooms => Rooms.MayUse.Keys;

    [TestMethod]
    [DynamicData(nameof(AllRooms))]
    public void A_room_uses_the_types_of_rooms_before_it_only(string room) =>
        Assert.AreEqual("", FindViolations([room], Rooms.ListForbidden(room)));

    [TestMethod]
    public void A_forbidden_type_is_seen()
    {
        var violations = FindViolations(["Journal"], ["Model"]);

        Assert.Contains("LoopJournal.Journal.JournalReader", violations);
        Assert.Contains("LoopJournal.Model.Attempt", violations);
    }

    [TestMethod]
    public void Every_folder_of_Core_is_a_room()
    {
        var folders = Rooms.ReadSources()
            .Select(file => file.Path.Split('/')).Where(parts => parts is ["Core", _, _, ..]).Select(parts => parts[1]).Distinct();

        Assert.AreSequenceEqual(Rooms.MayUse.Keys.Except(["Capture"]).Order(), folders.Order());
    }

    private static string FindViolations(IEnumerable<string> rooms, IEnumerable<string> forbidden)
    {
        var rule = Types().That().ResideInNamespaceMatching(Rooms.CreateNamespacePattern(rooms))
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(Rooms.CreateNamespacePattern(forbidden)))
            .WithoutRequiringPositiveResults();
        return string.Join('\n', rule.Evaluate(Core).Where(result => !result.Passed).Select(result => result.Description));
    }
}
