namespace LoopJournal.Cli.Agents;

/// <summary>A file of a repository into which <c>init</c> writes a part, and out of which it takes that part again.</summary>
/// <param name="Name">The name by which users choose it.</param>
/// <param name="Path">The file, relative to the repository, with forward slashes.</param>
internal abstract record SettingsFile(string Name, string Path)
{
    /// <summary>The file with our part; the same text where it has that part already.</summary>
    /// <param name="text">The file's bytes as Latin-1; null where there is none.</param>
    /// <exception cref="JsonException">The file cannot be parsed.</exception>
    public abstract string Apply(string? text);

    /// <summary>The texts that the file may have had before <see cref="Apply"/>, the likeliest first.</summary>
    protected abstract IEnumerable<string> ListOriginals(string text);

    /// <summary>
    /// The file as it was before <see cref="Apply"/>: byte for byte where nothing else in it was edited since. Null: there was none.
    /// </summary>
    /// <inheritdoc cref="Apply"/>
    public string? Undo(string text)
    {
        var originals = ListOriginals(text).ToList();
        return Apply(null) == text ? null : originals.Find(original => Apply(original) == text) ?? originals[0];
    }
}
