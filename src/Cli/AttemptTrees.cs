namespace LoopJournal.Cli;

/// <summary>The snapshots of attempts, as they are named at the prompt.</summary>
internal sealed class AttemptTrees(LoopOptions options, ParseResult parsed)
{
    private const string Best = "best";

    private readonly JournalLocation _location = options.GetLocation(parsed);

    public WorkingTree WorkingTree => _location.WorkingTree;

    public Restorer Restorer => new(_location.Root, _location.Directory);

    /// <summary>The tree of an attempt; empty where there is none.</summary>
    /// <param name="name">
    /// A number: of the stream that the loop is judged by if it has such an attempt, else the newest with this number. <c>best</c>; the id
    /// of a tree; null: the newest attempt.
    /// </param>
    /// <exception cref="UsageException">The name is not one of these.</exception>
    public string Find(string? name)
    {
        if (name is not null && name.Length is 40 or 64 && name.All(char.IsAsciiHexDigitLower))
        {
            return name;
        }

        var worst = options.Read(parsed).Worst;
        if (name == Best)
        {
            return worst?.Verdict.Best?.Tree ?? "";
        }

        if (name is null)
        {
            return FindNewest(_ => true);
        }

        if (!long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new UsageException($"{Quoted.From(name, 80)} is not an attempt. allowed: a number, best, or the id of a tree");
        }

        var tree = FindNewest(row => row.Iteration == number && row.Stream == worst?.Key);
        return tree.Length > 0 ? tree : FindNewest(row => row.Iteration == number);
    }

    private string FindNewest(Func<Attempt, bool> isWanted)
    {
        var filter = options.GetFilter(parsed);
        return _location.Reader.ReadNewestFirst()
            .FirstOrDefault(row => row.Tree.Length > 0 && filter.Selects(row.Stream) && isWanted(row))?.Tree ?? "";
    }
}
