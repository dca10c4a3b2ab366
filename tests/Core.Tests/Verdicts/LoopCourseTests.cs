using CsCheck;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Verdicts;

/// <summary>When a loop of agent and gate ends, and what its next turn is told.</summary>
[TestClass]
public sealed class LoopCourseTests
{
    private const int K = 3;

    private static readonly Gen<string> AnyFailures = Gen.Select(Gen.Char["ABCD."].Array[0, 30], letters => new string(letters));

    [TestMethod]
    [DataRow("A A A A", "Stalled", DisplayName = "the turn after a stall fails in the same way")]
    [DataRow("A A A B B B B", "Stalled", DisplayName = "so does the turn after the second stall")]
    [DataRow("A A A B", "", DisplayName = "another strategy changes the failure")]
    [DataRow("A B A B", "", DisplayName = "one circle")]
    [DataRow("A B A B A", "Oscillating", DisplayName = "the second error")]
    [DataRow("H H H", "Blocked")]
    [DataRow("A ~ ~", "")]
    [DataRow("A ~ ~ ~", "PassedInPart", DisplayName = "passes that are not clean")]
    [DataRow("A ~ ~ B ~ ~", "", DisplayName = "not in a row")]
    [DataRow("A B .", "Passed")]
    [DataRow(".", "Passed")]
    public void It_ends(string turns, string expected) => Assert.AreEqual(expected, $"{Follow(turns.Split(' ')).Course.End}");

    [TestMethod]
    [DataRow("A A", "None")]
    [DataRow("A A A", "ChangeStrategy")]
    [DataRow("A A A B", "None")]
    [DataRow("A A A B B B", "StartFromBest")]
    public void The_next_turn_is_told(string turns, string expected) =>
        Assert.AreEqual(expected, $"{Follow(turns.Split(' ')).Course.Advice}");

    [TestMethod]
    public void A_stall_that_the_first_turn_finds_gets_its_try()
    {
        Assert.AreEqual("", $"{Follow("A".Split(' '), before: ["A", "A", "A", "A"]).Course.End}");
        Assert.AreEqual("Stalled", $"{Follow("A A".Split(' '), before: ["A", "A", "A", "A"]).Course.End}");
    }

    [TestMethod]
    public void A_spent_budget_ends_it_and_a_pass_is_not_failed_by_one()
    {
        Assert.AreEqual((LoopEnd.Budget, 2), Summarize(Follow(["A", "B", "C"], budget: new(2, null))));
        Assert.AreEqual((LoopEnd.Passed, 2), Summarize(Follow(["A", "."], budget: new(2, null))));
    }

    [TestMethod]
    public void It_never_goes_on_behind_a_clean_pass_or_beyond_what_the_rules_allow() => AnyFailures.Sample(letters =>
    {
        var turns = letters.Select(letter => $"{letter}").ToArray();
        var (course, count) = Follow(turns);
        return course.End == LoopEnd.Passed ? turns[count - 1] == "."
            : course.End is not null ? !turns.AsSpan(0, count).Contains(".")
            : count == turns.Length && !turns.Contains(".") && !letters.Contains("AAAA", StringComparison.Ordinal);
    });

    private static (LoopEnd?, int) Summarize((LoopCourse Course, int Turns) followed) => (followed.Course.End, followed.Turns);

    /// <summary>Runs turns until the loop ends: a letter is a failure, H a crash, ~ a pass that is not clean, a dot a clean one.</summary>
    private static (LoopCourse Course, int Turns) Follow(string[] turns, string[]? before = null, Budget? budget = null)
    {
        var rows = (before ?? []).Select(fingerprint => Rows.Fail(fingerprint)).ToList();
        var course = new LoopCourse(K);
        var count = 0;
        foreach (var turn in turns.TakeWhile(_ => course.End is null))
        {
            count++;
            rows.Add(turn switch
            {
                "." => Rows.Pass(),
                "~" => Rows.Pass() with { Vanished = [new("t", "skipped")] },
                "H" => Rows.HostBlocked(),
                _ => Rows.Fail(turn),
            });
            var outcome = turn switch { "." => TurnOutcome.Passed, "~" => TurnOutcome.PassedInPart, _ => TurnOutcome.Failed };
            course = course.After(outcome, Rows.Judge(K, [.. rows]), budget ?? new(null, null));
        }

        return (course, count);
    }
}
