using LoopJournal.Model;

namespace LoopJournal.Tests.Model;

[TestClass]
public sealed class StreamKeyTests
{
    private static readonly StreamKey Net10 = new("main", "tests/Shop.Tests.csproj", "net10.0", "test");

    [TestMethod]
    public void A_stream_has_its_own_attempts_and_no_others()
    {
        Assert.IsTrue(Net10.Has(new Attempt { Gate = Gates.Fail, Stream = Net10 }));
        Assert.IsFalse(Net10.Has(new Attempt { Gate = Gates.Fail, Stream = Net10 with { Framework = "net9.0" } }));
        Assert.IsFalse(Net10.Has(new Attempt { Gate = Gates.Pass, Stream = Net10 with { Command = "build" } }));
    }

    [TestMethod]
    public void A_reset_that_names_no_stream_is_in_every_stream_of_its_loop()
    {
        var reset = new Attempt { Gate = Gates.Reset, Stream = new("main", "", "", "") };

        Assert.IsTrue(Net10.Has(reset));
        Assert.IsFalse((Net10 with { Loop = "other" }).Has(reset));
        Assert.IsTrue((Net10 with { Loop = "other" }).Has(reset with { Stream = new("", "", "", "") }));
        Assert.IsFalse(Net10.Has(reset with { Stream = Net10 with { Framework = "net9.0" } }));
    }

    [TestMethod]
    [DataRow("test --filter Cart")]
    [DataRow("test --filter-class Shop.CartTests")]
    [DataRow("test --treenode-filter /*/*/*/Total")]
    public void A_pass_of_the_whole_project_is_in_its_filtered_streams_and_not_the_other_way(string command)
    {
        var filtered = Net10 with { Command = command };

        Assert.IsTrue(filtered.Has(new Attempt { Gate = Gates.Pass, Stream = Net10 }));
        Assert.IsTrue(filtered.Has(new Attempt { Gate = Gates.Fail, Known = "A", Stream = Net10 }), "only known failures");
        Assert.IsFalse(filtered.Has(new Attempt { Gate = Gates.Fail, Stream = Net10 }));
        Assert.IsFalse(Net10.Has(new Attempt { Gate = Gates.Pass, Stream = filtered }));
    }
}
