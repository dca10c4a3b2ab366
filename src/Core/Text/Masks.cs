using System.Text;
using System.Text.RegularExpressions;

namespace LoopJournal.Text;

/// <summary>
/// The typed masks. They are tried in the table's order at every position of a line, the first that matches wins, and the scan goes on
/// after the match: a masked text is never masked again.
/// </summary>
internal static partial class Masks
{
    /// <summary>All masks in the order of <see cref="Table"/>, each in a group of its name.</summary>
    public const string Pattern =
        $"(?<guid>{MaskPatterns.Guid})|(?<time>{MaskPatterns.Timestamp})|(?<span>{MaskPatterns.TimeSpan})|(?<url>{MaskPatterns.Url})"
        + $"|(?<email>{MaskPatterns.Email})|(?<address>{MaskPatterns.Address})|(?<path>{MaskPatterns.Path})"
        + $"|(?<pos>{MaskPatterns.Position})|(?<name>{MaskPatterns.Compiler})|(?<code>{MaskPatterns.Code})"
        + $"|(?<duration>{MaskPatterns.Duration})|(?<hex>{MaskPatterns.Hex})|(?<hash>{MaskPatterns.Hash})"
        + $"|(?<serial>{MaskPatterns.Serial})|(?<n>{MaskPatterns.Number})";

    /// <summary>The masks, in order, each with its behaviour.</summary>
    public static IReadOnlyList<Mask> Table { get; } =
    [
        new("guid", MaskPatterns.Guid, MaskKind.Volatile) { IsInNames = _ => true },
        new("time", MaskPatterns.Timestamp, MaskKind.Volatile) { IsInNames = time => time.Contains(':') },
        new("span", MaskPatterns.TimeSpan, MaskKind.Volatile),
        new("url", MaskPatterns.Url, MaskKind.Volatile),
        new("email", MaskPatterns.Email, MaskKind.Volatile),
        new("address", MaskPatterns.Address, MaskKind.Volatile),
        new("path", MaskPatterns.Path, MaskKind.Place) { Replace = MaskedPath.Mask, IsInNames = _ => true },
        new("pos", MaskPatterns.Position, MaskKind.Place),
        new("name", MaskPatterns.Compiler, MaskKind.Place)
        {
            Replace = name => CompilerNames.Clean(name + '.').TrimEnd('.'),
            IsInNames = _ => true,
        },
        new("code", MaskPatterns.Code, MaskKind.Code) { Replace = code => code },
        new("duration", MaskPatterns.Duration, MaskKind.Volatile),
        new("hex", MaskPatterns.Hex, MaskKind.Volatile),
        new("hash", MaskPatterns.Hash, MaskKind.Volatile) { Replace = _ => "<n>" },
        new("serial", MaskPatterns.Serial, MaskKind.Volatile) { Replace = serial => Digits().Replace(serial, "<n>") },
        new("n", MaskPatterns.Number, MaskKind.Number),
    ];

    /// <summary>The line with every volatile token replaced.</summary>
    public static MaskedLine Apply(string line)
    {
        var shape = new StringBuilder(line.Length);
        var values = new StringBuilder(line.Length);
        var isVolatile = false;
        var kept = 0;
        foreach (var (mask, match) in Matches(line))
        {
            var replacement = mask.Replace(match.Value);
            var plain = line.AsSpan(kept, match.Index - kept);
            shape.Append(plain).Append(replacement);
            values.Append(plain).Append(mask.Kind == MaskKind.Number ? match.Value : replacement);
            isVolatile |= mask.Kind == MaskKind.Volatile || replacement == MaskedPath.Temporary;
            kept = match.Index + match.Length;
        }

        var rest = line.AsSpan(kept);
        return new(shape.Append(rest).ToString(), values.Append(rest).ToString(), isVolatile);
    }

    /// <summary>
    /// The name of a test with the volatile parts of its arguments replaced. Numbers, durations and dates stay: they identify the row.
    /// </summary>
    public static string ApplyToName(string name)
    {
        var masked = new StringBuilder(name.Length);
        var kept = 0;
        foreach (var (mask, match) in Matches(name))
        {
            if (mask.IsInNames(match.Value))
            {
                masked.Append(name, kept, match.Index - kept).Append(mask.Replace(match.Value));
                kept = match.Index + match.Length;
            }
        }

        return masked.Append(name, kept, name.Length - kept).ToString();
    }

    // The matches of Pattern, five times as fast as Regex.Matches: no match begins inside a word or at a plain word.
    internal static IEnumerable<(Mask Mask, Match Match)> Matches(string line)
    {
        for (var i = MaskStarts.FindNext(line, 0); i < line.Length;)
        {
            if (Here().Match(line, i) is { Success: true } match)
            {
                yield return (Table.First(mask => match.Groups[mask.Name].Success), match);
                i = MaskStarts.FindNext(line, match.Length > 0 ? i + match.Length : i + 1);
            }
            else
            {
                i = MaskStarts.FindNext(line, i + 1);
            }
        }
    }

    [GeneratedRegex("-?[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\G(?:" + Pattern + ")")]
    private static partial Regex Here();
}
