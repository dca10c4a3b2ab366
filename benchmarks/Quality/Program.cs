using LoopJournal.Quality;

return args switch
{
    ["runs", var folder, .. var rest] => RunQuality.Measure(folder, rest is ["--runs", var runs] ? runs : "abcd", Console.Out),
    ["lines", .. { Length: > 0 } files] => LineGrouping.Measure(files, Console.Out),
    ["vectors", var file] => LineVectors.Measure(file, Console.Out),
    ["causes", var folder] => CauseGroups.Measure(folder, Console.Out),
    ["cases", var file] => FileCases.Measure(file, Console.Out),
    _ => PrintUsage(),
};

static int PrintUsage()
{
    Console.Error.WriteLine("""
        How good the fingerprints are.

          runs FOLDER [--runs abcd]   labelled runs, FOLDER/<suite>/<label>/<run>/ with results.trx or errors.sarif, console.log, meta.json;
                                      index.json beside the suites names the twins. Stability, distinctness and F1 by kind and algorithm.
          lines FILE.csv...           lines with labels (columns Content and EventId): grouping accuracy of the line normalizer
          vectors FILE.jsonl          pairs of lines that must be the same, and that must differ
          causes FOLDER               labelled runs with several bugs (steps in index.json): the groups of failures against the bugs
          cases FILE.jsonl            whole files that must have one fingerprint, and that must have another
        """);
    return 2;
}
