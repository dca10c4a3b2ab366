using CsCheck;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Text;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Tests.Text.Secrets;

/// <summary>Every shape of a secret, and every text that only looks like one.</summary>
[TestClass]
public sealed class SecretVectorTests
{
    public static IEnumerable<(string Text, string Secret)> Shapes => SecretVectors.Shapes;

    public static IEnumerable<string> LookAlikes => SecretVectors.LookAlikes;

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void A_secret_is_gone(string text, string secret)
    {
        Assert.Contains(secret, text);
        Assert.DoesNotContain(secret, SecretMask.Mask(text));
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Neither_half_of_a_secret_stays(string text, string secret)
    {
        var masked = SecretMask.Mask(text);
        Assert.DoesNotContain(secret[..((secret.Length + 1) / 2)], masked);
        Assert.DoesNotContain(secret[(secret.Length / 2)..], masked);
    }

    [TestMethod]
    [DynamicData(nameof(LookAlikes))]
    public void A_look_alike_is_not_masked(string text) => Assert.AreEqual(text, SecretMask.Mask(text));

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void A_secret_is_gone_at_any_place(string text, string secret)
    {
        foreach (var around in (string[])["before\n{0}\nafter", "  {0}  ", "x: {0}", "{0}, and more", "\ud83d\ude00 {0}"])
        {
            Assert.DoesNotContain(secret, SecretMask.Mask(around.Replace("{0}", text, StringComparison.Ordinal)));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void No_limit_cuts_a_secret_in_half(string text, string secret)
    {
        var half = secret[..((secret.Length + 1) / 2)];
        for (var room = half.Length; room <= text.Length; room++)
        {
            var cut = new string('x', 999 - room) + "\n" + text;
            var attempt = AttemptLimits.Apply(new Attempt
            {
                Action = cut,
                Stream = new("", "", "", new string('x', 3987 - room) + " " + text + "\n" + new string('y', 4000)),
            });
            Assert.DoesNotContain(half, attempt.Action);
            Assert.DoesNotContain(half, attempt.Stream.Command);
            Assert.DoesNotContain(half, OneLine.From("x " + text, room + 2));
        }
    }

    [TestMethod]
    public void Masking_twice_changes_nothing() =>
        Fragments.Sample(text => SecretMask.Mask(SecretMask.Mask(text)) == SecretMask.Mask(text));

    [TestMethod]
    public void Limiting_twice_changes_nothing() => Gen.Select(Fragments, Fragments, Gen.Int[0, 4100]).Sample((a, b, filler) =>
    {
        var text = new string('x', filler) + ' ' + a;
        var once = AttemptLimits.Apply(new Attempt
        {
            Action = text,
            Note = b,
            Stream = new(text, b, text, text + b),
            Failures = [new(text, b, text, b, "")],
            Changed = [text, b],
        });
        Assert.AreEqual(AttemptJson.Write(once), AttemptJson.Write(AttemptLimits.Apply(once)));
        Assert.AreEqual(once.Stream, AttemptLimits.Apply(once.Stream));
        Assert.IsLessThanOrEqualTo(1000, once.Action.Length);
        Assert.IsLessThanOrEqualTo(4000, once.Stream.Command.Length);
    });

    /// <summary>Shapes and look-alikes, whole and in pieces, with separators between them.</summary>
    private static Gen<string> Fragments
    {
        get
        {
            var texts = SecretVectors.Shapes.Select(shape => shape.Text)
                .Concat(SecretVectors.LookAlikes.Where(text => text.Length > 0)).ToArray();
            var piece = Gen.Select(Gen.Int[0, texts.Length - 1], Gen.Int[0, 1000], Gen.Int[0, 1000], (which, from, length) =>
            {
                var text = texts[which];
                var start = from % text.Length;
                return text.Substring(start, length % (text.Length - start + 1));
            });
            var whole = Gen.Int[0, texts.Length - 1].Select(which => texts[which]);
            string[] separators =
            [
                "", " ", "\n", "\"", "'", "`", ":", "=", ", ", "; ", "***", "…", "{", "}", "/", "\\", "@", "-p", " --password ", "token: ",
            ];
            var between = Gen.OneOf(separators.Select(Gen.Const).ToArray());
            return Gen.OneOf(piece, whole, between, Gen.String[Gen.Char[' ', '~'], 0, 4]).Array[0, 8].Select(string.Concat);
        }
    }

    [TestMethod]
    public void The_files_are_as_large_as_they_claim()
    {
        Assert.IsGreaterThanOrEqualTo(120, SecretVectors.Shapes.Count);
        Assert.IsGreaterThanOrEqualTo(120, SecretVectors.LookAlikes.Count);
    }
}
