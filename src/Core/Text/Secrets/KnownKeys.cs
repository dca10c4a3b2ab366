using System.Buffers;

namespace LoopJournal.Text.Secrets;

/// <summary>A kind of key whose first characters name its issuer.</summary>
/// <param name="Issuer">The service that issues it.</param>
/// <param name="Prefixes">The first characters, with blanks between the alternatives.</param>
/// <param name="Characters">The characters that may follow.</param>
/// <param name="Min">How many of them there are at least.</param>
/// <param name="Max">How many there are at most: a longer run is something else.</param>
internal sealed record KnownKey(string Issuer, string Prefixes, string Characters, int Min, int Max = int.MaxValue);

/// <summary>Keys that name their issuer, as secret scanners know them (https://docs.github.com/code-security/secret-scanning).</summary>
internal static class KnownKeys
{
    private const int MaxLength = 1024;

    private const string Digits = "0123456789";
    private const string LowerLetters = "abcdefghijklmnopqrstuvwxyz";
    private const string UpperLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = Digits + LowerLetters;
    private const string Upper = Digits + UpperLetters;
    private const string Alnum = Digits + LowerLetters + UpperLetters;
    private const string Word = Alnum + "_";
    private const string Dash = Alnum + "_-";
    private const string Dots = Alnum + "_-.";
    private const string Base64 = Alnum + "_-+/=";
    private const string Hex = Digits + "abcdefABCDEF";
    private const string HexDash = Digits + "abcdef-";

    /// <summary>The kinds.</summary>
    public static readonly KnownKey[] All =
    [
        new("GitHub", "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_", Word, 20),
        new("GitLab", "glpat- glrt- gldt- glft- glsoat- glptt- glcbt- glagent- glimt-", Dots, 16),
        new("NuGet", "oy2", Lower, 43),
        new("npm", "npm_", Alnum, 30),
        new("PyPI", "pypi-", Dash, 16),
        new("RubyGems", "rubygems_", Hex, 40),
        new("Docker", "dckr_pat_ dckr_oat_", Dash, 20),
        new("AWS", "AKIA ASIA ABIA ACCA AGPA AIDA AROA", Upper, 16, 16),
        new("Alibaba Cloud", "LTAI", Alnum, 12, 30),
        new("Google", "AIza", Dash, 35),
        new("Google", "ya29.", Dash, 20),
        new("Google", "GOCSPX-", Dash, 20),
        new("Slack", "xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs- xoxe. xapp-", Dots, 10),
        new("Stripe", "sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ pk_test_", Alnum, 10),
        new("Stripe", "whsec_", Base64, 16),
        new("OpenAI, Anthropic", "sk-", Dash, 20),
        new("Groq", "gsk_", Alnum, 40),
        new("xAI", "xai-", Alnum, 60),
        new("Replicate", "r8_", Alnum, 30),
        new("NVIDIA", "nvapi-", Dash, 40),
        new("Hugging Face", "hf_", Alnum, 30),
        new("Mailgun", "key-", Hex, 32),
        new("Twilio", string.Join(' ', "0123456789abcdef".Select(digit => "SK" + digit)), Hex, 31, 31),
        new("DigitalOcean", "dop_v1_ doo_v1_ dor_v1_", Hex, 64),
        new("Databricks", "dapi", HexDash, 32),
        new("HashiCorp Vault", "hvs. hvb. hvr.", Dash, 20),
        new("Shopify", "shpat_ shpca_ shppa_ shpss_", Hex, 32),
        new("Linear", "lin_api_", Alnum, 30),
        new("Grafana", "glsa_ glc_", Base64, 30),
        new("New Relic", "NRAK-", Upper, 20),
        new("Square", "sq0atp- sq0csp- sq0idp-", Dash, 20),
        new("Atlassian", "ATATT3 ATCTT3", Base64, 20),
        new("Bitbucket", "ATBB", Alnum, 24, 40),
        new("age", "AGE-SECRET-KEY-1", Upper, 40),
        new("Doppler", "dp.pt. dp.st. dp.ct. dp.sa.", Alnum, 30),
        new("Facebook", "EAACEdEose0cBA", Alnum, 10),
        new("Tailscale", "tskey-", Dash, 20),
        new("Sentry", "sntrys_ sntryu_", Base64, 40),
        new("Pulumi", "pul-", Hex, 40),
        new("Postman", "PMAK-", HexDash, 50),
        new("SonarQube", "sqp_ sqa_ squ_", Hex, 40),
        new("Figma", "figd_", Dash, 30),
        new("Supabase", "sbp_", Hex, 40),
        new("JFrog", "AKCp", Alnum, 60),
        new("Contentful", "CFPAT-", Dash, 40),
        new("Dynatrace", "dt0c01.", Dots, 60),
    ];

    private static readonly SearchValues<char> InDash = SearchValues.Create(Dash);
    private static readonly SearchValues<char> InUpper = SearchValues.Create(Upper);

    private static readonly (string Prefix, SearchValues<char> Characters, KnownKey Key)[] Rows =
        [.. All.SelectMany(key => key.Prefixes.Split(' '), (key, prefix) => (prefix, SearchValues.Create(key.Characters), key))];

    private static readonly SearchValues<string> Prefixes =
        SearchValues.Create([.. Rows.Select(row => row.Prefix)], StringComparison.Ordinal);

    /// <summary>Where the keys are in a text, in order.</summary>
    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        for (var at = 0; text.AsSpan(at).IndexOfAny(Prefixes) is >= 0 and var next;)
        {
            var start = at + next;
            var length = start > 0 && InDash.Contains(text[start - 1]) ? 0 : GetKeyLength(text.AsSpan(start));
            if (length > 0)
            {
                yield return (start, length);
            }

            at = start + Math.Max(length, 1);
        }
    }

    /// <summary>How long the key at the beginning of the text is; 0 when there is none.</summary>
    private static int GetKeyLength(ReadOnlySpan<char> text)
    {
        foreach (var (prefix, characters, key) in Rows)
        {
            if (text.StartsWith(prefix))
            {
                var rest = text[prefix.Length..Math.Min(prefix.Length + MaxLength, text.Length)];
                var run = rest.IndexOfAnyExcept(characters) is >= 0 and var end ? rest[..end] : rest;
                run = run.TrimEnd('.');

                // prose and file names have neither a digit nor a capital letter; nearly every key has one
                if (run.Length >= key.Min && run.Length <= key.Max && run.ContainsAny(InUpper))
                {
                    return prefix.Length + run.Length;
                }
            }
        }

        return 0;
    }
}
