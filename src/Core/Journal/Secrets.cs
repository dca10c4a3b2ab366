using System.Text.RegularExpressions;

namespace LoopJournal.Journal;

/// <summary>Masks what must not be kept: passwords, tokens, keys, connection strings, URLs with credentials.</summary>
/// <remarks>
/// A secret is told by its own shape (<c>ghp_...</c>, a JWT, a PEM block) or by the name that it is given to (<c>Password=...</c>).
/// Text that only speaks of tokens and passwords stays as it is, and so do hashes, GUIDs and commits. Masking twice changes nothing.
/// Linear: each pattern is anchored at a literal, and its repetitions are bounded or consume what they have seen.
/// </remarks>
public static partial class Secrets
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Masked = "***";

    /// <summary><paramref name="text"/> with every secret replaced by <see cref="Masked"/>.</summary>
    public static string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SecretMarks.AreIn(text) ? MaskAll(text) : text;
    }

    // apart from the above, so that texts without a mark, which is most, do not have the library of patterns loaded
    private static string MaskAll(string text)
    {
        text = Pem().Replace(text, "${begin}" + Masked + "${end}");
        text = UrlCredentials().Replace(text, match => IsCredentials(match) ? "://" + Masked + "@" : match.Value);
        text = WebHook().Replace(text, "${host}" + Masked);
        text = Jwt().Replace(text, Masked);
        text = KnownKey().Replace(text, Masked);
        text = Authorization().Replace(text, match => IsAuthorization(match) ? match.Groups["before"].Value + Masked : match.Value);
        text = Cookie().Replace(text, "${name}" + Masked);
        return NamedSecrets.Mask(text);
    }

    /// <summary>Whether a word looks made by a machine: long, or with a digit in it, as no word of prose is.</summary>
    internal static bool LooksRandom(ReadOnlySpan<char> word) =>
        word.Length >= 6 && !word.ContainsAny(" \t") && (word.Length >= 20 || word.ContainsAnyInRange('0', '9'));

    private static bool IsCredentials(Match match) => match.Groups["password"].Success || LooksRandom(match.Groups["user"].ValueSpan);

    private static bool IsAuthorization(Match match)
    {
        var value = match.Groups["value"].ValueSpan;
        return match.Groups["scheme"].Success
            || (match.Groups["basic"].Success ? IsUserAndPassword(value) : LooksRandom(value));
    }

    private static bool IsUserAndPassword(ReadOnlySpan<char> base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64Chars(base64, bytes, out var length) && bytes.AsSpan(0, length).Contains((byte)':');
    }

    [GeneratedRegex("(?<begin>-----BEGIN [A-Z0-9 ]{1,40}-----)(?s:.*?)(?<end>-----END [A-Z0-9 ]{1,40}-----|$)")]
    private static partial Regex Pem();

    [GeneratedRegex("""://(?<user>[^\s/:@"'<>]{0,200})(?<password>:[^\s/"'<>]{1,200})?@""")]
    private static partial Regex UrlCredentials();

    [GeneratedRegex(
        """
        (?<host>hooks\.slack\.com/(?:services|workflows|triggers)/|discord(?:app)?\.com/api/webhooks/|\.webhook\.office\.com/webhookb2/|api\.telegram\.org/bot)
        [^\s"'<>]{8,}
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WebHook();

    [GeneratedRegex("""(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,3}""")]
    private static partial Regex Jwt();

    /// <summary>Keys that name their issuer, as secret scanners know them (https://docs.github.com/code-security/secret-scanning).</summary>
    [GeneratedRegex(
        """
        (?<![A-Za-z0-9_-])(?:
            gh[oprsu]_[A-Za-z0-9]{20,255} | github_pat_[A-Za-z0-9_]{20,255}            # GitHub
          | gl(?:pat|rt|dt|ft|soat|ptt|cbt|agent|imt)-[A-Za-z0-9_-]{16,100}              # GitLab
          | oy2[a-z0-9]{43}                                                               # NuGet
          | npm_[A-Za-z0-9]{30,60} | pypi-[A-Za-z0-9_-]{16,250} | rubygems_[a-f0-9]{40,60} | dckr_[a-z]{3}_[A-Za-z0-9_-]{20,60}
          | (?:AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AROA)[A-Z0-9]{16}(?![A-Za-z0-9])             # AWS
          | AIza[A-Za-z0-9_-]{35} | ya29\.[A-Za-z0-9_-]{20,500} | GOCSPX-[A-Za-z0-9_-]{20,40}   # Google
          | xox[abeoprs]-[A-Za-z0-9-]{10,250} | xapp-[A-Za-z0-9-]{10,250}               # Slack
          | (?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,250} | whsec_[A-Za-z0-9+/=]{16,100}  # Stripe
          | sk-[A-Za-z0-9_-]{20,250}                                                       # OpenAI, Anthropic
          | SG\.[A-Za-z0-9_-]{16,40}\.[A-Za-z0-9_-]{16,80}                               # SendGrid
          | key-[a-f0-9]{32} | SK[a-f0-9]{32} | do[por]_v1_[a-f0-9]{64} | dapi[a-f0-9]{32}
          | hf_[A-Za-z0-9]{30,60} | hv[sbr]\.[A-Za-z0-9_-]{20,250} | shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32} | lin_api_[A-Za-z0-9]{30,60}
          | glsa_[A-Za-z0-9_]{30,60} | NRAK-[A-Z0-9]{20,40} | sq0[a-z]{3}-[A-Za-z0-9_-]{20,60} | ATATT3[A-Za-z0-9_=-]{20,250}
          | AGE-SECRET-KEY-1[A-Z0-9]{40,70} | dp\.pt\.[A-Za-z0-9]{30,60} | EAACEdEose0cBA[A-Za-z0-9]{10,250}
          | [A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4} | [A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}   # Azure DevOps, Entra
          | [A-Za-z0-9+/]{86}==                                                           # Azure storage, Cosmos DB, service bus
        )
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex KnownKey();

    [GeneratedRegex(
        """
        (?<before>(?<![A-Za-z])(?:proxy-)?authorization\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?
            (?<scheme>(?:bearer|basic|token|digest|apikey|negotiate|sharedaccesssignature)\s{1,4})?
          | (?<![A-Za-z])(?:bearer|(?<basic>basic))\s{1,4})
        (?<value>[A-Za-z0-9._~+/=:-]{4,})
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Authorization();

    [GeneratedRegex(
        """(?<name>(?<![A-Za-z])cookie\\?["']?\s{0,4}:\s{0,4}\\?["']?)[^\s=;"']{1,100}=[^\r\n"']+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cookie();
}
