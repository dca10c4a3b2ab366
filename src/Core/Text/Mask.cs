namespace LoopJournal.Text;

/// <summary>The kind of text that a mask covers. It decides how much is hidden where values are to be kept.</summary>
internal enum MaskKind
{
    /// <summary>Another process or moment would have written something else. Numbers on the same line may be volatile too.</summary>
    Volatile,

    /// <summary>The directory, the position or the compiler's ordinal says nothing about the failure; the rest does.</summary>
    Place,

    /// <summary>A value: masked in a shape, kept in the values.</summary>
    Number,

    /// <summary>A code, or a number that means something: stays, and no later mask may touch it.</summary>
    Code,
}

/// <summary>One typed mask.</summary>
/// <param name="Name">
/// The name of the group in <see cref="Masks.Pattern"/>, and the placeholder: <c>guid</c> becomes <c>&lt;guid&gt;</c>.
/// </param>
/// <param name="Pattern">The regular expression.</param>
/// <param name="Kind">The kind of text that it covers.</param>
internal sealed record Mask(string Name, string Pattern, MaskKind Kind)
{
    /// <summary>Gives the text that replaces a match; without it, the placeholder does.</summary>
    public Func<string, string> Replace { get; init; } = _ => $"<{Name}>";

    /// <summary>Whether a match in a name is replaced too: of a test, or a symbol in a compiler's message.</summary>
    public Func<string, bool> IsInNames { get; init; } = _ => false;

    /// <summary>Whether a match in the arguments of a test is replaced too, beside those of <see cref="IsInNames"/>.</summary>
    public Func<string, bool> IsInRows { get; init; } = _ => false;
}

/// <summary>A place in a line where a mask matches.</summary>
/// <param name="Mask">The mask.</param>
/// <param name="Index">Where the place begins.</param>
/// <param name="Length">How many characters (UTF-16) it has.</param>
internal sealed record MaskMatch(Mask Mask, int Index, int Length)
{
    /// <summary>The text that the mask replaces.</summary>
    public string GetText(string line) => line.Substring(Index, Length);
}

/// <summary>A line after masking.</summary>
/// <param name="Shape">Everything masked.</param>
/// <param name="Values">Numbers kept.</param>
/// <param name="IsVolatile">Whether a token was replaced that another process would have written differently.</param>
internal readonly record struct MaskedLine(string Shape, string Values, bool IsVolatile);
