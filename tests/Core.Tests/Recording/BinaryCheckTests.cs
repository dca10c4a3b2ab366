using LoopJournal.Model;
using LoopJournal.Recording;

namespace LoopJournal.Tests.Recording;

/// <summary>The binaries of a test project and of a project that it references, compared with the files on the disk.</summary>
[TestClass]
public sealed class BinaryCheckTests : IDisposable
{
    private const string Output = "tests/bin/Shop.Tests.dll";

    private readonly TestRepository _repository = new();
    private AttemptInputs _inputs;

    public BinaryCheckTests()
    {
        Write("tests/Shop.Tests.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        Write("src/Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        Write("tests/CartTests.cs", "tests");
        Write("src/Cart.cs", "cart");
        Write("src/Prices/List.cs", "list");
        Write("tests/bin/Shop.Tests.deps.json", """
            {
              "targets": { "net10.0": {
                "Shop.Tests/1.0.0": { "runtime": { "Shop.Tests.dll": {} } },
                "Shop/1.0.0": { "runtime": { "Shop.dll": {} } },
                "Other/1.0.0": { "runtime": { "lib/net10.0/Other.dll": {} } }
              } },
              "libraries": {
                "Shop.Tests/1.0.0": { "type": "project" }, "Shop/1.0.0": { "type": "project" }, "Other/1.0.0": { "type": "package" }
              }
            }
            """);
        Compile("tests/bin/Shop.Tests.dll", "tests/CartTests.cs");
        Compile("tests/bin/Shop.dll", "src/Cart.cs", "src/Prices/List.cs");
        _inputs = new() { Assembly = In(Output), Sources = [In("tests/CartTests.cs")] };
    }

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public void Unchanged_files_are_not_stale() => AssertStale([]);

    [TestMethod]
    [DataRow("tests/CartTests.cs")]
    [DataRow("src/Cart.cs")]
    public void An_edited_and_a_deleted_file_are_named(string file)
    {
        Write(file, "edited");
        AssertStale([file]);
        File.Delete(In(file));
        AssertStale([file]);
    }

    [TestMethod]
    public void A_file_with_another_time_and_the_same_content_is_not_named()
    {
        File.SetLastWriteTimeUtc(In("src/Cart.cs"), DateTime.UtcNow.AddDays(1));
        AssertStale([]);
    }

    [TestMethod]
    public void An_edited_file_with_an_old_time_is_named()
    {
        Write("src/Cart.cs", "edited");
        File.SetLastWriteTimeUtc(In("src/Cart.cs"), DateTime.UnixEpoch);
        AssertStale(["src/Cart.cs"]);
    }

    [TestMethod]
    public void A_file_that_was_written_while_the_tests_ran_is_not_named()
    {
        _inputs = _inputs with { Id = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddSeconds(-1)).ToString("N") };
        Write("src/Cart.cs", "edited");
        File.SetLastWriteTimeUtc(In("src/Cart.cs"), _inputs.Began.AddMilliseconds(1));
        AssertStale([]);

        File.SetLastWriteTimeUtc(In("src/Cart.cs"), _inputs.Began.AddTicks(1)); // an id has whole milliseconds
        AssertStale(["src/Cart.cs"]);
    }

    [TestMethod]
    public void A_compile_item_of_the_test_project_that_was_not_compiled_is_named()
    {
        Write("tests/New.cs", "new");
        AssertStale([]); // the project does not compile it
        _inputs = _inputs with { Sources = [.. _inputs.Sources, In("tests/New.cs"), In("tests/obj/Generated.cs"), "/elsewhere/Linked.cs"] };
        AssertStale(["tests/New.cs"]);
    }

    [TestMethod]
    [DataRow("src/New.cs", true)]
    [DataRow("src/Deep/Er/New.cs", true)]
    [DataRow("src/obj/New.cs", false)]
    [DataRow("src/.hidden/New.cs", false)]
    [DataRow("src/New.txt", false)]
    [DataRow("docs/New.cs", false)]
    public void A_file_that_a_referenced_project_includes_by_default_is_named(string file, bool isNamed)
    {
        Write(file, "new");
        AssertStale(isNamed ? [file] : []);
    }

    [TestMethod]
    [DataRow("src/Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><Compile Remove=\"New.cs\" /></ItemGroup></Project>")]
    [DataRow("src/Shop.csproj", "<Project><ItemGroup><Compile Include=\"Cart.cs\" /></ItemGroup></Project>")]
    [DataRow("Directory.Build.props", "<Project><PropertyGroup><EnableDefaultItems>false</EnableDefaultItems></PropertyGroup></Project>")]
    public void A_referenced_project_with_items_of_its_own_has_no_known_added_files(string file, string text)
    {
        Write(file, text);
        Write("src/New.cs", "new");
        AssertStale([]);
        Write("src/Cart.cs", "edited");
        AssertStale(["src/Cart.cs"]);
    }

    [TestMethod]
    public void A_file_of_a_project_in_a_folder_below_is_not_named()
    {
        Write("src/Tools/Tools.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        Write("src/Tools/New.cs", "new");
        AssertStale([]);
    }

    [TestMethod]
    public void Without_symbols_nothing_is_known_and_an_edit_that_other_symbols_show_is()
    {
        CompiledAssembly.Write(In(Output), sources: null);
        AssertStale(null);
        Write("src/Cart.cs", "edited");
        AssertStale(["src/Cart.cs"]);
        File.Delete(In(Output));
        Compile("tests/bin/Shop.dll", "src/Cart.cs", "src/Prices/List.cs");
        AssertStale(null);
    }

    [TestMethod]
    [DataRow("not JSON")]
    [DataRow("{}")]
    [DataRow("{ \"libraries\": [] }")]
    public void Without_a_list_of_dependencies_the_test_assembly_alone_is_compared(string dependencies)
    {
        Write("tests/bin/Shop.Tests.deps.json", dependencies);
        Write("src/Cart.cs", "edited");
        AssertStale([]);
        Write("tests/CartTests.cs", "edited");
        AssertStale(["tests/CartTests.cs"]);
    }

    [TestMethod]
    public void A_binary_of_a_deterministic_build_is_compared()
    {
        CompiledAssembly.Write(In("tests/bin/Shop.dll"), [("/_/src/Cart.cs", In("src/Cart.cs")), ("/_/src/Prices/List.cs", In("src/Prices/List.cs"))]);
        AssertStale([]);
        Write("src/Cart.cs", "edited");
        AssertStale(["src/Cart.cs"]);
    }

    private void AssertStale(string[]? expected)
    {
        var stale = new BinaryCheck(_repository.Root, _inputs).FindStale();
        Assert.AreEqual(expected is null ? null : string.Join(", ", expected), stale is null ? null : string.Join(", ", stale));
    }

    private void Compile(string assembly, params string[] files) =>
        CompiledAssembly.Write(In(assembly), files.Select(file => (In(file), In(file))));

    private void Write(string file, string text) => _repository.Write(file, text);

    private string In(string file) => Path.Combine(_repository.Root, file);
}
