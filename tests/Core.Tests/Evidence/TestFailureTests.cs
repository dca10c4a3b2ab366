using LoopJournal.Evidence;
using LoopJournal.Model;
using LoopJournal.Text;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class TestFailureTests
{
    private const string Stack = """
           at System.Linq.Enumerable.First[T](IEnumerable`1 source)
           at Shop.Cart.<>c__DisplayClass7_0.<Total>b__0() in /repo/src/Cart.cs:line 30
           at Shop.Tests.CartTests.Total() in /repo/tests/CartTests.cs:line 12
        """;

    private static RepositoryPaths Repository => new("/repo", _ => false);

    // MSTest 4.5, xUnit 2.9, xUnit 3, NUnit 4.2 and TUnit 1.81 printed these forms, under VSTest and Microsoft.Testing.Platform.
    [TestMethod]
    [DataRow("", "Test method Shop.Tests.CartTests.Total threw exception: \nSystem.TimeoutException: no answer from the cart",
        DisplayName = "MSTest")]
    [DataRow(
        "",
        "Die Testmethode \"Shop.Tests.CartTests.Total\" hat eine Ausnahme ausgelöst: \nSystem.TimeoutException: no answer from the cart",
        DisplayName = "MSTest, German")]
    [DataRow("", "System.TimeoutException : no answer from the cart", DisplayName = "xUnit and NUnit")]
    [DataRow("System.TimeoutException", "no answer from the cart", DisplayName = "type given apart")]
    [DataRow("System.TimeoutException", "System.TimeoutException : no answer from the cart", DisplayName = "type given twice")]
    [DataRow("Xunit.MicrosoftTestingPlatform.XunitException", "System.TimeoutException : no answer from the cart",
        DisplayName = "xUnit 3, wrapped")]
    [DataRow("Microsoft.Testing.Extensions.VSTestBridge.ObjectModel.VSTestException",
        "Test method X threw exception: \nSystem.TimeoutException: no answer from the cart", DisplayName = "MSTest, wrapped")]
    [DataRow("", "TUnit.Engine.Exceptions.TestFailedException: System.TimeoutException: no answer from the cart",
        DisplayName = "TUnit, wrapped")]
    public void Every_platform_gives_the_same_failure_for_the_same_exception(string type, string message)
    {
        var failure = CreateFailure(type, message);

        Assert.AreEqual("System.TimeoutException", failure.Type);
        Assert.AreEqual("no answer from the cart", failure.Message);
        Assert.AreEqual("no answer from the cart", failure.Shape);
        Assert.AreEqual("Shop.Cart.Total.lambda (Cart.cs)", failure.Site);
    }

    [TestMethod]
    [DataRow("", "Assert.AreEqual failed. Expected:<3>. Actual:<4>.")]
    [DataRow("Microsoft.VisualStudio.TestTools.UnitTesting.AssertFailedException", "Assert.AreEqual failed. Expected:<3>. Actual:<4>.")]
    [DataRow("Xunit.Sdk.EqualException", "Assert.AreEqual failed. Expected:<3>. Actual:<4>.")]
    [DataRow("NUnit.Framework.AssertionException", "Assert.AreEqual failed. Expected:<3>. Actual:<4>.")]
    [DataRow("TUnit.Engine.Exceptions.TestFailedException", "AssertionException: Assert.AreEqual failed. Expected:<3>. Actual:<4>.")]
    public void A_frameworks_own_assertion_has_no_type_and_keeps_its_values(string type, string message)
    {
        var failure = CreateFailure(type, message);

        Assert.AreEqual("", failure.Type);
        Assert.AreEqual("Assert.AreEqual failed. Expected:<<n>>. Actual:<<n>>.", failure.Shape);
        Assert.AreEqual("Assert.AreEqual failed. Expected:<3>. Actual:<4>.", failure.Values);
    }

    [TestMethod]
    [DataRow("Lib.C+: no answer")]
    [DataRow("Lib.C+ : no answer")]
    [DataRow("Test method A.B threw exception: \nLib.C+: no answer")]
    public void A_name_that_ends_with_a_plus_is_not_a_type(string message)
    {
        Assert.AreEqual("", CreateFailure("", message).Type);
        Assert.AreEqual(
            12, EvidenceData.Fingerprint("error:\n" + message.Replace("answer", "answer, failed", StringComparison.Ordinal)).Length);
    }

    [TestMethod]
    [DataRow("System.InvalidOperationException : outer\n---- System.IO.IOException : inner", DisplayName = "xUnit")]
    [DataRow("System.InvalidOperationException : outer\n  ----> System.IO.IOException : inner", DisplayName = "NUnit")]
    [DataRow("Test method A.B threw exception: \nSystem.InvalidOperationException: outer ---> System.IO.IOException: inner",
        DisplayName = "MSTest")]
    public void Inner_exceptions_make_a_chain(string message)
    {
        var failure = CreateFailure("", message);

        Assert.AreEqual("System.InvalidOperationException > System.IO.IOException", failure.Type);
        Assert.AreEqual("outer\ninner", failure.Shape);
    }

    [TestMethod]
    public void The_exceptions_of_parallel_tasks_are_a_set() => Assert.AreEqual(
        CreateFailure("", "System.AggregateException : x\n---- B.BException : b\n---- A.AException : a\n---- B.BException : b").Type,
        CreateFailure("", "System.AggregateException : x\n---- A.AException : a\n---- B.BException : b").Type);

    [TestMethod]
    [DataRow("Ns.T.M(1,\"a\")", "M(1,\"a\")", "Ns.T.M(1,\"a\")", DisplayName = "NUnit under VSTest")]
    [DataRow("Ns.T.M", "M(1,\"a\")", "Ns.T.M(1,\"a\")", DisplayName = "NUnit under Microsoft.Testing.Platform")]
    [DataRow("Ns.T.M", "Ns.T.M(x: 1)", "Ns.T.M(x: 1)", DisplayName = "xUnit")]
    [DataRow("Ns.T.M", "M (1,a)", "Ns.T.M(1,a)", DisplayName = "MSTest")]
    [DataRow("Ns.T.M", "M", "Ns.T.M")]
    [DataRow("Ns.T.M", "", "Ns.T.M")]
    [DataRow("Ns.T.M", "adds up", "Ns.T.M adds up", DisplayName = "a name of its own")]
    [DataRow("Ns.T(1).M(2)", "M(2)", "Ns.T(1).M(2)", DisplayName = "a fixture with arguments")]
    [DataRow("Ns.T.M(\"a).b\")", "M(\"a).b\")", "Ns.T.M(\"a).b\")")]
    [DataRow(
        "Ns.T.M", "M(id: 026e17d3-6f0e-4a3b-9c1d-0123456789ab, n: 5, at: 2026-11-22T23:53:37.8239498+00:00)", "Ns.T.M(id: <guid>, "
            + "n: 5, at: <time>)")]
    [DataRow("Ns.T.M", "M(f: Func`2 { Method = Boolean <Get>b__0_1(Int32), Target = <>c { } })",
        "Ns.T.M(f: Func`2 { Method = Boolean Get.lambda(Int32), Target =  { } })")]
    [DataRow("Ns.T.M", "M(file: \"/repo/data/in.txt\", took: 5s, day: 2026-01-02)",
        "Ns.T.M(file: \"<path>/in.txt\", took: 5s, day: 2026-01-02)")]
    public void The_id_is_the_method_and_its_row(string name, string displayName, string id) =>
        Assert.AreEqual(id, TestFailure.From(new(name, displayName, "", "m", ""), Repository).Id);

    [TestMethod]
    public void Numbers_next_to_a_volatile_token_are_volatile_too()
    {
        Assert.AreEqual(
            "Expected string length <n> but was <n>.\nBut was: \"no <guid>",
            CreateFailure("", "Expected string length 46 but was 73.\nBut was:  \"no 71d6d214-59b6-4985-8335-...\"\n-----------^").Values);
        Assert.AreEqual("length <n>\nfile '<tmp>", CreateFailure("", "length 54\nfile '/tmp/mpibaywt.ze2'.\"").Shape);
        Assert.AreEqual("length <n>\nfile '<tmp>", CreateFailure("", "length 68\nfile '/var/tmp/agent-7/t/qume5r0...\"").Shape);
    }

    [TestMethod]
    public void Frames_in_a_message_are_not_part_of_it() => Assert.AreEqual(
        "Expected: <Shop.Bad>\nBut was: <System.ArgumentException: empty",
        CreateFailure(
            "",
            "Expected: <Shop.Bad>\nBut was:  <System.ArgumentException: empty\n   at Shop.Cart.Pop() in /repo/Cart.cs:line 4\n"
            + "   at NUnit.Framework.Assert.Throws(X expression)>").Shape);

    [TestMethod]
    public void Moved_lines_another_directory_and_a_deterministic_build_change_nothing()
    {
        var plain = CreateFailure("", "boom", Stack);
        var moved = CreateFailure("", "boom", Stack.Replace(":line 30", ":line 71", StringComparison.Ordinal));
        var elsewhere = TestFailure.From(
            new("Shop.Tests.CartTests.Total", "Total", "", "boom", Stack.Replace("/repo/", @"C:\my work\", StringComparison.Ordinal)),
            new(@"C:\my work", _ => false));
        var mapped = TestFailure.From(
            new("Shop.Tests.CartTests.Total", "Total", "", "boom", Stack.Replace("/repo/", "/_/", StringComparison.Ordinal)),
            new("/repo", path => path == "/repo/src/Cart.cs"));

        Assert.AreEqual("Shop.Cart.Total.lambda (Cart.cs)", plain.Site);
        Assert.AreEqual(GetHashed(plain), GetHashed(moved));
        Assert.AreEqual(GetHashed(plain), GetHashed(elsewhere));
        Assert.AreEqual(GetHashed(plain), GetHashed(mapped));
        Assert.AreEqual("src/Cart.cs:71", moved.Frame);
    }

    private static Failure GetHashed(Failure failure) => failure with { Frame = "", TestFrame = "", Files = [], Cause = 0 };

    [TestMethod]
    public void A_failure_inside_a_framework_has_no_site() =>
        Assert.AreEqual("", CreateFailure("", "boom", "   at System.A.B()\n   at Microsoft.X.Y() in /_/src/X.cs:line 3").Site);

    private static Failure CreateFailure(string type, string message, string stack = Stack) =>
        TestFailure.From(new("Shop.Tests.CartTests.Total", "Total", type, message, stack), Repository);

    [TestMethod]
    [DataRow("T(1).")]
    [DataRow(").")]
    [DataRow("System.A : ")]
    [DataRow("---> B.C: ")]
    [DataRow("   at A.B(")]
    [DataRow("'/a b")]
    [DataRow("Xunit.A : ")]
    [Timeout(20_000, CooperativeCancellation = false)]
    public void Four_megabytes_of_any_text_are_read_in_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (4 << 20) / piece.Length)) + ")";

        Assert.IsLessThan(100_000, TestFailure.From(new(text, text, text[..100], text, text), Repository).Shape.Length);
        Assert.AreEqual("(test host)", HostFailure.From(text, Repository).Id);
    }
}
