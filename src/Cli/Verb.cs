namespace LoopJournal.Cli;

/// <summary>A verb of the tool; its help ends with examples.</summary>
/// <param name="name">The name that users type.</param>
/// <param name="description">Its purpose, in a sentence.</param>
/// <param name="examples">
/// Command lines, without the tool's name where they begin with the verb.
/// </param>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>The command lines, as a shell reads them.</summary>
    public IEnumerable<string> Examples => examples.Select(
        example => example.StartsWith(Name, StringComparison.Ordinal) ? $"loop-journal {example}" : example);

    /// <summary>Makes the verb run <paramref name="run"/>, which returns the exit code.</summary>
    /// <returns>The verb.</returns>
    public Verb WithAction(Func<ParseResult, int> run)
    {
        SetAction(run);
        return this;
    }
}
