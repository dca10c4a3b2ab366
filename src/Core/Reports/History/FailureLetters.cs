namespace LoopJournal.Reports.History;

/// <summary>Gives each fingerprint of some rows a letter: A to Z, then AA, AB and so on, in the order of the rows.</summary>
internal sealed class FailureLetters
{
    private readonly Dictionary<string, string> _letters = new(StringComparer.Ordinal) { [""] = "" };

    /// <param name="rows">The rows, oldest first.</param>
    public FailureLetters(IEnumerable<Attempt> rows)
    {
        foreach (var row in rows)
        {
            _ = row.Clears || _letters.TryAdd(row.Fingerprint, GetLetter(_letters.Count - 1));
        }
    }

    /// <summary>The letter of a row; empty where it did not fail, or has no fingerprint.</summary>
    public string Get(Attempt row) => row.Clears ? "" : _letters[row.Fingerprint];

    internal static string GetLetter(int index) =>
        (index < 26 ? "" : GetLetter((index / 26) - 1)) + (char)('A' + (index % 26));
}
