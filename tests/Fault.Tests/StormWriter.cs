using System.Diagnostics;
using System.Globalization;
using System.Text;
using LoopJournal.Journal;
using LoopJournal.Model;

namespace LoopJournal.Tests;

/// <summary>
/// A process that appends records until it is killed, and acknowledges each on standard output once the append has returned. It runs this
/// assembly.
/// </summary>
internal static class StormWriter
{
    /// <summary>Appends as the product does.</summary>
    public const string Ours = "ours";

    /// <summary>Appends as the original script does: one write to a file in append mode, without a lock.</summary>
    public const string Seed = "seed";

    /// <summary>Records passes of one stream: see <see cref="PassWriter"/>.</summary>
    public const string Passes = "passes";

    /// <summary>Starts a writer.</summary>
    /// <param name="kind"><see cref="Ours"/>, <see cref="Seed"/> or <see cref="Passes"/>.</param>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="first">The number of its first record; each record has the next one.</param>
    public static Process Start(string kind, string folder, long first)
    {
        string[] arguments = [typeof(StormWriter).Assembly.Location, kind, folder, first.ToString(CultureInfo.InvariantCulture)];
        return Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardInput = kind == Passes })!;
    }

    private static int Main(string[] args)
    {
        var (kind, folder, first) = (args[0], args[1], long.Parse(args[2], CultureInfo.InvariantCulture));
        using var output = Console.OpenStandardOutput();
        if (kind == Passes)
        {
            PassWriter.Run(folder, first, output);
            return 0;
        }

        var journal = new JournalFile(folder);
        for (var number = first; ; number++)
        {
            var attempt = new Attempt
            {
                Iteration = number,
                Id = number.ToString(CultureInfo.InvariantCulture),
                Action = number % 2 == 0 ? "add retry to fetch" : new string('x', 900),
                Gate = Gates.Fail,
                Fingerprint = "7f3a91c2d4e5",
            };
            if (kind == Ours)
            {
                journal.Append(attempt);
            }
            else
            {
                using var file = AppendOnlyFile.Open(journal.Path, out _);
                file.Write(Encoding.UTF8.GetBytes(AttemptJson.Write(attempt) + "\n"));
            }

            output.Write(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture) + "\n"));
        }
    }
}
