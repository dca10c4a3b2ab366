namespace LoopJournal.Cli.Verbs;

/// <summary><c>failures</c>: prints the causes of the failures in full.</summary>
internal static class FailuresVerb
{
    public static Command Create(ToolContext context)
    {
        var name = SharedOptions.CreateAttempt("attempt", "The number of an attempt; by default the newest of each stream.");
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var bytes = SharedOptions.CreateMaxBytes(FailuresText.DefaultLength);
        var verb = new Verb(
            "failures",
            "Show what fails, one entry a cause: the message, the line of the product, the line of the test, what it printed.",
            "failures",
            "failures 3 --max-bytes 20000",
            "failures --json") { name, json, bytes };
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var loop = options.ReadStreams(parsed);
            if (parsed.GetValue(name) is { } number)
            {
                if (Find(number, loop, options, parsed) is not { } attempt)
                {
                    context.Error.WriteLine($"no attempt has the number {Quoted.From(number, 80)}");
                    return ExitCodes.Failed;
                }

                return Answer([(attempt, [])]);
            }

            return Answer([.. loop.Streams.Select(stream => (stream.Attempts[^1], stream.Verdict.Flaky))]);

            int Answer(IReadOnlyList<(Attempt Attempt, IReadOnlyList<string> Flaky)> attempts) => context.Answer(
                parsed.GetValue(json),
                writer => FailuresJson.Write(writer, attempts.Select(pair => pair.Attempt)),
                () => FailuresText.GetLines(attempts, parsed.GetValue(bytes), options.GetLocation(parsed).ReadSources));
        });
    }

    /// <summary>Of the stream that the loop is judged by if it has such an attempt, else the newest with this number.</summary>
    private static Attempt? Find(string name, LoopState loop, LoopOptions options, ParseResult parsed)
    {
        if (!long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new UsageException($"{Quoted.From(name, 80)} is not an attempt. allowed: a number");
        }

        var filter = options.GetFilter(parsed);
        Attempt? newest = null;
        foreach (var row in options.GetLocation(parsed).Reader.ReadNewestFirst())
        {
            if (row.Iteration == number && row.Gate is not Gates.Reset && filter.Selects(row.Stream))
            {
                newest ??= row;
                if (row.Stream == loop.Worst?.Key)
                {
                    return row;
                }
            }
        }

        return newest;
    }
}
