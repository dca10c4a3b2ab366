using System.Text.Json;
using System.Text.RegularExpressions;

namespace LoopJournal.Tests;

/// <summary>
/// The vectors in <c>Data/secret-shapes.jsonl</c> and <c>Data/look-alikes.jsonl</c>. Every value is invented. A key that names its issuer
/// is written in parts, <c>ghp_{A36}</c>, so that no secret scanner takes the file for a leak.
/// </summary>
internal static partial class SecretVectors
{
    private const string Letters = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbCdEfGhIjKlMnOpQrStUvWxYz0123456789aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z";

    /// <summary>Texts, each with its secret.</summary>
    public static IReadOnlyList<(string Text, string Secret)> Shapes { get; } =
        [.. Read("secret-shapes.jsonl")
            .Select(row => (Expand(row.GetProperty("text").GetString()!), Expand(row.GetProperty("secret").GetString()!)))];

    /// <summary>Texts that look like one of the shapes and hold no secret.</summary>
    public static IReadOnlyList<string> LookAlikes { get; } =
        [.. Read("look-alikes.jsonl").Select(row => row.GetProperty("text").GetString()!)];

    /// <summary>Fails if the secret is in a text, plain or escaped in JSON or in a URI.</summary>
    public static void AssertAbsent(string secret, string text, string where)
    {
        foreach (var shown in (ReadOnlySpan<string>)[text, Unescape(text), Uri.UnescapeDataString(text)])
        {
            Assert.IsFalse(shown.Contains(secret, StringComparison.Ordinal), $"'{secret}' is in {where}: {text}");
        }
    }

    /// <summary>Fails if the secret is in the name or the content of a file below a folder.</summary>
    public static void AssertAbsentBelow(string secret, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            AssertAbsent(secret, Path.GetRelativePath(folder, file), "the name of a file");
            AssertAbsent(secret, File.ReadAllText(file), file);
        }
    }

    private static string Unescape(string json) => Escapes().Replace(json, escape => escape.Groups[1].Value switch
    {
        "n" => "\n",
        "r" => "\r",
        "t" => "\t",
        ['u', .. var code] => ((char)Convert.ToInt32(code, 16)).ToString(),
        var character => character,
    });

    private static IEnumerable<JsonElement> Read(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Secrets", file)).Select(line => JsonElement.Parse(line));

    /// <summary>A: letters and digits, L: lower case and digits, U: upper case and digits, H: hex digits, D: digits.</summary>
    private static string Expand(string text) => Parts().Replace(text, part =>
    {
        var characters = part.Groups[1].Value switch
        {
            "A" => Letters,
            "L" => Letters.ToLowerInvariant(),
            "U" => Letters.ToUpperInvariant(),
            "H" => string.Concat(Enumerable.Repeat("0f1e2d3c4b5a6978", 4)),
            _ => "12345678901234567890",
        };
        return characters[..int.Parse(part.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)];
    });

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|[^u])")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"\{([ALUHD])([0-9]+)\}")]
    private static partial Regex Parts();
}
