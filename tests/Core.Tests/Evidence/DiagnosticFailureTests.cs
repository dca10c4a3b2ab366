using LoopJournal.Evidence;
using LoopJournal.Fingerprints;
using LoopJournal.Model;
using LoopJournal.Text;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class DiagnosticFailureTests
{
    private static readonly RepositoryPaths Repository = new("/repo", _ => false);

    [TestMethod]
    [DataRow(
        "CS0103", "The name 'Cart' does not exist in the current context", "Der Name \"Cart\" ist im aktuellen Kontext nicht vorhanden.")]
    [DataRow("CS1513", "} expected", "} erwartet.")]
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

    private static string ComputeFingerprint(string code, string message, string file = "/repo/src/Cart.cs") =>
        FailureSetFingerprint.Compute("diagnostics/1", DiagnosticFailure.From(code, file, message, Repository));
}
