using CsCheck;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Tests.Text.Secrets;

[TestClass]
public sealed class SecretMarksTests
{
    [TestMethod]
    public void A_mark_is_found_at_any_place_and_in_any_case() =>
        Gen.Select(
            Gen.OneOf(SecretMarks.All.Select(Gen.Const).ToArray()), Gen.String[Gen.Char[' ', '~'], 0, 20], Gen.String[Gen.Char, 0, 20])
            .Sample((mark, before, behind) =>
                SecretMarks.HasAny(before + mark.ToUpperInvariant() + behind)
                    && SecretMarks.HasAny(before + mark.ToLowerInvariant() + behind));

    [TestMethod]
    public void Nothing_else_is_taken_for_a_mark()
    {
        var parts = SecretMarks.All.SelectMany(mark => new[] { mark[..^1], mark[1..], mark }).Select(Gen.Const).ToArray();
        Gen.OneOf([.. parts, Gen.String[Gen.Char, 0, 3]]).Array[0, 3].Select(string.Concat)
            .Sample(
                text => SecretMarks.HasAny(text) == SecretMarks.All.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)));
    }

    [TestMethod]
    public void Prose_has_no_mark() => Assert.IsFalse(SecretMarks.HasAny("raise the timeout of the cart, and close its connection"));
}
