namespace LoopJournal.Tests;

/// <summary>Tests of xUnit that fail in many ways.</summary>
internal static class XUnitShapes
{
    /// <summary>How many tests fail.</summary>
    public const int Failing = 19;

    /// <summary>The tests for which xUnit gives no stack trace: a time limit.</summary>
    public static readonly string[] WithoutSite = ["Shop.Tests.WaitingTests.Waits"];

    public const string Source = """
        using Xunit;

        namespace Shop.Tests;

        public sealed record Point(int X, string? Name);

        public class RowTests
        {
            [Theory]
            [InlineData(1.5)]
            [InlineData(-0.0)]
            [InlineData(double.NaN)]
            [InlineData(double.PositiveInfinity)]
            public void Floats(double value) => Assert.Equal(Product.Choose(value, 0.25), value);

            [Theory]
            [InlineData(null)]
            [InlineData("say \"hi\"")]
            [InlineData("Grüße, 仕事 \u202e")]
            [InlineData("one\ttwo\nthree; $(x) %20")]
            public void Texts(string? value) => Assert.Equal(Product.Choose(value, "right"), value);

            [Theory]
            [MemberData(nameof(LongRows))]
            public void Long(string value) => Assert.Equal(Product.Choose(value, "short"), value);

            public static IEnumerable<object[]> LongRows => [[new string('a', 5000)]];

            [Theory]
            [MemberData(nameof(ObjectRows))]
            public void Objects(Point point, int[] values) => Assert.Equal(Product.Choose(point.X, 7), values[0]);

            public static IEnumerable<object[]> ObjectRows => [[new Point(1, "a"), new[] { 1, 2 }]];
        }

        public class Fixture
        {
            public Fixture() => Product.Break("fixture");
        }

        public class ClassFixtureTests(Fixture fixture) : IClassFixture<Fixture>
        {
            [Fact]
            public void Needs_the_fixture() => Assert.NotNull(fixture);
        }

        [CollectionDefinition("shared")]
        public class SharedCollection : ICollectionFixture<Fixture>;

        [Collection("shared")]
        public class CollectionFixtureTests
        {
            [Fact]
            public void Needs_the_collection() { }
        }

        public class ConstructorTests
        {
            public ConstructorTests() => Product.Break("constructor");

            [Fact]
            public void Needs_the_constructor() { }
        }

        public sealed class DisposedTests : IDisposable
        {
            [Fact]
            public void Passes_until_it_is_disposed() { }

            public void Dispose() => Product.Break("disposal");
        }

        public class LifetimeTests : IAsyncLifetime
        {
            [Fact]
            public void Needs_the_lifetime() { }

            public async Task InitializeAsync()
            {
                await Task.Yield();
                Product.Break("lifetime");
            }

            public Task DisposeAsync() => Task.CompletedTask;
        }

        public class WaitingTests
        {
            [Fact(Timeout = 200)]
            public Task Waits() => Task.Run(() => Product.Wait(new ManualResetEvent(false)));
        }

        public abstract class Base<T>
        {
            [Fact]
            public void Is_inherited() => Assert.Equal(Product.Choose(typeof(T), typeof(Base<T>)), typeof(T));
        }

        public class DerivedTests : Base<List<string>>;

        public class OtherDerivedTests : Base<int>;

        public class SeveralTests
        {
            [Fact]
            public void Fails_for_each_item() => Assert.All([1, 2], item => Assert.Equal(Product.Choose(item, 9), item));
        }
        """;
}
