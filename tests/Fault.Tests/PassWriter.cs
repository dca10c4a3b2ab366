using System.Globalization;
using System.Text;
using LoopJournal.Capture;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests;

/// <summary>The passes that a <see cref="StormWriter"/> records: all of one stream, each with a set of tests of its own.</summary>
internal static class PassWriter
{
    /// <summary>The stream.</summary>
    public static StreamKey Stream { get; } = new("main", "tests/Shop.Tests.csproj", "net10.0", StreamKey.Test);

    /// <summary>
    /// Says that the process is ready, reads from standard input how many passes it is to record and of how many tests, and acknowledges
    /// each pass once the recorder has returned.
    /// </summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="first">The number of the first pass.</param>
    /// <param name="output">Standard output.</param>
    public static void Run(string folder, long first, Stream output)
    {
        Write(output, "ready");
        var order = Console.ReadLine()!.Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var writer = new AttemptWriter(folder, folder, StallDetector.DefaultThreshold, JournalFolder.Journal);
        for (var number = first; number < first + order[0]; number++)
        {
            var inputs = new AttemptInputs
            {
                Id = number.ToString(CultureInfo.InvariantCulture),
                Loop = Stream.Loop,
                Project = Stream.Project,
                Framework = Stream.Framework,
                Command = Stream.Command,
            };
            writer.Write(inputs, GateResult.Passed(Stages.Test) with { Ran = MakeSet(number, order[1]) }, DateTime.UtcNow);
            Write(output, inputs.Id);
        }
    }

    /// <summary>The number of the pass that a set was recorded with; null where the set is not the whole set of one pass.</summary>
    /// <param name="set">The set; null where it cannot be read.</param>
    /// <param name="tests">The number that was ordered.</param>
    public static long? FindPass(IReadOnlyList<RanTest>? set, int tests) =>
        set is [var any, ..] && RanTest.ToBytes(MakeSet(any.Type, tests)).AsSpan().SequenceEqual(RanTest.ToBytes(set)) ? any.Type : null;

    // The sets have different lengths, so that no part of one looks like another.
    private static List<RanTest> MakeSet(long number, int tests) =>
        [.. Enumerable.Range(0, tests + (int)(number % 100)).Select(i => new RanTest((uint)number, (uint)i, (ulong)i, RanOutcome.Passed))];

    private static void Write(Stream output, string line) => output.Write(Encoding.ASCII.GetBytes(line + "\n"));
}
