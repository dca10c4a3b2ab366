using LoopJournal.Evidence;
using LoopJournal.Text;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class StackFrameTests
{
    [TestMethod]
    [DataRow("   at Shop.Cart.Total() in /src/Cart.cs:line 12", "Shop.Cart.Total (Cart.cs)")]
    [DataRow(@"   at Shop.Cart.Add(String name, Int32 n) in C:\my src\Cart.cs:line 7", "Shop.Cart.Add (Cart.cs)")]
    [DataRow("   at Shop.Cart.Total() in /_/src (copy)/Cart.cs:line 12", "Shop.Cart.Total (Cart.cs)")]
    [DataRow("1)    at Shop.Cart.Total() in /src/Cart.cs:line 12", "Shop.Cart.Total (Cart.cs)")]
    [DataRow("   bei Shop.Cart.Total() in C:\\Cart.cs:Zeile 12.", "Shop.Cart.Total (Cart.cs)")]
    [DataRow("   à Shop.Cart.Total() dans C:\\Cart.cs:ligne 12", "Shop.Cart.Total (Cart.cs)")]
    [DataRow("   場所 Shop.Cart.Total() 場所 C:\\Cart.cs:行 12", "Shop.Cart.Total (Cart.cs)")]
    [DataRow("   at System.Linq.Enumerable.Cast[TResult](IEnumerable source)", "System.Linq.Enumerable.Cast")]
    [DataRow("   at A.B`1[[System.Int32, System.Private.CoreLib, Version=10.0.0.0]].C(System.Object)", "A.B.C")]
    [DataRow("   at NUnit.Framework.Assert.Throws(IResolveConstraint expression, TestDelegate code)>", "NUnit.Framework.Assert.Throws")]
    [DataRow("   at Shop.Cart..ctor()", "Shop.Cart..ctor")]
    [DataRow("   at Shop.Cart tests.adds a price(Int32 x) in /src/Cart.fs:line 12", "Shop.Cart tests.adds a price (Cart.fs)")]
    [DataRow("   at Cart tests.adds a price() in C:\\my src\\Cart.fsx:line 7", "Cart tests.adds a price (Cart.fsx)")]
    [DataRow("   at Shop.Tests.a 'total' of \"x\", y = 3: six; or more() in /src (a copy)/Cart.fs:line 12",
        "Shop.Tests.a 'total' of \"x\", y = 3: six; or more (Cart.fs)")]
    [DataRow("   at Shop.Tests.total (of three) is six(Int32 x, Int32 y) in /src (my copy) x/Cart.fs:line 12",
        "Shop.Tests.total (of three) is six (Cart.fs)")]
    [DataRow("   at Shop.Tests.adds a price@12-1.Invoke(Unit _arg1) in /src/Cart.fs:line 12",
        "Shop.Tests.adds a price.Invoke (Cart.fs)")]
    [DataRow("   at Shop.Tests.total[a](FSharpList`1 prices) in /src/Cart.fs:line 12", "Shop.Tests.total (Cart.fs)")]
    [DataRow("   at <StartupCode$Shop-Tests>.$Cart.Totals.clo@58-4.MoveNext() in D:\\src\\Cart.Totals.fs:line 77",
        "<StartupCode$Shop-Tests>.$Cart.Totals.clo.MoveNext (Cart.Totals.fs)")]
    [DataRow("   at Program.total[a,b](a n) in Program.fs:line 5", "Program.total (Program.fs)")]
    public void A_frame_is_its_method_and_the_name_of_its_file(string line, string expected)
    {
        Assert.IsTrue(StackFrame.TryParse(line, out var frame));
        Assert.AreEqual(expected, frame.ToString());
    }

    [TestMethod]
    [DataRow("at the end of the day (and the night)")]
    [DataRow("Assert.AreEqual(3, total) failed.")]
    [DataRow("at Shop.Cart.Total")]
    [DataRow("in C.s we trust (always): 12")]
    [DataRow("  Expected: at(3)")]
    [DataRow("at http://host.com/a(b)")]
    [DataRow("")]
    [DataRow("at ")]
    [DataRow("at )(")]
    [DataRow("at ) in /src/Cart.fs:line 12")]
    [DataRow("at () in :line 12")]
    [DataRow("at Shop.Cart tests.adds a price() in /src/Cart.cs:line 12")]
    [DataRow("at Shop.Cart tests.adds a price() in Cart.fs:line 12")]
    [DataRow("at the end (of it) in /src/Cart.fs:line 12")]
    public void Any_other_line_is_not_a_frame(string line) => Assert.IsFalse(StackFrame.TryParse(line, out _));

    [TestMethod]
    [DataRow(") x /", true)]
    [DataRow("() x /", true)]
    [DataRow(" x/ /", false)]
    [DataRow("<a>b__1 ) x /", true)]
    [DataRow("/", false)]
    [Timeout(20_000, CooperativeCancellation = false)]
    public void A_line_of_four_megabytes_is_read_in_time(string piece, bool expected)
    {
        var line = $"at Shop.Cart({string.Concat(Enumerable.Repeat(piece, (4 << 20) / piece.Length))}x.fs:line 12";

        Assert.AreEqual(expected, StackFrame.TryParse(line, out _));
    }

    [TestMethod]
    [Timeout(20_000, CooperativeCancellation = false)]
    [DataRow("a")]
    [DataRow("aProxy_")]
    [DataRow("Proxy_1x")]
    [DataRow("<>f__AnonymousType1")]
    public void A_name_of_a_megabyte_is_cleaned_in_time(string piece) =>
        Assert.IsLessThan(2 << 20, CompilerNames.Clean(string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length))).Length);

    [TestMethod]
    [DataRow("Shop.Cart.<AddAsync>d__12.MoveNext", "Shop.Cart.AddAsync")]
    [DataRow("Shop.Cart.<>c__DisplayClass7_0.<Add>b__0", "Shop.Cart.Add.lambda")]
    [DataRow("Shop.Cart+<>c__DisplayClass7_0.<Add>b__0", "Shop.Cart.Add.lambda")]
    [DataRow("Shop.Cart.<>c.<Add>b__7_0", "Shop.Cart.Add.lambda")]
    [DataRow("Shop.Cart.<Add>b__28_1", "Shop.Cart.Add.lambda")]
    [DataRow("Shop.Cart.<Add>g__Check|4_0", "Shop.Cart.Add.Check")]
    [DataRow("Shop.Cart+<>c.<<AddAsync>b__0_0>d.MoveNext", "Shop.Cart.AddAsync.lambda")]
    [DataRow("Shop.Cart.<<AddAsync>g__Check|4_0>d.MoveNext", "Shop.Cart.AddAsync.Check")]
    [DataRow("Shop.Cart.<Lines>d__3`1.MoveNext", "Shop.Cart.Lines")]
    [DataRow("Shop.List`1.Add[T]", "Shop.List.Add")]
    [DataRow("Shop.Outer+Inner.M", "Shop.Outer.Inner.M")]
    [DataRow("Gen.<RegexGenerator_g>F0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF__Word_0.Runner.Scan",
        "Gen.Word.Runner.Scan")]
    [DataRow("Shop.<Cart>F0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF__Helper.Do", "Shop.Helper.Do")]
    [DataRow("Program.<Main>$", "Program.Main")]
    [DataRow("Program.<<Main>$>g__Run|0_1", "Program.Main.Run")]
    [DataRow("Shop.Tests.total@12-1.Invoke", "Shop.Tests.total.Invoke")]
    [DataRow("Shop.Cart._Closure$__3-0._Lambda$__1", "Shop.Cart.lambda")]
    public void Names_made_by_compilers_become_names_that_people_wrote(string name, string expected) =>
        Assert.AreEqual(expected, CompilerNames.Clean(name));
}
