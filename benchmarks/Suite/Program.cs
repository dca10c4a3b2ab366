using LoopJournal.Suite;

if (args.Contains("--help"))
{
    Console.Error.WriteLine("""
        Measures LoopJournal beside what people would use instead, and writes benchmarks/RESULTS.md.

          [GROUP...]   only these rows: runs, builds, large, fingerprint, journal, seed, append, results, snapshot, growth

        LOOPJOURNAL_SEED names the original script (loop_journal.py), where there is one. Peers that are missing are left out.
        LOOPJOURNAL_PACKAGES names a folder that '.ci/pack FOLDER 0.0.1-suite' has filled; without it the suite packs.
        """);
    return 2;
}

var work = Directory.CreateTempSubdirectory("loopjournal-suite-").FullName;
try
{
    var isWhole = args.Length == 0;
    using var results = new Results();
    var (rows, growths) = Table.Create(work, Packages.Make(work));
    foreach (var row in rows.Where(row => isWhole || args.Contains(row.Group)))
    {
        try
        {
            var comparison = row.Measure(new Progress(row.What));
            Progress.End();
            if (comparison is not null)
            {
                results.Add(row, comparison, row.Memory?.Measure());
            }
            else
            {
                results.AddMissing(row);
            }
        }
        catch (InvalidOperationException e)
        {
            Progress.LeaveOut($"{row.What}: {e.Message}"); // a command failed: the others may run
        }
    }

    foreach (var growth in growths.Where(growth => isWhole || args.Contains(growth.Group)))
    {
        List<(double Size, double Value)> points = [];
        foreach (var size in growth.Sizes)
        {
            new Progress($"{growth.What}, {size} {growth.Unit}").Show(1);
            points.Add((size, growth.Measure(size)));
        }

        Progress.End();
        results.Add(growth, points);
    }

    if (isWhole)
    {
        results.Write(Path.Combine(Packages.Root, "benchmarks"));
    }

    return 0;
}
finally
{
    Directory.Delete(work, recursive: true);
}
