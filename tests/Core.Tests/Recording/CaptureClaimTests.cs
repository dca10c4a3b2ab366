using System.Diagnostics;
using System.Text;
using CsCheck;
using LoopJournal.Capture;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Text;

namespace LoopJournal.Tests.Recording;

/// <summary>Which process journals a run that has lost its recorder, and that the run is journaled once.</summary>
[TestClass]
public sealed class CaptureClaimTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2020, 5, 4, 14, 1, 12, DateTimeKind.Utc);

    private static int _ids;

    private readonly TemporaryFolder _folder = new();

    private AttemptRecorder Recorder => new(_folder.Path, _folder.Path) { CaptureWait = TimeSpan.Zero };

    private string Captures => _folder[JournalFolder.Captures];

    private string Journal => _folder[JournalFolder.Journal];

    private IReadOnlyList<Attempt> Rows => [.. new JournalReader(Journal).ReadOldestFirst()];

    private IReadOnlyList<string> Left =>
        [.. Directory.EnumerateFileSystemEntries(Captures).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_killed_run_is_blocked_at_the_time_of_its_last_word()
    {
        var inputs = CreateInputs() with { Action = "raise the timeout", Iteration = 7, Commit = "1f0c2b7" };
        Write(inputs, failures: 2);

        var claimed = Assert.ContainsSingle(Claim());

        var row = Assert.ContainsSingle(Rows);
        Assert.AreEqual("blocked host unknown/1", $"{row.Gate} {row.Stage} {row.Algorithm}");
        Assert.AreEqual("2020-05-04T14:01:12Z", row.Timestamp);
        Assert.AreEqual(
            (inputs.Id, inputs.Stream, 7L, "raise the timeout", "1f0c2b7"), (row.Id, row.Stream, row.Iteration, row.Action, row.Commit));
        Assert.AreEqual("70409a498db6", row.Fingerprint);
        var failure = Assert.ContainsSingle(row.Failures);
        Assert.AreEqual(
            "(test run): crashed or killed before it could end; 2 tests had failed by then", $"{failure.Id}: {failure.Message}");
        Assert.AreEqual(row.Id, claimed.Attempt.Id);
        Assert.IsEmpty(Left);
    }

    [TestMethod]
    public void Between_two_tries_a_run_is_left_alone_while_its_runner_lives()
    {
        var inputs = CreateInputs();
        Write(inputs, failures: 1, writer => writer.End(CaptureEnd.Completed, 3, 1, 0, TimeSpan.Zero, ""));
        using (new FileStream(
            JournalFolder.GetTriesPath(Path.Combine(Captures, inputs.Id + ".jsonl")), FileMode.Create, FileAccess.Write, FileShare.None))
        {
            Assert.IsEmpty(Claim());
        }

        Assert.HasCount(1, Claim());
        Assert.IsEmpty(Left);
    }

    [TestMethod]
    public void All_killed_runs_of_a_project_fail_in_one_way()
    {
        Write(CreateInputs(), failures: 0);
        Write(CreateInputs(), failures: 1);
        Write(CreateInputs() with { Framework = "net8.0" }, failures: 30);
        Write(CreateInputs() with { Project = "src/Cart.csproj" }, failures: 0);

        Claim();

        Assert.HasCount(4, Rows);
        Assert.HasCount(1, Rows.Take(3).Select(row => row.Fingerprint).Distinct());
        Assert.AreNotEqual(Rows[0].Fingerprint, Rows[3].Fingerprint);
    }

    [TestMethod]
    [DataRow(2, 1, 0, "Completed", "fail test failures/1")]
    [DataRow(3, 0, 1, "Completed", "pass test ")]
    [DataRow(3, 0, 0, "Aborted", "blocked host failures/1")]
    [DataRow(3, 0, 0, "Cancelled", "blocked host failures/1")]
    [DataRow(0, 0, 4, "Completed", null, DisplayName = "no test ran")]
    public void A_run_that_ended_is_recorded_as_its_footer_says(int passed, int failed, int skipped, string end, string? expected)
    {
        Write(CreateInputs(), failed, writer => writer.End(
            Enum.Parse<CaptureEnd>(end), passed, failed, skipped, TimeSpan.FromMilliseconds(1841),
            end == "Completed" ? "" : "The run was aborted. Reason: Test host process crashed : no engine"));

        Claim();

        Assert.AreEqual(expected, Rows is [var row] ? $"{row.Gate} {row.Stage} {row.Algorithm}" : null);
        Assert.AreEqual(expected is null ? null : TimeSpan.FromMilliseconds(1841), Rows.SingleOrDefault()?.Duration);
        Assert.IsEmpty(Left);
    }

    [TestMethod]
    public void A_stopped_run_without_a_message_has_the_fingerprint_that_its_own_recorder_gives_it()
    {
        var (one, other) = (CreateInputs(), CreateInputs());
        Write(one, failures: 0, writer => writer.End(CaptureEnd.Cancelled, 0, 0, 0, TimeSpan.Zero, ""));
        var capture = Write(other, failures: 0, writer => writer.End(CaptureEnd.Cancelled, 0, 0, 0, TimeSpan.Zero, ""));

        Recorder.RecordTestRun(capture, other, exitCode: 1);
        Claim();

        Assert.HasCount(2, Rows);
        Assert.HasCount(1, Rows.Select(row => row.Fingerprint).Distinct());
    }

    [TestMethod]
    public void A_killed_run_has_one_fingerprint_whichever_process_records_it()
    {
        var (one, other) = (CreateInputs(), CreateInputs());
        Write(one, failures: 1);

        Recorder.RecordTestRun(Write(other, failures: 2, at: DateTime.UtcNow), other, exitCode: 1);

        Assert.HasCount(2, Rows);
        Assert.HasCount(1, Rows.Select(row => row.Fingerprint).Distinct());
    }

    [TestMethod]
    public void A_run_whose_writer_lives_is_left_alone()
    {
        var inputs = CreateInputs();
        var path = GetPath(inputs);
        using (var writer = new CaptureWriter(path, InputsJson.Write(inputs)))
        {
            writer.Fail("Shop.CartTests.Total", "Total", "", "no answer", "");
            Assert.IsEmpty(Claim());
            writer.End(CaptureEnd.Completed, 1, 1, 0, TimeSpan.Zero, "");
            Assert.IsEmpty(Claim());
        }

        Assert.AreEqual(Gates.Fail, Assert.ContainsSingle(Claim()).Attempt.Gate);
    }

    [TestMethod]
    [DataRow("0123456789abcdef0123456789abcdef.jsonl", "{\"capture\":2,\"id\":\"a\"}\n", DisplayName = "of a later format")]
    [DataRow("0123456789abcdef0123456789abcdef.jsonl", "\n", DisplayName = "a blank line")]
    [DataRow("0123456789abcdef0123456789abcdef.json", "{\"capt", DisplayName = "another extension")]
    [DataRow("0123456789abcdef0123456789abcde.jsonl", "{\"capt", DisplayName = "a shorter name")]
    [DataRow("notes.jsonl", "", DisplayName = "an empty file with another name")]
    public void A_file_that_is_not_a_capture_stays(string name, string text)
    {
        var path = Put(name, text);

        Assert.IsEmpty(Claim());

        Assert.AreEqual(text, File.ReadAllText(path));
    }

    [TestMethod]
    public void A_file_whose_writer_died_in_its_first_line_is_deleted()
    {
        Put("0123456789abcdef0123456789abcdef.jsonl", "{\"capture\":1,\"id\":\"01234");
        Put("0123456789abcdef0123456789abcdee.jsonl", new string('\0', 5000));

        Assert.IsEmpty(Claim());

        Assert.IsEmpty(Left);
        Assert.IsFalse(File.Exists(Journal));
    }

    [TestMethod]
    public void An_empty_file_may_be_about_to_be_locked_and_is_left_alone_for_a_minute()
    {
        var path = Put("0123456789abcdef0123456789abcdef.jsonl", "", DateTime.UtcNow);
        Claim();
        Assert.IsTrue(File.Exists(path));

        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-2));
        Claim();
        Assert.IsFalse(File.Exists(path));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Links_folders_and_pipes_are_left_alone()
    {
        var target = Write(CreateInputs(), failures: 0, folder: _folder["elsewhere"]);
        Directory.CreateDirectory(Captures);
        File.CreateSymbolicLink(Path.Combine(Captures, Path.GetFileName(target)), target);
        Directory.CreateDirectory(Path.Combine(Captures, "0123456789abcdef0123456789abcdef.jsonl"));
        var pipe = Path.Combine(Captures, "0123456789abcdef0123456789abcdee.jsonl");
        using (var mkfifo = Process.Start("mkfifo", [pipe]))
        {
            mkfifo.WaitForExit();
        }

        File.SetLastWriteTimeUtc(pipe, LongAgo);
        Assert.IsEmpty(Claim());

        Assert.HasCount(3, Left);
        Assert.IsTrue(File.Exists(target));
    }

    [TestMethod]
    public void Where_nothing_was_captured_no_file_is_made()
    {
        Assert.IsEmpty(Claim());

        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [TestMethod]
    public void The_next_attempt_of_any_stream_claims_before_it_is_recorded()
    {
        Write(CreateInputs(), failures: 0);
        Write(CreateInputs() with { Command = "build" }, failures: 0);
        var recorder = Recorder;

        var recorded = recorder.RecordOutputs(CreateInputs(), Gates.Fail, Stages.Command, 1, outputs: new([]));

        CollectionAssert.AreEqual(new[] { "test blocked 1", "build blocked 1", "test fail 2" },
            Rows.Select(row => $"{row.Stream.Command} {row.Gate} {row.Iteration}").ToArray());
        CollectionAssert.AreEqual(
            Rows.Take(2).Select(row => row.Id).ToArray(), recorder.Claimed.Select(claimed => claimed.Attempt.Id).ToArray());
        Assert.AreEqual(2, recorded.Attempt.Iteration);
        Assert.IsTrue(recorder.Claimed[0].JournalCreated);
        Assert.IsFalse(recorded.JournalCreated);
    }

    [TestMethod]
    public void Three_killed_runs_are_counted()
    {
        Write(CreateInputs(), failures: 0);
        Write(CreateInputs(), failures: 1);
        Write(CreateInputs(), failures: 2);

        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, Claim().Select(claimed => claimed.Verdict.StallCount).ToArray());
    }

    [TestMethod]
    public void A_test_run_claims_the_others_and_records_its_own()
    {
        var (killed, own) = (CreateInputs(), CreateInputs() with { Iteration = 9 });
        Write(killed, failures: 0);
        var recorder = Recorder;

        // The capture is older than the attempt, as after a clock was set back.
        var recorded = recorder.RecordTestRun(Write(own, failures: 0, End(failed: 0)), own with { Tree = "9c4e0d6a" }, exitCode: 1);

        CollectionAssert.AreEqual(new[] { killed.Id, own.Id }, Rows.Select(row => row.Id).ToArray());
        Assert.AreEqual("blocked 9c4e0d6a", $"{recorded!.Attempt.Gate} {recorded.Attempt.Tree}"); // as the exit code and the snapshot say
        Assert.AreEqual(killed.Id, Assert.ContainsSingle(recorder.Claimed).Attempt.Id);
        Assert.IsEmpty(Left);
    }

    [TestMethod]
    public void A_run_that_ended_after_an_attempt_began_is_left_to_its_own_recorder()
    {
        var (attempt, beside) = (CreateInputs(), CreateInputs() with { Project = "src/Cart.csproj" });
        Write(beside, failures: 0, End(failed: 0), at: attempt.Began.AddSeconds(1));

        Recorder.RecordOutputs(attempt, Gates.Pass, Stages.Command, 0, outputs: new([]));

        Assert.AreEqual(attempt.Id, Assert.ContainsSingle(Rows).Id);
        Assert.AreEqual(beside.Id, Assert.ContainsSingle(Claim()).Attempt.Id); // a process that reads the journal claims all runs
    }

    [TestMethod]
    public void Only_its_own_recorder_takes_a_capture_outside_the_journals_folder()
    {
        var inputs = CreateInputs();
        var capture = Write(inputs, failures: 1, End(failed: 1), folder: _folder["obj"]);

        Assert.IsEmpty(Claim());
        Assert.AreEqual(Gates.Fail, Recorder.RecordTestRun(capture, inputs, exitCode: 1)!.Attempt.Gate);
        Assert.IsFalse(File.Exists(capture));
    }

    [TestMethod]
    public void A_journal_with_another_name_claims_nothing()
    {
        Write(CreateInputs(), failures: 0);
        var copy = new AttemptRecorder(_folder.Path, _folder.Path, name: "copy.jsonl");

        copy.Claim();
        copy.RecordOutputs(CreateInputs(), Gates.Fail, Stages.Command, 1, outputs: new([]));

        Assert.IsEmpty(copy.Claimed);
        Assert.HasCount(1, Left);
    }

    [TestMethod]
    public void Many_claimers_at_once_journal_every_run_once()
    {
        var ids = Enumerable.Range(0, 24).Select(_ => CreateInputs())
            .Select(inputs => (inputs.Id, Path: Write(inputs, failures: 1, End(failed: 1)))).Select(run => run.Id).ToList();
        using var start = new Barrier(4);

        var claimed = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Claim();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).Result.SelectMany(list => list).ToList();

        CollectionAssert.AreEquivalent(ids, Rows.Select(row => row.Id).ToList());
        CollectionAssert.AreEquivalent(ids, claimed.Select(recorded => recorded.Attempt.Id).ToList());
        Assert.IsEmpty(Left);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(139)]
    public void A_run_that_another_process_has_claimed_is_reported_as_it_was_recorded(int exitCode)
    {
        var (inputs, next) = (CreateInputs(), CreateInputs());
        var capture = Write(inputs, failures: 1, End(failed: 1));
        Write(next, failures: 1, End(failed: 1));
        var claimed = Claim()[0];

        var recorded = Recorder.RecordTestRun(capture, inputs, exitCode);

        CollectionAssert.AreEqual(new[] { inputs.Id, next.Id }, Rows.Select(row => row.Id).ToArray());
        Assert.AreEqual((inputs.Id, claimed.Attempt.Fingerprint, 2, null),
            (recorded!.Attempt.Id, recorded.Attempt.Fingerprint, recorded.Verdict.StallCount, recorded.Problem));
        Assert.AreEqual(inputs.Id, Recorder.FindClaimed(capture)!.Attempt.Id);
    }

    [TestMethod]
    public void A_recorder_waits_for_a_claimer_that_is_at_work()
    {
        var inputs = CreateInputs();
        var capture = Write(inputs, failures: 1, End(failed: 1));
        var claimer = LockedCapture.Take(capture)!;
        var recorder = new AttemptRecorder(_folder.Path, _folder.Path) { CaptureWait = TimeSpan.FromMinutes(1) };
        var recording = Task.Run(() => recorder.RecordTestRun(capture, inputs, exitCode: 1));

        Assert.IsFalse(recording.Wait(TimeSpan.FromMilliseconds(100)));
        new JournalFile(_folder.Path).Append(
            new() { Id = inputs.Id, Stream = inputs.Stream, Gate = Gates.Fail, Fingerprint = "7f3a91c2d4e5" });
        claimer.Delete();
        claimer.Dispose();

        Assert.AreEqual("7f3a91c2d4e5", recording.Result!.Attempt.Fingerprint);
        Assert.HasCount(1, Rows);
    }

    [TestMethod]
    public void A_recorder_does_not_wait_for_a_claimer_that_takes_too_long()
    {
        var inputs = CreateInputs();
        var capture = Write(inputs, failures: 1, End(failed: 1));
        using var claimer = LockedCapture.Take(capture);

        Assert.AreEqual("unknown/1", Recorder.RecordTestRun(capture, inputs, exitCode: 1)!.Attempt.Algorithm);
    }

    [TestMethod]
    public void A_claimer_that_died_before_it_deleted_has_recorded_the_run()
    {
        var (one, other) = (CreateInputs(), CreateInputs());
        foreach (var inputs in new[] { one, other })
        {
            new JournalFile(_folder.Path).Append(
                new() { Id = inputs.Id, Stream = inputs.Stream, Gate = Gates.Blocked, Fingerprint = "7f3a91c2d4e5" });
        }

        Write(one, failures: 1, End(failed: 1));
        var recorded = Recorder.RecordTestRun(Write(other, failures: 1, End(failed: 1)), other, exitCode: 1);

        Assert.AreEqual("7f3a91c2d4e5", recorded!.Attempt.Fingerprint);
        Assert.HasCount(2, Rows);
        Assert.IsEmpty(Left);
    }

    [TestMethod]
    public void A_recorder_that_died_before_it_deleted_has_recorded_the_run()
    {
        var inputs = CreateInputs();
        Recorder.RecordTestRun(Write(inputs, failures: 1, End(failed: 1)), inputs, exitCode: 1);
        Write(inputs, failures: 1, End(failed: 1));

        Assert.IsEmpty(Claim());

        Assert.HasCount(1, Rows);
        Assert.IsEmpty(Left);
    }

    [TestMethod]
    public void Where_the_journal_cannot_be_read_the_captures_stay()
    {
        Directory.CreateDirectory(Journal);
        Write(CreateInputs(), failures: 0);
        Write(CreateInputs(), failures: 0);

        Assert.IsEmpty(Claim());

        Assert.HasCount(2, Left);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Where_the_journal_cannot_be_written_the_captures_stay_and_one_is_reported()
    {
        File.CreateSymbolicLink(_folder["link"], "nowhere"); // a recorder reads a folder that contains a link, but does not write
        Write(CreateInputs(), failures: 0);
        Write(CreateInputs(), failures: 0);

        Assert.Contains("is a link", Assert.ContainsSingle(Claim()).Problem!);

        Assert.HasCount(2, Left);
        Assert.IsEmpty(Rows);
    }

    [TestMethod]
    public void A_capture_in_the_fallback_place_is_deleted_even_where_the_journal_cannot_be_written()
    {
        Directory.CreateDirectory(Journal);
        var inputs = CreateInputs();
        var inJournal = Write(inputs, failures: 1, writer => writer.End(CaptureEnd.Completed, 1, 1, 0, TimeSpan.Zero, ""));
        var inObj = _folder["in-obj.jsonl"];
        File.Copy(inJournal, inObj);

        Assert.IsNotNull(Recorder.RecordTestRun(inObj, inputs, exitCode: 1)!.Problem);
        Assert.IsFalse(File.Exists(inObj));
        Assert.IsNotNull(Recorder.RecordTestRun(inJournal, inputs, exitCode: 1)!.Problem);
        Assert.IsTrue(File.Exists(inJournal));
    }

    [TestMethod]
    [DataRow("{\"end\":\"vanished\",\"passed\":1,\"failed\":0,\"skipped\":0,\"durationMs\":1,\"message\":\"\"}")]
    [DataRow("{\"end\":\"completed\",\"passed\":1,\"failed\":0,\"skipped\":0,\"durationMs\":9223372036854775807,\"message\":\"\"}")]
    [DataRow("{\"end\":\"completed\",\"passed\":1,\"failed\":0")]
    public void A_footer_that_cannot_be_read_counts_as_missing(string footer)
    {
        var path = Write(CreateInputs(), failures: 0);
        File.AppendAllText(path, footer + "\n");
        File.SetLastWriteTimeUtc(path, LongAgo);

        Assert.AreEqual("blocked", Assert.ContainsSingle(Claim()).Attempt.Gate);
    }

    [TestMethod]
    public void A_header_with_nothing_but_an_id_is_enough()
    {
        Put("0123456789abcdef0123456789abcdef.jsonl", "{\"capture\":1,\"id\":\"5d0c3a\"}\n");

        Claim();

        Assert.AreEqual(("5d0c3a", StreamKey.Seed, "", ""), Rows is [var row] ? (row.Id, row.Stream, row.Action, row.Tree) : default);
    }

    [TestMethod]
    public void No_bytes_in_the_folder_stop_a_claimer_or_damage_the_journal()
    {
        // A few bytes of a capture change, or all bytes from a place on.
        (from at in Gen.Double.Unit
         from bytes in Gen.Byte.Array[0, 8]
         from isCut in Gen.Bool
         select (at, bytes, isCut)).Sample(
            change =>
            {
                var path = Write(CreateInputs() with { Iteration = -1 }, failures: 1, End(failed: 1));
                var whole = File.ReadAllBytes(path);
                var at = (int)(change.at * whole.Length);
                var rest = change.isCut ? whole.Length : Math.Min(whole.Length, at + change.bytes.Length);
                File.WriteAllBytes(path, [.. whole[..at], .. change.bytes, .. whole[rest..]]);
                Claim();
                return true;
            },
            iter: 300,
            threads: 1);

        var skipped = new SkippedLines();
        Assert.IsGreaterThan(50, new JournalReader(Journal).ReadOldestFirst(skipped).Count());
        Assert.AreEqual(0, skipped.Count);
    }

    [TestMethod]
    [DataRow("019ab12e0d3c7000800000000000000a", "2025-11-23T14:46:16.6360000Z")]
    [DataRow("ffffffffffff7000800000000000000a", "9999-12-31T23:59:59.9990000Z")]
    public void An_id_says_when_the_attempt_began(string id, string expected) =>
        Assert.AreEqual(expected, new AttemptInputs { Id = id }.Began.ToString("O"));

    [TestMethod]
    [DataRow("")]
    [DataRow("77b1e9")]
    [DataRow("019ab12e0d3c4000800000000000000a")]
    public void An_id_of_another_form_counts_as_made_now(string id) =>
        Assert.IsLessThan(TimeSpan.FromMinutes(1), DateTime.UtcNow - new AttemptInputs { Id = id }.Began);

    private static AttemptInputs CreateInputs() => new()
    {
        // Two ids of one millisecond have no fixed order.
        Id = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddMilliseconds(Interlocked.Increment(ref _ids))).ToString("N"),
        Loop = "main",
        Project = "src/Shop.csproj",
        Framework = "net10.0",
        Command = StreamKey.Test,
        Root = "/repo",
    };

    private static Action<CaptureWriter> End(int failed) =>
        writer => writer.End(CaptureEnd.Completed, 2, failed, 0, TimeSpan.FromMilliseconds(1841), "");

    private IReadOnlyList<RecordedAttempt> Claim()
    {
        var recorder = Recorder;
        recorder.Claim();
        return recorder.Claimed;
    }

    /// <summary>Writes the capture of a run whose writer has ended.</summary>
    private string Write(AttemptInputs inputs, int failures, Action<CaptureWriter>? end = null, DateTime? at = null, string? folder = null)
    {
        var path = GetPath(inputs, folder);
        using (var writer = new CaptureWriter(path, InputsJson.Write(inputs)))
        {
            for (var i = 0; i < failures; i++)
            {
                writer.Fail($"Shop.CartTests.Total{i}", "Total", "", "no answer", "");
            }

            end?.Invoke(writer);
        }

        File.SetLastWriteTimeUtc(path, at ?? LongAgo);
        return path;
    }

    private string GetPath(AttemptInputs inputs, string? folder = null) => Path.Combine(folder ?? Captures, inputs.Id + ".jsonl");

    private string Put(string name, string text, DateTime? at = null)
    {
        var path = Path.Combine(Captures, name);
        Directory.CreateDirectory(Captures);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
        File.SetLastWriteTimeUtc(path, at ?? LongAgo);
        return path;
    }
}
