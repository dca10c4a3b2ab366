using System.Buffers;
using System.Security.Cryptography;

namespace LoopJournal.Cli.Running;

/// <summary>A command line as the name of a stream.</summary>
internal static partial class CommandText
{
    private const int MaxLength = 200;
    private const int HashLength = 12;

    /// <summary>A secret may seem to end at these characters, so an argument with one of them is put in quotes.</summary>
    private const string Special = "\"'`;&|<>";

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("-.0123456789=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>
    /// <c>run</c> and the command line without its secrets. At most 200 characters of it: when it is longer, it ends in a hash,
    /// because two long command lines may differ only at their ends. The hash is made of the masked text, so that nothing of a secret can
    /// be computed from it.
    /// </summary>
    public static string From(IEnumerable<string> command)
    {
        var text = OneLine.From(string.Join(' ', command.Select(QuoteArgument)));
        if (text.Length <= MaxLength)
        {
            return "run " + text;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
        return $"run {OneLine.From(text, MaxLength - HashLength - 1)} {hash}";
    }

    /// <summary>
    /// The part of a command line that cuts its output, as in <c>| tail</c>; null where it has none. A failure whose lines are cut off
    /// looks like another one.
    /// </summary>
    public static string? FindCut(IEnumerable<string> command) =>
        command.Select(argument => Cut().Match(argument)).FirstOrDefault(match => match.Success) is { } cut
            ? "| " + cut.Groups["filter"].Value
            : null;

    [GeneratedRegex(@"(?<!\|)\|&?\s{0,20}(?<filter>tail|head|grep|findstr|Select-Object|Select-String)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Cut();

    /// <summary>In quotes where need be, of <c>name=value</c> the value: then the masks know where a secret ends.</summary>
    private static string QuoteArgument(string argument)
    {
        var name = argument.AsSpan(0, argument.IndexOf('=', StringComparison.Ordinal) + 1);
        name = name.ContainsAnyExcept(NameCharacters) ? default : name;
        var value = argument[name.Length..];
        return value.Any(c => char.IsWhiteSpace(c) || Special.Contains(c, StringComparison.Ordinal)) || argument.Length == 0
            ? $"{name}\"{value.Replace('"', '\'')}\""
            : argument;
    }
}
