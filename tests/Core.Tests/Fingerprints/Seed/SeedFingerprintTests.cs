using System.Text.Json;
using LoopJournal.Fingerprints.Seed;

namespace LoopJournal.Tests.Fingerprints.Seed;

[TestClass]
public sealed class SeedFingerprintTests
{
    [TestMethod]
    public void It_gives_the_answers_of_the_original_script()
    {
        var recorded = 0;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fingerprints", "Seed", "seed-fingerprints.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var text = row.RootElement.GetProperty("text").GetString()!;
            Assert.AreEqual(
                row.RootElement.GetProperty("fingerprint").GetString(), SeedFingerprint.Compute(text), JsonSerializer.Serialize(text));
            recorded++;
        }

        Assert.AreEqual(500, recorded);
    }

    [TestMethod]
    [DataRow("FAILED test_login at app/auth.py:42 (0x7ffd, 2026-06-24T10:00:00Z) 1.3s", "dced59bf9ed5")]
    [DataRow("FAILED test_login at app/auth.py:99 (0x1abc, 2026-06-25T11:22:33Z) 0.4s", "dced59bf9ed5")]
    [DataRow("AssertionError: expected 3 got 4 in test_math", "9d2257177993")]
    public void It_passes_the_scripts_own_self_test(string text, string fingerprint) =>
        Assert.AreEqual(fingerprint, SeedFingerprint.Compute(text));

    [TestMethod]
    [DataRow("")]
    [DataRow(" \t\r\n\u001c\u001f\u0085\u3000")]
    public void White_space_is_not_a_failure(string text) => Assert.AreEqual("", SeedFingerprint.Compute(text));

    [TestMethod]
    public void A_lone_surrogate_is_read_as_the_replacement_character() =>
        Assert.AreEqual(SeedFingerprint.Compute("error \ufffd x"), SeedFingerprint.Compute("error \ud83d x"));

    // The script takes quadratic time: 15 s for 32 KB of slashes. These texts are 64 times as long.
    [TestMethod]
    [DataRow("/")]
    [DataRow("7")]
    [DataRow("/a")]
    [DataRow("1.")]
    [DataRow(": ")]
    [DataRow("\u03a3.")]
    [DataRow("abcdef0123456789+/")]
    [Timeout(30_000, CooperativeCancellation = false)]
    public void Two_megabytes_in_one_line_are_read_in_time(string piece)
    {
        var text = "error " + string.Concat(Enumerable.Repeat(piece, (2 << 20) / piece.Length));

        Assert.AreEqual(12, SeedFingerprint.Compute(text).Length);
    }

    [TestMethod]
    [DataRow("\n")]
    [DataRow("\r\n")]
    [DataRow("\u2028")]
    public void Lines_before_and_after_the_signal_take_no_part_however_long_the_text_is(string lineBreak)
    {
        var noise = string.Concat(Enumerable.Range(0, 5000).Select(number => $"compiling unit {number} of the cart{lineBreak}"));

        Assert.AreEqual(SeedFingerprint.Compute("error 1"), SeedFingerprint.Compute($"{noise}error 1{lineBreak}{noise}"));
        Assert.AreEqual(SeedFingerprint.Compute($"b{lineBreak}c{lineBreak}d{lineBreak}e{lineBreak}f"), SeedFingerprint.Compute(
            $"{noise}b{lineBreak}c{lineBreak}d{lineBreak}e{lineBreak}f"));
    }

    [TestMethod]
    [Timeout(30_000, CooperativeCancellation = false)]
    public void A_log_is_read_up_to_its_twentieth_signal_line()
    {
        using var log = new EndlessLog();

        Assert.AreEqual(SeedFingerprint.Compute(string.Concat(Enumerable.Repeat("error here\n", 20))), SeedFingerprint.Compute(log));
    }

    private sealed class EndlessLog : TextReader
    {
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            for (var i = index; i < index + count; i++)
            {
                buffer[i] = "error here\n"[_at++ % "error here\n".Length];
            }

            return count;
        }
    }
}
