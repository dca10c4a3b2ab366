namespace LoopJournal.Recording;

/// <summary>
/// Snapshots that are still being taken when a test program starts: the process that takes one puts its id into a file of the journal's
/// folder, and the program's recorder reads it there. So the program does not wait for git.
/// </summary>
/// <param name="journal">The journal's folder.</param>
internal sealed class PendingTrees(JournalFolder journal)
{
    private const int KeyLength = 32;
    private const int MaxIdLength = 64;
    private const int MaxFiles = 50;

    private readonly StoredFiles _files = new(journal, "trees", MaxFiles, MaxIdLength);

    /// <summary>Puts a tree's id in place. Where it cannot be written, the attempt has no tree.</summary>
    /// <param name="key">Names the snapshot: the id of the first attempt that it serves.</param>
    /// <param name="tree">The tree's id; empty where the snapshot was not taken.</param>
    public void Put(string key, string tree) => FileErrors.Ignore(() => _files.Write(key, Encoding.ASCII.GetBytes(tree)));

    /// <summary>The inputs with the id of their snapshot, where it is there in time.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="wait">How long to wait for the process that takes the snapshot.</param>
    public AttemptInputs Complete(AttemptInputs inputs, TimeSpan wait) =>
        inputs.Tree.Length > 0 || !IsKey(inputs.Snapshot) ? inputs : inputs with { Tree = Find(inputs.Snapshot, wait) };

    private string Find(string key, TimeSpan wait)
    {
        byte[]? id = null;
        SpinWait.SpinUntil(() => (id = FileErrors.Catch(() => _files.Read(key), otherwise: [])) is not null, wait);
        return Encoding.ASCII.GetString(id ?? []);
    }

    private static bool IsKey(string key) => key.Length == KeyLength && key.All(char.IsAsciiHexDigitLower);
}
