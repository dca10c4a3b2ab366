namespace LoopJournal.Tests;

/// <summary>Tests of MSTest that fail in many ways.</summary>
internal static class MSTestShapes
{
    /// <summary>How many tests fail.</summary>
    public const int Failing = 18;

    /// <summary>The tests for which MSTest gives no stack trace: body and tear-down both failed, and a time limit.</summary>
    public static readonly string[] WithoutSite =
    [
        "Shop.Tests.TearDownTests.Fails_before_the_tear_down", "Shop.Tests.WaitingTests.Waits",
    ];

    public const string Source = """
        using Microsoft.VisualStudio.TestTools.UnitTesting;

        namespace Shop.Tests;

        public sealed record Point(int X, string? Name);

        [TestClass]
        public class RowTests
        {
            [TestMethod]
            [DataRow(1.5)]
            [DataRow(-0.0)]
            [DataRow(double.NaN)]
            [DataRow(double.PositiveInfinity)]
            public void Floats(double value) => Assert.AreEqual(Product.Choose(value, 0.25), value);

            [TestMethod]
            [DataRow(null)]
            [DataRow("say \"hi\"")]
            [DataRow("Grüße, 仕事 \u202e")]
            [DataRow("one\ttwo\nthree; $(x) %20")]
            public void Texts(string? value) => Assert.AreEqual(Product.Choose(value, "right"), value);

            [TestMethod]
            [DynamicData(nameof(LongRows))]
            public void Long(string value) => Assert.AreEqual(Product.Choose(value, "short"), value);

            public static IEnumerable<object[]> LongRows => [[new string('a', 5000)], [new string('b', 5000)]];

            [TestMethod]
            [DynamicData(nameof(ObjectRows))]
            public void Objects(Point point, int[] values) => Assert.AreEqual(Product.Choose(values[0], 7), values[0], point.Name);

            public static IEnumerable<object[]> ObjectRows => [[new Point(1, "a"), new[] { 1, 2 }]];
        }

        [TestClass]
        public class ClassFixtureTests
        {
            [ClassInitialize]
            public static void SetUp(TestContext context) => Product.Break("class set-up");

            [TestMethod]
            public void Needs_the_class() { }
        }

        [TestClass]
        public class ConstructorTests
        {
            public ConstructorTests() => Product.Break("constructor");

            [TestMethod]
            public void Needs_the_constructor() { }
        }

        [TestClass]
        public class TearDownTests
        {
            [TestCleanup]
            public void TearDown() => Product.Break("tear-down");

            [TestMethod]
            public void Passes_until_the_tear_down() { }

            [TestMethod]
            public void Fails_before_the_tear_down() => Product.Break("body");
        }

        [TestClass]
        public class WaitingTests
        {
            [TestMethod]
            [Timeout(200)]
            public void Waits() => Product.Wait(new ManualResetEvent(false));
        }

        public abstract class Base<T>
        {
            [TestMethod]
            public void Is_inherited() => Assert.AreEqual(Product.Choose(typeof(T), typeof(Base<T>)), typeof(T));
        }

        [TestClass]
        public class DerivedTests : Base<List<string>>;

        [TestClass]
        public class OtherDerivedTests : Base<int>;
        """;
}
