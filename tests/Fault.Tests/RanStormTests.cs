using System.Diagnostics;
using System.Globalization;
using LoopJournal.Capture;
using LoopJournal.Journal;
using LoopJournal.Recording;

namespace LoopJournal.Tests;

/// <summary>
/// Recorders write the set of tests of one stream at once, or are killed while they write it: what is read is the whole set of one pass.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class RanStormTests : IDisposable
{
    private const int TestsOfKilled = 60_000;

    /// <summary>After so many a recorder ends by itself, where a test that fails does not kill it.</summary>
    private const int MaxPasses = 200;

    private readonly TemporaryFolder _folder = new();

    public required TestContext TestContext { get; set; }

    private RanStore Store => new(new JournalFolder(_folder.Path, _folder.Path));

    private string[] Files => Directory.Exists(_folder["ran"]) ? Directory.GetFiles(_folder["ran"]) : [];

    private string[] Leftovers => Array.FindAll(Files, Path.HasExtension);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [Timeout(120_000)]
    public Task Recorders_of_one_stream_leave_one_whole_set() => StormAsync(recorders: 8, passes: 40);

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(20 * 60 * 1000)]
    [DataRow(40, 10)]
    [DataRow(200, 3)]
    public Task Many_recorders_of_one_stream_leave_one_whole_set(int recorders, int passes) => StormAsync(recorders, passes);

    [TestMethod]
    [Timeout(120_000)]
    public Task The_set_of_before_stays_when_a_recorder_is_killed() => KillAsync(wanted: 3);

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(20 * 60 * 1000)]
    public Task The_set_of_before_stays_when_many_recorders_are_killed() => KillAsync(wanted: 60);

    private async Task StormAsync(int recorders, int passes)
    {
        const int Tests = 20_000, Step = 1_000;
        var processes = Enumerable.Range(1, recorders).Select(i => StormWriter.Start(StormWriter.Passes, _folder.Path, i * Step)).ToList();
        foreach (var process in processes)
        {
            Assert.AreEqual("ready", await process.StandardOutput.ReadLineAsync());
        }

        foreach (var process in processes)
        {
            await process.StandardInput.WriteLineAsync($"{passes} {Tests}");
            process.StandardInput.Close();
        }

        Assert.IsNotNull(await processes[0].StandardOutput.ReadLineAsync());
        var outputs = Task.WhenAll(processes.Select(process => process.StandardOutput.ReadToEndAsync()));
        var (reads, seen) = (0, new HashSet<long?>());
        for (; !outputs.IsCompleted; reads++)
        {
            seen.Add(PassWriter.FindPass(Store.Read(PassWriter.Stream), Tests));
        }

        Assert.DoesNotContain((long?)null, seen, "While the recorders write, each read gives a whole set.");
        Assert.IsTrue(processes.TrueForAll(HasEndedWell));
        var last = PassWriter.FindPass(Store.Read(PassWriter.Stream), Tests);
        Assert.AreEqual(passes - 1, last % Step, $"{last} is the last pass of a recorder.");
        Assert.HasCount(1, Files);
        var numbers = Enumerable.Range(1, recorders).SelectMany(i => Enumerable.Range(i * Step, passes)).Select(ToText);
        Assert.AreSequenceEqual(numbers.Order(), ReadIds().Order());
        TestContext.WriteLine($"{recorders} recorders, {recorders * passes} passes, {reads} reads of {seen.Count} sets, the last {last}");
    }

    /// <summary>Kills recorders, every other one as soon as a file is seen that is not whole, until some have left theirs.</summary>
    private async Task KillAsync(int wanted)
    {
        const int Step = 1_000_000;
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var (kills, known) = (0, -1L);
        for (var round = 1; Leftovers.Length < wanted; round++)
        {
            var before = CountParts();
            using var process = StormWriter.Start(StormWriter.Passes, _folder.Path, round * Step);
            await process.StandardOutput.ReadLineAsync();
            await process.StandardInput.WriteLineAsync($"{MaxPasses} {TestsOfKilled}");
            for (var passes = random.Next(round == 1 ? 1 : 0, 8); passes > 0; passes--)
            {
                known = ToNumber(await process.StandardOutput.ReadLineAsync());
            }

            var next = process.StandardOutput.ReadLineAsync();
            while (round % 2 == 0 && CountParts() == before && !next.IsCompleted)
            {
                // the recorder has not begun to write the next set
            }

            process.Kill();
            kills++;
            for (; await next is { } line; next = process.StandardOutput.ReadLineAsync())
            {
                known = ToNumber(line);
            }

            await process.WaitForExitAsync();
            var read = PassWriter.FindPass(Store.Read(PassWriter.Stream), TestsOfKilled);
            var begun = known / Step == round ? known + 1 : round * Step;
            Assert.IsTrue(read == known || read == begun, $"seed {seed}, round {round}: {read} instead of {known} or {begun}");
            known = read!.Value;
        }

        var torn = CountParts();
        Record(1);
        Assert.HasCount(wanted + 1, Files, "Other recorders may still write files that are not old.");
        Array.ForEach(Leftovers, file => File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-2)));
        Record(2);

        Assert.HasCount(1, Files);
        Assert.AreEqual(2, PassWriter.FindPass(Store.Read(PassWriter.Stream), tests: 1));
        TestContext.WriteLine($"seed {seed}: {kills} recorders killed, {wanted} left a file, {torn} of these were not whole");
    }

    private int CountParts() =>
        Files.Count(file => new FileInfo(file) is { Exists: true } part && part.Length < TestsOfKilled * RanTest.Size);

    private void Record(long number)
    {
        using var process = StormWriter.Start(StormWriter.Passes, _folder.Path, number);
        process.StandardInput.WriteLine("1 1");
        Assert.IsTrue(HasEndedWell(process));
    }

    private static bool HasEndedWell(Process process)
    {
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private IEnumerable<string> ReadIds() => new JournalReader(_folder["journal.jsonl"]).ReadOldestFirst().Select(row => row.Id);

    private static string ToText(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static long ToNumber(string? line) => long.Parse(line!, CultureInfo.InvariantCulture);
}
