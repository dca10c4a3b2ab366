using LoopJournal.Evidence;
using LoopJournal.Text;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class HostFailureTests
{
    private static RepositoryPaths Repository => new("/repo", _ => false);

    private const string Overflow = """
        The active test run was aborted. Reason: Test host process crashed : Stack overflow.
        Repeated 174579 times:
        --------------------------------
           at Shop.Cart.Even(System.String)
           at Shop.Cart.Odd(System.String)
        --------------------------------
           at Shop.Tests.CartTests.Total()
           at System.Reflection.MethodBaseInvoker.InterpretedInvoke_Method(System.Object, IntPtr*)
        """;

    private const string FailFast = """
        The active test run was aborted. Reason: Test host process crashed : Process terminated.
        cycle register 7 is corrupt
           at System.Environment.FailFast(System.String)
           at Shop.Cart+<>c__DisplayClass7_0.<Render>b__0()
           at System.Reflection.MethodBaseInvoker.InterpretedInvoke_Method(System.Object, IntPtr*)
        """;

    private const string Unhandled = """
        The active test run was aborted. Reason: Test host process crashed : Unhandled exception. System.InvalidOperationException: timer 17
         ---> System.ArgumentException: no name
           at Shop.Cart.Tick() in /repo/Cart.cs:line 5
           --- End of inner exception stack trace ---
           at System.Reflection.MethodBaseInvoker.InterpretedInvoke_Method(System.Object, IntPtr*)
        """;

    [TestMethod]
    public void A_stack_overflow_is_the_set_of_the_frames_in_its_cycle()
    {
        var failure = HostFailure.From(Overflow, Repository);

        Assert.AreEqual("(test host)", failure.Id);
        Assert.AreEqual("", failure.Type);
        Assert.AreEqual("Stack overflow.", failure.Message);
        Assert.AreEqual("Stack overflow.", failure.Shape);
        Assert.AreEqual("Shop.Cart.Even | Shop.Cart.Odd", failure.Site);
        Assert.AreEqual(failure, HostFailure.From("""
            Der aktive Testlauf wurde abgebrochen. Grund: Der Testhostprozess ist abgestürzt. : Stack overflow.
            Repeated 9 times:
            --------------------------------
               at Shop.Cart.Odd(System.String)
               at Shop.Cart.Even(System.String)
            --------------------------------
            """, Repository));
    }

    [TestMethod]
    public void A_fail_fast_keeps_its_message_and_the_first_frame_outside_the_platform()
    {
        var failure = HostFailure.From("""
            The active test run was aborted. Reason: Test host process crashed : Process terminated.
            cycle register is corrupt
               at System.Environment.FailFast(System.String)
               at Shop.Cart+<>c__DisplayClass7_0.<Render>b__0()
            """, Repository);

        Assert.AreEqual("Process terminated.\ncycle register is corrupt", failure.Shape);
        Assert.AreEqual("Shop.Cart.Render.lambda", failure.Site);
    }

    [TestMethod]
    public void An_unhandled_exception_has_its_type()
    {
        var failure = HostFailure.From("The active test run was aborted. Reason: Test host process crashed : Unhandled exception. " + """
            System.InvalidOperationException: timer 17 broke
               at Shop.Cart.Tick() in /repo/Cart.cs:line 5
            """, Repository);

        Assert.AreEqual("System.InvalidOperationException", failure.Type);
        Assert.AreEqual("timer <n> broke", failure.Shape);
        Assert.AreEqual("Shop.Cart.Tick (Cart.cs)", failure.Site);
    }

    [TestMethod]
    public void A_host_that_dies_silently_shows_the_runners_text_without_hashing_it()
    {
        var failure = HostFailure.From("The active test run was aborted. Reason: Test host process crashed", Repository);

        Assert.AreEqual("The active test run was aborted. Reason: Test host process crashed", failure.Message);
        Assert.AreEqual("", failure.Shape);
        Assert.AreEqual("", failure.Site);
    }

    // VSTest keeps the first 8,192 characters of what the host printed.
    [TestMethod]
    [DataRow(Overflow)]
    [DataRow(FailFast)]
    [DataRow(Unhandled)]
    public void The_place_where_the_runner_cuts_the_trace_changes_nothing(string crash)
    {
        var whole = HostFailure.From(crash, Repository);
        var end = crash.LastIndexOf("at System.Reflection", StringComparison.Ordinal);

        for (var length = end; length < crash.Length; length++)
        {
            Assert.AreEqual(whole, HostFailure.From(crash[..length], Repository), crash[end..length]);
        }
    }

    [TestMethod]
    public void A_trace_that_is_cut_in_its_first_frame_is_no_message() => Assert.AreEqual(
        "Process terminated.", HostFailure.From("Test host process crashed : Process terminated.\n   at Xunit.Sdk.E", Repository).Shape);

    [TestMethod]
    public void The_numbers_of_a_fail_fast_change_nothing() => Assert.AreEqual(
        HostFailure.From(FailFast, Repository) with { Message = "" },
        HostFailure.From(FailFast.Replace("register 7", "register 1234", StringComparison.Ordinal), Repository) with { Message = "" });
}
