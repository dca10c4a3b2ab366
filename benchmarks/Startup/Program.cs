using LoopJournal.Startup;

return args switch
{
    ["empty"] => 0,
    [var packages] => Comparison.Run(packages, rounds: 21),
    [var packages, var rounds] when int.TryParse(rounds, out var count) && count > 0 => Comparison.Run(packages, count),
    _ => PrintUsage(),
};

static int PrintUsage()
{
    Console.Error.WriteLine("""
        How long the tool takes from start to end on a journal of 1,000 records, beside a program that does nothing.

          FOLDER [ROUNDS]   the folder that .ci/pack has filled; every command runs once a round (21), in turn
        """);
    return 2;
}
