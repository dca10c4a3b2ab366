using System.Text;
using CsCheck;
using LoopJournal.Journal;
using LoopJournal.Model;

namespace LoopJournal.Tests.Journal;

[TestClass]
public sealed class AttemptJsonTests
{
    [TestMethod]
    public void A_record_of_the_original_script_has_its_eight_fields_in_its_order_and_no_others()
    {
        var line = AttemptJson.Write(new() { Iteration = 1, Action = "a", Gate = Gates.Pass, Commit = "c", Timestamp = "t" });

        Assert.AreEqual(
            """{"iteration":1,"action":"a","hypothesis":"","gate":"pass","fingerprint":"","note":"","commit":"c","ts":"t"}""", line);
    }

    [TestMethod]
    public void Our_fields_follow_the_eight()
    {
        Assert.AreEqual(
            """
            {"iteration":3,"action":"add retry to fetch","hypothesis":"timeout is transient","gate":"fail",
            "fingerprint":"7f3a91c2d4e5","note":"n","commit":"553c2f4","ts":"2026-06-24T10:00:00Z",
            "id":"a1","loop":"main","project":"tests/Shop.Tests.csproj","framework":"net10.0","command":"test",
            "agent":"claude","stage":"test","algorithm":"failures/1","detail":"0123456789ab",
            "tests":{"total":4,"passed":2,"failed":1,"skipped":1},"count":1,"evidence":"environment",
            "failures":[{"id":"Shop.CartTests.Total","type":"System.TimeoutException","message":"no answer",
            "site":"Cart.Total Cart.cs","fingerprint":"aaaabbbbcccc"}],"failuresOmitted":2,"failedIds":"AAAAAAAAAAE=",
            "failedTests":"AAAAAAAAAAEAAAACAAAAAwAAAAAAAAAEqqqqu7u7",
            "known":"AAAAAAAAAAIAAAACAAAAAwAAAAAAAAAFqqqqu7u7","knownFixed":["Shop.CartTests.Tax"],
            "causes":[{"count":2,"id":"Shop.CartTests.Total","type":"System.TimeoutException","shape":"no answer <n>",
            "message":"no answer 3","frame":"src/Cart.cs:30","callers":["src/Shop.cs:7"],"testFrame":"tests/CartTests.cs:5",
            "printed":["error: no disk"]}],
            "causesOmitted":1,"frames":["src/Cart.cs"],
            "vanished":[{"id":"Shop.CartTests.Owner","how":"skipped"}],
            "vanishedOmitted":4,"renamed":["Shop.CartTests.Sum"],"gone":["Shop.CartTests.Old"],"onlyTestsEdited":true,
            "stale":true,"staleFiles":["src/Cart.cs"],
            "tree":"d670460b4b4aece5915caf5c68d12f560a9fe3e4","treeAfter":"0b7e2b5c0c1e8a0c1f6f1a8f9d2f5e3b4a697887",
            "changed":["src/Cart.cs","src/ü.cs"],"durationMs":1234}
            """.ReplaceLineEndings(""),
            AttemptJson.Write(SampleAttempt.Full));
    }

    [TestMethod]
    public void A_written_row_is_read_back()
    {
        var read = Read(AttemptJson.Write(SampleAttempt.Full))!;

        var lists = SampleAttempt.Full with
        {
            Vanished = read.Vanished, Renamed = read.Renamed, Gone = read.Gone, Causes = read.Causes, Frames = read.Frames,
            KnownFixed = read.KnownFixed, StaleFiles = read.StaleFiles,
        };
        Assert.AreEqual(lists with { Failures = read.Failures, Changed = read.Changed }, read);
        Assert.AreSequenceEqual(SampleAttempt.Full.Vanished, read.Vanished);
        Assert.AreSequenceEqual(SampleAttempt.Full.Renamed, read.Renamed);
        Assert.AreSequenceEqual(SampleAttempt.Full.StaleFiles, read.StaleFiles);
        Assert.AreSequenceEqual(SampleAttempt.Full.Gone, read.Gone);
        Assert.AreSequenceEqual(SampleAttempt.Full.KnownFixed, read.KnownFixed);
        var cause = read.Causes.Single();
        Assert.AreEqual(SampleAttempt.Full.Causes[0] with { Printed = cause.Printed, Callers = cause.Callers }, cause);
        Assert.AreSequenceEqual(SampleAttempt.Full.Causes[0].Printed, read.Causes[0].Printed);
        Assert.AreSequenceEqual(SampleAttempt.Full.Causes[0].Callers, read.Causes[0].Callers);
        Assert.AreSequenceEqual(SampleAttempt.Full.Frames, read.Frames);
        Assert.AreSequenceEqual(SampleAttempt.Full.Failures, read.Failures);
        Assert.AreSequenceEqual(SampleAttempt.Full.Changed!, read.Changed!);
    }

    [TestMethod]
    public void Whatever_the_texts_are_a_row_is_one_line_that_is_read_as_what_was_written()
    {
        var text = Gen.OneOf(
            Gen.String, Gen.OneOf("\n", "\r\n", "\u2028", "\ud800", "\u202e", "\"}\n{\"iteration\":1", "\u001b[2J", new string('x', 3000)));
        Gen.Select(text.Array[20], Gen.Long[0, long.MaxValue], Gen.Int[0, 30], Gen.Bool).Sample((t, number, count, known) =>
        {
            var attempt = new Attempt
            {
                Iteration = number, Action = t[0], Hypothesis = t[1], Gate = t[2], Fingerprint = t[3], Note = t[4], Commit = t[5],
                Timestamp = t[6], Id = t[7], Stream = new(t[8], t[9], t[10], t[11]), Stage = t[12], Algorithm = t[13],
                Detail = t[14], Tree = t[15],
                Tests = known ? new(count, 1, 2, 3) : null,
                Failures = [.. Enumerable.Repeat(new RecordedFailure(t[16], t[17], t[18], t[19], t[0]), count)],
                Changed = known ? [.. t] : null,
                Duration = known ? TimeSpan.FromMilliseconds(count) : null,
            };
            var line = AttemptJson.Write(attempt);

            Assert.IsFalse(line.Any(char.IsControl));
            Assert.AreEqual(line, AttemptJson.Write(Read(line)!), "Reading and writing changes nothing.");
            Assert.AreEqual(number, Read(line)!.Iteration);
        }, iter: 200);
    }

    [TestMethod]
    public void Long_texts_are_cut_and_the_cut_is_marked()
    {
        var row = Read(AttemptJson.Write(new()
        {
            Action = new('a', 1001),
            Hypothesis = new('h', 1000),
            Note = new string('n', 998) + "😀😀",
            Failures = [new(new('i', 500), "", new('m', 300), new('s', 500), "")],
        }))!;

        Assert.AreEqual(new string('a', 999) + "…", row.Action);
        Assert.AreEqual(new string('h', 1000), row.Hypothesis);
        Assert.AreEqual(new string('n', 998) + "…", row.Note, "A surrogate pair is not cut in half.");
        Assert.AreEqual(
            new RecordedFailure(new string('i', 399) + "…", "", new string('m', 199) + "…", new string('s', 399) + "…", ""),
            row.Failures[0]);
    }

    [TestMethod]
    public void Two_filters_that_differ_after_the_cut_stay_two_streams()
    {
        var filter = "test --filter " + new string('x', 5000);
        var one = Read(AttemptJson.Write(new() { Stream = new("", "", "", filter + "1") }))!.Stream;
        var two = Read(AttemptJson.Write(new() { Stream = new("", "", "", filter + "2") }))!.Stream;

        Assert.AreNotEqual(one, two);
        Assert.AreEqual(4000, one.Command.Length);
    }

    [TestMethod]
    public void Of_many_failures_the_first_20_by_id_are_kept_and_the_rest_counted()
    {
        var row = Read(AttemptJson.Write(SampleAttempt.Full with
        {
            Failures = [.. Enumerable.Range(0, 30).Reverse().Select(i => SampleAttempt.Full.Failures[0] with { Id = $"t{i:00}" })],
            FailuresOmitted = 5,
        }))!;

        Assert.AreSequenceEqual(Enumerable.Range(0, 20).Select(i => $"t{i:00}"), row.Failures.Select(failure => failure.Id));
        Assert.AreEqual(15, row.FailuresOmitted);
    }

    [TestMethod]
    public void Secrets_are_masked_before_they_are_cut()
    {
        var row = Read(AttemptJson.Write(new()
        {
            Action = new string('x', 985) + " password=hunter2hunter2",
            Hypothesis = "password=a",
            Note = "password=b",
            Stream = new("", "", "", "run tool --password c"),
            Failures = [new("T(password: \"d\")", "", "password=e", "", "")],
        }))!;

        Assert.AreEqual(new string('x', 985) + " password=***", row.Action);
        Assert.AreEqual("password=*** password=*** run tool --password ***", $"{row.Hypothesis} {row.Note} {row.Stream.Command}");
        Assert.AreEqual(new RecordedFailure("T(password: \"***\")", "", "password=***", "", ""), row.Failures[0]);
    }

    [TestMethod]
    [DataRow("""{}""", 0L, "")]
    [DataRow("""{"iteration":null,"gate":null,"failures":null,"changed":null,"tests":null,"durationMs":null}""", 0L, "")]
    [DataRow("""{"iteration":"7","gate":"pass"}""", 7L, "pass")]
    [DataRow("""{"iteration":-1}""", 0L, "")]
    [DataRow("""{"iteration":3.9}""", 3L, "")]
    [DataRow("""{"iteration":123456789012345678901234567890}""", long.MaxValue, "")]
    [DataRow("""{"iteration":1,"note":true,"gate":"fail"}""", 1L, "fail")]
    [DataRow("""{"\u0069teration":5}""", 5L, "")]
    public void A_row_with_missing_or_odd_values_is_read(string line, long iteration, string gate)
    {
        var row = Read(line)!;

        Assert.AreEqual(iteration, row.Iteration);
        Assert.AreEqual(gate, row.Gate);
        Assert.IsNull(row.Changed);
        Assert.IsNull(row.Tests);
        Assert.IsNull(row.Duration);
    }

    [TestMethod]
    [DataRow("##vso[x] ###[y] C#", "#\\u0023vso[x] #\\u0023\\u0023[y] C#")]
    public void No_text_commands_a_CI_runner_that_prints_the_line(string action, string written)
    {
        var line = AttemptJson.Write(new Attempt { Action = action });

        Assert.Contains($"\"action\":\"{written}\",", line);
        Assert.AreEqual(action, Read(line)!.Action);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("[]")]
    [DataRow("null")]
    [DataRow("""{"gate":"fail"} x""")]
    [DataRow("""{"gate":"fail"}{}""")]
    [DataRow("""{"gate":"fail","\u0067ate":"pass"}""")]
    [DataRow("""{"note":"\ud800"}""")]
    [DataRow("""{"iteration":"x"}""")]
    [DataRow("""{"iteration":{}}""")]
    [DataRow("""{"iteration":"NaN"}""")]
    [DataRow("""{"action":5}""")]
    [DataRow("""{"changed":[1]}""")]
    [DataRow("""{"failures":[{"id":{}}]}""")]
    [DataRow("""{"failures":[{"id":"a","id":"b"}]}""")]
    [DataRow("""{"tests":[]}""")]
    public void A_line_that_is_not_an_attempt_is_rejected(string line) => Assert.IsNull(Read(line));

    [TestMethod]
    [DataRow(31, true)]
    [DataRow(32, false)]
    public void A_row_is_32_levels_deep_at_the_most(int below, bool isRead) =>
        Assert.AreEqual(isRead, Read($"{{\"x\":{new string('[', below)}{new string(']', below)}}}") is not null);

    [TestMethod]
    public void Counts_of_which_one_is_missing_are_not_known() => Assert.IsNull(Read("""{"tests":{"total":3,"failed":1}}""")!.Tests);

    private static Attempt? Read(string line) => AttemptJson.Read(Encoding.UTF8.GetBytes(line));
}
