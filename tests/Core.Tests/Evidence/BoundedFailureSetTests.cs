using LoopJournal.Evidence;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class BoundedFailureSetTests
{
    [TestMethod]
    public void The_failures_that_are_kept_depend_neither_on_order_nor_on_messages()
    {
        var forward = CreateSet(Enumerable.Range(0, 15_000), i => $"message {i}");
        var backward = CreateSet(Enumerable.Range(0, 15_000).Reverse(), i => $"another message {i + 1}");

        Assert.HasCount(10_000, forward.ToList());
        CollectionAssert.AreEquivalent(ListIds(forward), ListIds(backward));
    }

    [TestMethod]
    public void Every_key_is_counted_once_kept_or_not()
    {
        var failures = CreateSet(Enumerable.Range(0, 15_000).Concat(Enumerable.Range(0, 15_000)), _ => "x");
        for (var i = 0; i < 5_000; i++)
        {
            failures.Remove(BoundedFailureSet.GetKey($"{i}", ""));
            failures.Remove(BoundedFailureSet.GetKey($"never there {i}", ""));
        }

        Assert.AreEqual(10_000, failures.Count);
        Assert.AreEqual(failures.Count - failures.ToList().Count, failures.Omitted);
    }

    [TestMethod]
    public void Keys_beyond_those_that_are_remembered_are_counted()
    {
        var failures = new BoundedFailureSet();
        for (var i = 0UL; i < 300_000; i++)
        {
            failures.Set(new(i, 0), new() { Id = "x" });
        }

        Assert.AreEqual(300_000, failures.Count);
        Assert.AreEqual(290_000, failures.Omitted);
    }

    [TestMethod]
    public void Fewer_long_failures_are_kept_and_longer_messages_do_not_change_which()
    {
        var some = CreateSet(Enumerable.Range(0, 9_000), _ => new string('x', 4000));
        var others = CreateSet(Enumerable.Range(0, 9_000).Reverse(), i => new string('x', 3900 + (i % 100)));

        Assert.HasCount(2_500, some.ToList());
        CollectionAssert.AreEquivalent(ListIds(some), ListIds(others));
        Assert.AreEqual(9_000, some.Count);
        Assert.AreEqual(6_500, some.Omitted);
    }

    [TestMethod]
    public void The_last_failure_of_a_key_counts_and_the_order_stays()
    {
        var failures = new BoundedFailureSet();
        foreach (var (key, message) in new[] { ("a", "1"), ("b", "2"), ("a", "3"), ("c", "4") })
        {
            failures.Set(BoundedFailureSet.GetKey(key, ""), new() { Id = key, Message = message });
        }

        failures.Remove(BoundedFailureSet.GetKey("c", ""));

        CollectionAssert.AreEqual(new[] { "2", "3" }, failures.ToList().Select(failure => failure.Message).ToArray());
    }

    private static BoundedFailureSet CreateSet(IEnumerable<int> numbers, Func<int, string> message)
    {
        var failures = new BoundedFailureSet();
        foreach (var i in numbers)
        {
            failures.Set(BoundedFailureSet.GetKey($"{i}", ""), new() { Id = $"{i}", Message = message(i) });
        }

        return failures;
    }

    private static List<string> ListIds(BoundedFailureSet failures) => failures.ToList().ConvertAll(failure => failure.Id);
}
