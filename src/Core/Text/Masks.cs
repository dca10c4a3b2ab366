namespace LoopJournal.Text;

/// <summary>
/// The typed masks. They are tried in the table's order at every position of a line, the first that matches wins, and the scan goes on
/// after the match: a masked text is never masked again.
/// </summary>
internal static partial class Masks
{
    /// <summary>The shortest hash that is masked in arguments. A colour, which a person types, has 8 digits.</summary>
    private const int MinHashInRow = 16;

    /// <summary>All masks in the order of <see cref="Table"/>, each in a group of its name.</summary>
    public const string Pattern =
        $"(?<guid>{IdentifierPatterns.Guid})|(?<time>{MaskPatterns.Timestamp})|(?<span>{MaskPatterns.TimeSpan})"
        + $"|(?<url>{MaskPatterns.Url})|(?<email>{MaskPatterns.Email})|(?<address>{MaskPatterns.Address})|(?<path>{MaskPatterns.Path})"
        + $"|(?<pos>{MaskPatterns.Position})|(?<name>{MaskPatterns.Compiler})|(?<seed>{IdentifierPatterns.Seed})"
        + $"|(?<id>{IdentifierPatterns.Identifier})|(?<tail>{IdentifierPatterns.Tail})|(?<code>{MaskPatterns.Code})"
        + $"|(?<duration>{MaskPatterns.Duration})|(?<hex>{MaskPatterns.Hex})|(?<hash>{MaskPatterns.Hash})"
        + $"|(?<serial>{MaskPatterns.Serial})|(?<count>{MaskPatterns.Count})|(?<n>{MaskPatterns.Number})";

    /// <summary>The masks, in order, each with its behaviour.</summary>
    public static IReadOnlyList<Mask> Table { get; } =
    [
        new("guid", IdentifierPatterns.Guid, MaskKind.Volatile) { Replace = Identifiers.MaskGuid, IsInNames = _ => true },
        new("time", MaskPatterns.Timestamp, MaskKind.Volatile) { IsInNames = time => time.Contains(':') },
        new("span", MaskPatterns.TimeSpan, MaskKind.Volatile) { IsInRows = span => HasLongFraction(span) },
        new("url", MaskPatterns.Url, MaskKind.Volatile) { IsInRows = Identifiers.HasGuid },
        new("email", MaskPatterns.Email, MaskKind.Volatile),
        new("address", MaskPatterns.Address, MaskKind.Volatile),
        new("path", MaskPatterns.Path, MaskKind.Place) { Replace = MaskedPath.Mask, IsInNames = _ => true },
        new("pos", MaskPatterns.Position, MaskKind.Place),
        new("name", MaskPatterns.Compiler, MaskKind.Place)
        {
            Replace = name => CompilerNames.Clean(name + '.').TrimEnd('.'),
            IsInNames = _ => true,
        },
        new("seed", IdentifierPatterns.Seed, MaskKind.Volatile) { Replace = Identifiers.MaskSeed },
        new("id", IdentifierPatterns.Identifier, MaskKind.Volatile) { Replace = _ => "<n>", IsInRows = _ => true },
        new("tail", IdentifierPatterns.Tail, MaskKind.Volatile) { Replace = Identifiers.MaskTail, IsInRows = _ => true },
        new("code", MaskPatterns.Code, MaskKind.Code) { Replace = code => code },
        new("duration", MaskPatterns.Duration, MaskKind.Volatile),
        new("hex", MaskPatterns.Hex, MaskKind.Volatile),
        new("hash", MaskPatterns.Hash, MaskKind.Volatile) { Replace = _ => "<n>", IsInRows = hash => hash.Length >= MinHashInRow },
        new("serial", MaskPatterns.Serial, MaskKind.Volatile) { Replace = Identifiers.MaskDigits },
        new("count", MaskPatterns.Count, MaskKind.Number) { Replace = count => $"<n>{count.TrimStart([.. "0123456789"]).TrimEnd('s')}s" },
        new("n", MaskPatterns.Number, MaskKind.Number),
    ];

    private static readonly Mask Number = Table.Single(mask => mask.Name == "n");

    private static readonly int[] Groups = [.. Table.Select(mask => Here().GroupNumberFromName(mask.Name))];

    /// <summary>The line with every volatile token replaced.</summary>
    /// <param name="line">The line.</param>
    /// <param name="sourceStart">Where source code begins that the line quotes: a number in it is not a value.</param>
    /// <param name="sourceEnd">Where it ends.</param>
    public static MaskedLine Apply(string line, int sourceStart = 0, int sourceEnd = 0)
    {
        var found = Matches(line).Select(one => (one.Mask, one.Index, one.Length, Shape: one.Mask.Replace(one.GetText(line)))).ToList();
        var values = from one in found
                     let isInSource = one.Index >= sourceStart && one.Index < sourceEnd
                     let isKept = one.Mask.Kind == MaskKind.Number && !isInSource
                     select (one.Index, one.Length, isKept ? line.Substring(one.Index, one.Length) : one.Shape);
        return new(
            line.ReplaceParts(found.Select(one => (one.Index, one.Length, one.Shape))),
            line.ReplaceParts(values),
            found.Exists(one => one.Mask.Kind == MaskKind.Volatile || one.Shape == MaskedPath.Temporary));
    }

    /// <summary>A name with its volatile parts replaced: GUIDs, paths, times of day, what compilers made.</summary>
    public static string ApplyToName(string name) => Apply(name, (mask, match) => mask.IsInNames(match));

    /// <summary>
    /// The arguments of a test with their volatile parts replaced. Numbers, durations and dates stay: they identify the row.
    /// </summary>
    public static string ApplyToRow(string row) => Apply(row, (mask, match) => mask.IsInNames(match) || mask.IsInRows(match));

    // A clock gives more than three digits behind the point. A person does not type them.
    private static bool HasLongFraction(string span) => span.LastIndexOf('.') is > 0 and var point && span.Length - point > 4;

    private static string Apply(string name, Func<Mask, string, bool> isReplaced) => name.ReplaceParts(
        from found in Matches(name)
        let text = found.GetText(name)
        where isReplaced(found.Mask, text)
        select (found.Index, found.Length, found.Mask.Replace(text)));

    // The matches of Pattern, without a try at each place: no match begins inside a word or at a plain word.
    internal static IEnumerable<MaskMatch> Matches(string line)
    {
        for (var i = MaskStarts.FindNext(line, 0); i < line.Length;)
        {
            var found = FindAt(line, i);
            if (found is not null)
            {
                yield return found;
            }

            i = MaskStarts.FindNext(line, i + Math.Max(found?.Length ?? 0, 1));
        }
    }

    private static MaskMatch? FindAt(string line, int index)
    {
        if (PlainNumber.GetLength(line, index) is > 0 and var length)
        {
            return new(Number, index, length);
        }

        var match = Here().Match(line, index);
        return match.Success ? new(Table[Array.FindIndex(Groups, group => match.Groups[group].Success)], index, match.Length) : null;
    }

    [GeneratedRegex(@"\G(?:" + Pattern + ")")]
    private static partial Regex Here();
}
