using System.Diagnostics;
using System.Globalization;
using LoopJournal.Journal;
using LoopJournal.Model;

namespace LoopJournal.Tests.Journal;

/// <summary>Appends to a journal in another process, which runs this assembly.</summary>
internal static class WriterProcess
{
    /// <summary>Starts a process that appends <paramref name="count"/> records, of about 300 bytes and 5 KB by turns.</summary>
    public static Process Start(string directory, int first, int count) => Process.Start(new ProcessStartInfo("dotnet",
    [
        typeof(WriterProcess).Assembly.Location,
        directory,
        first.ToString(CultureInfo.InvariantCulture),
        count.ToString(CultureInfo.InvariantCulture),
    ]))!;

    private static int Main(string[] args)
    {
        var journal = new JournalFile(args[0]);
        var first = int.Parse(args[1], CultureInfo.InvariantCulture);
        for (var i = first; i < first + int.Parse(args[2], CultureInfo.InvariantCulture); i++)
        {
            journal.Append(new()
            {
                Iteration = i,
                Action = "add retry to fetch, because the timeout is transient",
                Gate = Gates.Fail,
                Fingerprint = "7f3a91c2d4e5",
                Failures = i % 2 == 0
                    ? []
                    : [.. Enumerable.Range(0, 20).Select(n => new RecordedFailure($"{n:00}", "", "", new('s', 200), ""))],
            });
        }

        return 0;
    }
}
