namespace LoopJournal.Suite;

/// <summary>What is measured, with the bars.</summary>
internal static class Table
{
    private const int Million = 1_000_000;

    /// <summary>The rows, and the work at several sizes.</summary>
    public static (List<Row> Rows, List<Growth> Growths) Create(string work, Packages packages)
    {
        var (tests, tool) = (new TestRuns(work, packages), new ToolRuns(work, packages));
        string[] stall = ["stall", .. SampleJournal.Stream0], resume = ["resume", .. SampleJournal.Stream0];
        string[] live = ["-c", "-F", SampleJournal.LiveFingerprint];
        const string journal = "1,000,000 records in 1,000 streams";
        List<Row> rows =
        [
            new("runs", "passing `dotnet test` of one test, VSTest", "without the package", 1.03, p => tests.Compare(false, false, p)),
            new("runs", "the same, Microsoft.Testing.Platform", "without the package", 1.06, p => tests.Compare(true, false, p)),
            new("runs", "failing `dotnet test`, third attempt, VSTest", "without the package", 1.05, p => tests.Compare(false, true, p)),
            new("runs", "the same, Microsoft.Testing.Platform", "without the package", 1.08, p => tests.Compare(true, true, p)),
            new("builds", "up-to-date build of 50 projects", "without the package", 1.01, p => tests.CompareBuilds(false, p)),
            new("builds", "evaluation of one project", "without the package", 1.01, p => tests.CompareBuilds(true, p)),
            new("large", "10,000 tests, 1,000 fail: time in the tasks", "the test run", 0.01, tests.MeasureLargeRun),
            new("fingerprint", "seed fingerprint of a 100 MB log", "the original script", 80, tool.CompareFingerprintWithSeed) { IsFactor = true },
            new("fingerprint", "seed fingerprint of a 100 MB log", "ripgrep, the same words", 1, p => tool.CompareFingerprintWithRipgrep("seed", p)),
            new("fingerprint", "text fingerprint of a 100 MB log", "ripgrep, the same words", 3, p => tool.CompareFingerprintWithRipgrep("text", p)),
            new("journal", $"`stall` of one stream, {journal}", "`grep -cF`", 1.5, p => tool.CompareVerb(Million, 1000, stall, live, p))
            {
                Memory = (64, () => tool.MeasureVerbMemory(Million, 1000, stall)),
            },
            new("journal", "`resume` of one stream, the same journal", "`grep -cF`", 1.5, p => tool.CompareVerb(Million, 1000, resume, live, p))
            {
                Memory = (64, () => tool.MeasureVerbMemory(Million, 1000, resume)),
            },
            .. from verb in new[] { "status", "proof", "stall" }
               select new Row("journal", $"`{verb}` of all streams, the same journal", "`grep -c .`", 3,
                   p => tool.CompareVerb(Million, 1000, [verb], ["-c", "."], p))
               {
                   Memory = (128, () => tool.MeasureVerbMemory(Million, 1000, verb)),
               },
            new("seed", "`resume`, 1,000 records", "the original script", 0.3, p => tool.CompareWithSeed(["resume"], 1000, p)),
            new("append", "append with flush", "a bare append and flush", 1.3, tool.CompareAppend),
            new("results", "TRX of 100,000 results", "XmlReader alone", 1.5, p => tool.CompareResults(Workloads.WriteTrx(work, 100_000), p)),
            new("results", "JUnit XML of 100,000 results", "XmlReader alone", 1.5, p => tool.CompareResults(Workloads.WriteJUnit(work, 100_000), p)),
            new("snapshot", "snapshot, 10,000 files", "`git status`", 1.5, p => tool.CompareSnapshot(10_000, p)),
            new("snapshot", "snapshot, 100,000 files", "`git status`", 1.5, p => tool.CompareSnapshot(100_000, p)),
        ];
        List<Growth> growths =
        [
            new("growth", "fingerprint of a log", "MB", 1.05, [1, 10, 100, 1000], size => tool.Fingerprint(Workloads.WriteLog(work, size), "text").Time()),
            new("growth", "`stall` of one stream, by records", "records", 1.05, [1000, 10_000, 100_000, Million],
                size => packages.Call(SampleJournal.Write(work, size, 1000), stall).Time()),
            new("growth", "`status`, by records", "records", 1.05, [1000, 10_000, 100_000, Million],
                size => packages.Call(SampleJournal.Write(work, size, 10), "status").Time()),
            new("growth", "`status`, by streams", "streams", 1.05, [1, 10, 100, 1000, 10_000],
                size => packages.Call(SampleJournal.Write(work, 100_000, size), "status").Time()),
            new("growth", "TRX, by failing tests", "tests", 1.05, [100, 1000, 10_000, 100_000],
                size => packages.Call(work, "fingerprint", Workloads.WriteTrx(work, size)).Time()),
            new("growth", "store of snapshots, by attempts with an edit", "attempts", 1.05, [1, 10, 100, 1000],
                size => tool.MeasureStore(size)),
        ];
        return (rows, growths);
    }
}
