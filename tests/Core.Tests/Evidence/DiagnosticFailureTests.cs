using LoopJournal.Evidence;
using LoopJournal.Fingerprints;
using LoopJournal.Model;
using LoopJournal.Text;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class DiagnosticFailureTests
{
    private static RepositoryPaths Repository => new("/repo", _ => false);

    [TestMethod]
    [DataRow(
        "CS0103", "The name 'Cart' does not exist in the current context", "Der Name \"Cart\" ist im aktuellen Kontext nicht vorhanden.")]
    [DataRow("CS1513", "} expected", "} erwartet.")]
    [DataRow("CS1503", "Argument 2: cannot convert from 'string' to 'int'", "Argument \"2\": Konvertierung von \"string\" in "
        + "\"int\" nicht möglich.")]
    [DataRow("BC30205", "End of statement expected.", "Ende der Anweisung erwartet.")]
    public void The_compilers_language_has_no_influence(string code, string english, string german) =>
        Assert.AreEqual(ComputeFingerprint(code, english), ComputeFingerprint(code, german));

    [TestMethod]
    [Timeout(20_000, CooperativeCancellation = false)]
    [DataRow(" 'a")]
    [DataRow("' 'a")]
    [DataRow(" \u201ea \u00aba '")]
    public void Quotations_that_nothing_closes_are_searched_once(string piece)
    {
        var message = string.Concat(Enumerable.Repeat(piece, Failure.MaxMessage));

        for (var i = 0; i < 3000; i++)
        {
            Assert.AreEqual($"X{i} Cart.cs", DiagnosticFailure.From($"X{i}", "/repo/Cart.cs", message, Repository).Id);
        }
    }

    [TestMethod]
    public void Another_symbol_code_or_file_is_another_error()
    {
        var fingerprints = new[]
        {
            ComputeFingerprint("CS0103", "The name 'Cart' does not exist"),
            ComputeFingerprint("CS0103", "The name 'Tax' does not exist"),
            ComputeFingerprint("CS0104", "The name 'Cart' does not exist"),
            ComputeFingerprint("CS0103", "The name 'Cart' does not exist", "/repo/src/Tax.cs"),
        };

        Assert.HasCount(4, fingerprints.Distinct());
    }

    [TestMethod]
    public void A_message_without_quotations_is_known_by_its_words() =>
        Assert.AreNotEqual(ComputeFingerprint("SHOP001", "Prices must be positive"), ComputeFingerprint("SHOP001", "Prices must be known"));

    [TestMethod]
    [DataRow("MSB3027", "The file is locked by: \".NET Host (24676), .NET Host (25404)\"", "The file is locked by: \".NET Host (4176)\"")]
    [DataRow("MSB4166", "Child node \"3\" exited prematurely.", "Child node \"12\" exited prematurely.")]
    public void The_number_of_a_process_has_no_influence(string code, string first, string second) =>
        Assert.AreEqual(ComputeFingerprint(code, first), ComputeFingerprint(code, second));

    [TestMethod]
    [DataRow("CS1503", "Argument 1: cannot convert from 'string' to 'int'", "Argument 2: cannot convert from 'string' to 'int'")]
    [DataRow("MSB3073", "The command \"npm run build\" exited with code 1.", "The command \"npm run build\" exited with code 127.")]
    [DataRow("MSB3073", "The command \"code\" exited with code 1.", "The command \"code\" exited with code 2.")]
    [DataRow("MSB3073", "The command \"e\" exited with code 1.", "The command \"e\" exited with code 2.")]
    [DataRow("X1", "npm install ended with code 1", "the migration of Shop ended with code 1")]
    [DataRow("MSB6006", "\"csc.dll\" exited with code 1.", "\"csc.dll\" exited with code 139.")]
    public void The_number_of_an_argument_and_an_exit_code_tell_failures_apart(string code, string first, string second) =>
        Assert.AreNotEqual(ComputeFingerprint(code, first), ComputeFingerprint(code, second));

    [TestMethod]
    [DataRow("src/a/Cart.cs", "X1 src/a/Cart.cs")]
    [DataRow(@"src\a\Cart.cs", "X1 src/a/Cart.cs")]
    [DataRow("./src/b/../a/Cart.cs", "X1 src/a/Cart.cs")]
    [DataRow("../Cart.cs", "X1 Cart.cs")]
    [DataRow("/elsewhere/a/Cart.cs", "X1 Cart.cs")]
    [DataRow(@"C:\elsewhere\Cart.cs", "X1 Cart.cs")]
    [DataRow("/repo/src/Cart.cs", "X1 src/Cart.cs")]
    public void A_relative_path_keeps_its_folders(string file, string id) =>
        Assert.AreEqual(id, DiagnosticFailure.From("X1", file, "bad", Repository).Id);

    private static string ComputeFingerprint(string code, string message, string file = "/repo/src/Cart.cs") =>
        FailureSetFingerprint.Compute("diagnostics/1", DiagnosticFailure.From(code, file, message, Repository));
}
