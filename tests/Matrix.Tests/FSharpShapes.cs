namespace LoopJournal.Tests;

/// <summary>Tests of F# whose names have blanks.</summary>
internal static class FSharpShapes
{
    public const int Failing = 4;

    public const string Product = """
        namespace Shop

        module Product =
            let isBroken = true

            let ``the total of`` (prices: int list) = List.sum prices + (if isBroken then 1 else 0)

            let ``the owner of a cart`` (name: string) =
                if isBroken then failwithf "no answer from the cart of %s" name else name
        """;

    public const string Source = """
        module ``Tests of the shop``

        open Xunit
        open Shop

        [<Fact>]
        let ``The total of three prices is their sum`` () =
            Assert.Equal(6, Product.``the total of`` [ 1; 2; 3 ])

        [<Fact>]
        let ``A cart knows its owner`` () =
            Assert.Equal("ann", Product.``the owner of a cart`` "ann")

        type ``Tests of a class`` () =
            [<Theory>]
            [<InlineData(1.5)>]
            member _.``A price (with tax) is positive`` (price: float) =
                Assert.True(price > (if Product.isBroken then 9.0 else 0.0), "not positive")

            [<Fact>]
            member _.``An order is sent`` () =
                task {
                    do! System.Threading.Tasks.Task.Yield()
                    let owner = Product.``the owner of a cart`` "bob"
                    Assert.Equal("bob", owner)
                }
        """;
}
