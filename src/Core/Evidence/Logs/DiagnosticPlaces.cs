namespace LoopJournal.Evidence.Logs;

/// <summary>
/// Counts the places of diagnostics in a log, each once: a build repeats its errors at its end, and for each framework and project.
/// </summary>
internal sealed partial class DiagnosticPlaces
{
    private const int MaxPlaces = 100_000;

    private readonly HashSet<string> _places = new(StringComparer.Ordinal);

    /// <summary>How many places were seen; null without one.</summary>
    public int? Count => _places.Count == 0 ? null : _places.Count;

    /// <summary>Adds a line's place where the line is a diagnostic with one.</summary>
    public void Add(string line)
    {
        if (_places.Count < MaxPlaces && Place().Match(line) is { Success: true } place)
        {
            _places.Add(place.Value);
        }
    }

    // "src/Cart.cs(12,5): error CS0103", "cart.c:12:5: fatal error:", "src/cart.ts:1:2 - error TS2304", "Cart.java:3: error:"
    [GeneratedRegex(
        @"^[^\r\n]{1,500}?(?:\([0-9]{1,9}(?:,[0-9]{1,9}){0,3}\)|:[0-9]{1,9}(?::[0-9]{1,9})?)\s?(?::|-)\s(?:fatal\s)?error\b"
        + @"(?:[:\s]{1,2}[A-Za-z]{1,12}[0-9]{1,6}\b)?")]
    private static partial Regex Place();
}
