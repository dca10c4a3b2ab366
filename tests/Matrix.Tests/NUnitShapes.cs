namespace LoopJournal.Tests;

/// <summary>Tests of NUnit that fail in many ways.</summary>
internal static class NUnitShapes
{
    /// <summary>How many tests fail.</summary>
    public const int Failing = 19;

    public const string Source = """
        using NUnit.Framework;

        namespace Shop.Tests;

        public sealed record Point(int X, string? Name);

        public class RowTests
        {
            [TestCase(1.5)]
            [TestCase(-0.0)]
            [TestCase(double.NaN)]
            [TestCase(double.PositiveInfinity)]
            public void Floats(double value) => Assert.That(value, Is.EqualTo(Product.Choose(value, 0.25)));

            [TestCase(null)]
            [TestCase("say \"hi\"")]
            [TestCase("Grüße, 仕事 \u202e")]
            [TestCase("one\ttwo\nthree; $(x) %20")]
            public void Texts(string? value) => Assert.That(value, Is.EqualTo(Product.Choose(value, "right")));

            [TestCaseSource(nameof(LongRows))]
            public void Long(string value) => Assert.That(value, Is.EqualTo(Product.Choose(value, "short")));

            public static IEnumerable<string> LongRows => [new string('a', 5000), new string('b', 5000)];

            [TestCaseSource(nameof(ObjectRows))]
            public void Objects(Point point, int[] values) => Assert.That(values[0], Is.EqualTo(Product.Choose(values[0], 7)));

            public static IEnumerable<object[]> ObjectRows => [[new Point(1, "a"), new[] { 1, 2 }]];
        }

        public class ClassFixtureTests
        {
            [OneTimeSetUp]
            public void SetUpOnce() => Product.Break("class set-up");

            [Test]
            public void Needs_the_class() { }
        }

        public class SetUpTests
        {
            [SetUp]
            public void SetUp() => Product.Break("set-up");

            [TearDown]
            public void TearDown() => Product.Break("tear-down");

            [Test]
            public void Needs_the_set_up() { }
        }

        public class TearDownTests
        {
            [TearDown]
            public void TearDown() => Product.Break("tear-down");

            [Test]
            public void Passes_until_the_tear_down() { }
        }

        public class SeveralTests
        {
            [Test]
            public void Fails_twice() => Assert.Multiple(() =>
            {
                Assert.That(1, Is.EqualTo(Product.Choose(1, 2)));
                Assert.That("a", Is.EqualTo(Product.Choose("a", "b")));
            });
        }

        public class WaitingTests
        {
            [Test]
            [CancelAfter(200)]
            public void Waits(CancellationToken cancellation)
            {
                Product.Wait(cancellation.WaitHandle);
                cancellation.ThrowIfCancellationRequested();
            }
        }

        public abstract class Base
        {
            [Test]
            public void Is_inherited() => Product.Break("derived");
        }

        public class DerivedTests : Base;

        [TestFixture(typeof(int))]
        [TestFixture(typeof(List<string>))]
        public class GenericTests<T>
        {
            [Test]
            public void Is_generic() => Assert.That(typeof(T), Is.EqualTo(Product.Choose(typeof(T), typeof(void))));
        }
        """;
}
