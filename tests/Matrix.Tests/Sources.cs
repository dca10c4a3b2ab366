namespace LoopJournal.Tests;

/// <summary>A product with two bugs and its three tests, in each language. Each bug fails one test.</summary>
internal static class Sources
{
    /// <summary>Writes one project with product and tests, and commits it.</summary>
    /// <param name="repo">The repository.</param>
    /// <param name="framework">The test framework.</param>
    /// <param name="language"><c>cs</c>, <c>fs</c> or <c>vb</c>.</param>
    /// <param name="more">More of the project.</param>
    public static void Create(Sandbox repo, Framework framework, string language = "cs", string more = "")
    {
        var items = language == "fs" ? """<ItemGroup><Compile Include="Cart.fs" /><Compile Include="CartTests.fs" /></ItemGroup>""" : "";
        framework.WriteProject(repo, $"Shop.Tests.{language}proj", items + more);
        WriteProduct(repo, $"Cart.{language}");
        WriteTests(repo, $"CartTests.{language}", framework.Words);
        repo.Commit();
    }

    /// <summary>Mends both bugs of the one project.</summary>
    public static void Fix(Sandbox repo, string language = "cs") => WriteProduct(repo, $"Cart.{language}", isMended: true);

    public static void WriteProduct(Sandbox repo, string path, bool isMended = false)
    {
        var total = isMended ? "+ 0" : "+ 1";
        repo.Write(path, Path.GetExtension(path) switch
        {
            ".fs" => $"""
                module Cart

                let total (prices: int list) = List.sum prices {total}

                let owner (name: string) : string =
                    {(isMended ? "name" : "raise (System.TimeoutException($\"no answer from the cart of {name}\"))")}
                """,
            ".vb" => $"""
                Public Module Cart
                    Public Function Total(ParamArray prices As Integer()) As Integer
                        Return System.Linq.Enumerable.Sum(prices) {total}
                    End Function

                    Public Function Owner(name As String) As String
                        {(isMended ? "Return name" : "Throw New System.TimeoutException(\"no answer from the cart of \" & name)")}
                    End Function
                End Module
                """,
            _ => $$"""
                namespace Shop;

                public static class Cart
                {
                    public static int Total(params int[] prices) => prices.Sum() {{total}};

                    public static string Owner(string name) =>
                        {{(isMended ? "name" : "throw new TimeoutException($\"no answer from the cart of {name}\")")}};
                }
                """,
        });
    }

    public static void WriteTests(Sandbox repo, string path, Words words) =>
        repo.Write(path, CreateTests(words, Path.GetExtension(path)));

    private static string CreateTests(Words words, string extension) => extension switch
    {
        ".fs" => $"""
            namespace Shop.Tests

            open {words.Namespace}

            {(words.OnClass == "" ? "" : $"[<{words.OnClass}>]")}
            type CartTests () =
                [<{words.OnTest}>]
                member _.Total () = {words.Equal}(6, Cart.total [ 1; 2; 3 ])

                [<{words.OnTest}>]
                member _.Owner () = {words.Equal}("ann", Cart.owner "ann")

                [<{words.OnTest}>]
                member _.Passes () = ()
            """,
        ".vb" => $"""
            Imports {words.Namespace}

            {(words.OnClass == "" ? "" : $"<{words.OnClass}>")}
            Public Class CartTests
                <{words.OnTest}>
                Public Sub Total()
                    {words.Equal}(6, Cart.Total(1, 2, 3))
                End Sub

                <{words.OnTest}>
                Public Sub Owner()
                    {words.Equal}("ann", Cart.Owner("ann"))
                End Sub

                <{words.OnTest}>
                Public Sub Passes()
                End Sub
            End Class
            """,
        _ => $$"""
            using {{words.Namespace}};

            namespace Shop.Tests;

            {{(words.OnClass == "" ? "" : $"[{words.OnClass}]")}}
            public class CartTests
            {
                [{{words.OnTest}}]
                public {{CreateTest(words, "Total", "6", "Cart.Total(1, 2, 3)")}}

                [{{words.OnTest}}]
                public {{CreateTest(words, "Owner", "\"ann\"", "Cart.Owner(\"ann\")")}}

                [{{words.OnTest}}]
                public void Passes()
                {
                }
            }
            """,
    };

    /// <summary>TUnit's assertions are asynchronous.</summary>
    private static string CreateTest(Words words, string name, string expected, string actual) => words == Words.TUnit
        ? $"async Task {name}() => await Assert.That({actual}).IsEqualTo({expected});"
        : $"void {name}() => {words.Equal}({expected}, {actual});";
}
