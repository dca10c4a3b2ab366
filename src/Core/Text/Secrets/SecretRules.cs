namespace LoopJournal.Text.Secrets;

/// <summary>A secret that the text around it announces.</summary>
/// <param name="Name">Its kind, for people.</param>
/// <param name="Pattern">Its group <c>value</c> is the secret.</param>
internal sealed record SecretRule(string Name, Regex Pattern)
{
    /// <summary>Decides what the pattern cannot.</summary>
    public Func<Match, bool> Accepts { get; init; } = _ => true;

    /// <summary>Whether the secret alone matches: one word, without a blank, a quote, a colon or another separator.</summary>
    public bool IsWord { get; init; }
}

/// <summary>Secrets in headers, URLs, key files, and at a fixed place of a command line or of a call.</summary>
internal static partial class SecretRules
{
    /// <summary>The rules, in the order in which they are applied.</summary>
    public static readonly SecretRule[] All =
    [
        new("private key", Pem()),
        new("URL with credentials", UrlCredentials()) { Accepts = IsCredentials },
        new("web hook", WebHook()),
        new("JSON web token", Jwt()) { IsWord = true },
        new("key with its mark inside", InnerMark()) { IsWord = true },
        new("authorization header", Authorization()) { Accepts = IsAuthorization },
        new("cookie", Cookie()),
        new("Oracle login", OracleLogin()),
        new("SQL IDENTIFIED BY", IdentifiedBy()),
        new("credentials in a call", CredentialsCall()),
        new("user and password", UserAndPassword()) { Accepts = IsNoNumber },
        new("SQL SET PASSWORD", SetPassword()),
        new("ConvertTo-SecureString", SecureString()),
        new("piped into a program", Piped()),
        new("here string", HereString()),
        new("fixed place", FixedPlace()) { Accepts = IsFixedPlace },
        new("mask of a CI server", AddMask()),
        new("dotnet user-secrets", UserSecrets()),
        new("htpasswd -b", HtPasswd()),
        new("net use", NetUse()),
        new("net use, password last", NetUseLast()),
        new("net user", NetUser()),
    ];

    /// <summary>Those of <see cref="All"/> that can match in a text of one word.</summary>
    public static readonly SecretRule[] Words = [.. All.Where(rule => rule.IsWord)];

    private static bool IsCredentials(Match match) => match.Groups["password"].Success
        || ((match.Groups["web"].Success || match.ValueSpan.StartsWith("://"))
            && SecretMask.IsLikelyRandom(match.Groups["value"].ValueSpan));

    private static bool IsAuthorization(Match match)
    {
        var value = match.Groups["value"].ValueSpan;
        return match.Groups["scheme"].Success
            || (match.Groups["basic"].Success ? IsUserAndPassword(value) : SecretMask.IsLikelyRandom(value));
    }

    private static bool IsFixedPlace(Match match) =>
        !match.Groups["loose"].Success || SecretMask.IsLikelyRandom(match.Groups["value"].ValueSpan);

    private static bool IsNoNumber(Match match) => match.Groups["value"].ValueSpan.ContainsAnyExceptInRange('0', '9');

    private static bool IsUserAndPassword(ReadOnlySpan<char> base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64Chars(base64, bytes, out var length) && bytes.AsSpan(0, length).Contains((byte)':');
    }

    private const RegexOptions Written = RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex("-----BEGIN [A-Z0-9 ]{1,40}-----(?<value>(?s:.*?))(?:-----END [A-Z0-9 ]{1,40}-----|$)")]
    private static partial Regex Pem();

    // a path that was made absolute has one slash
    [GeneratedRegex("""(?:(?<web>(?<=https?):)|:)//?(?<value>[^\s/:@"'<>]{0,200}(?<password>:[^\s/"'<>]{1,200})?)@""")]
    private static partial Regex UrlCredentials();

    [GeneratedRegex(
        """
        (?:hooks\.slack\.com/(?:services|workflows|triggers)/|discord(?:app)?\.com/api/webhooks/
          |\.webhook\.office\.com/webhookb2/|api\.telegram\.org/bot)
        (?<value>[^\s"'<>]{8,})
        """,
        Written)]
    private static partial Regex WebHook();

    [GeneratedRegex("""(?<![A-Za-z0-9_-])(?<value>eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,3})""")]
    private static partial Regex Jwt();

    [GeneratedRegex(
        """
        (?<![A-Za-z0-9_-])(?:
            (?<value>[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4} | [A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}   # Azure DevOps, Entra
          | [A-Za-z0-9+/]{86}==                                              # Azure storage, Cosmos DB, service bus
          | SG\.[A-Za-z0-9_-]{16,40}\.[A-Za-z0-9_-]{16,80}                    # SendGrid
          | [A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{40,100})                 # HashiCorp Terraform
          | (?:bot)?[0-9]{8,10}:(?<value>AA[A-Za-z0-9_-]{33})                # Telegram
        )
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex InnerMark();

    [GeneratedRegex(
        """
        (?:(?<![A-Za-z])(?:proxy-)?authorization\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?
            (?<scheme>(?:bearer|basic|token|digest|apikey|negotiate|sharedaccesssignature)\s{1,4})?
          | (?<![A-Za-z])(?:bearer|(?<basic>basic))\s{1,4})
        (?<value>[A-Za-z0-9._~+/=:-]{4,})
        """,
        Written)]
    private static partial Regex Authorization();

    [GeneratedRegex("""(?<![A-Za-z])cookie\\?["']?\s{0,4}:\s{0,4}\\?["']?(?<value>[^\s=;"']{1,100}="?[^\r\n"']+)""", Written)]
    private static partial Regex Cookie();

    [GeneratedRegex(
        """
        (?:(?<![a-z0-9])(?:sqlplus|sqlldr|expdp|impdp|rman)(?:\.exe)?[ \t]{1,4}(?:(?:-[a-z]{1,10}|target)[ \t]{1,4}){0,4}(?:userid=)?["']?
          |:oracle:(?:thin|oci8?):)
        [a-z0-9_$\#]{1,40}/["']?(?<value>[^\s"'@/]{1,100})
        """,
        Written)]
    private static partial Regex OracleLogin();

    [GeneratedRegex(
        """
        identified[ \t]{1,4}(?:with[ \t]{1,4}\S{1,60}[ \t]{1,4})?(?:by|as)[ \t]{1,4}
        (?:'(?<value>[^'\r\n]+)'|"(?<value>[^"\r\n]+)")
        """,
        Written)]
    private static partial Regex IdentifiedBy();

    [GeneratedRegex(
        """
        (?:(?:NetworkCredential|HTTP(?:Basic|Digest|Proxy)Auth)[ ]?\(|(?<![a-z])auth(?:=|[ ]=[ ])\()
        \s{0,4}[@$bru]{0,2}(?:"[^"\r\n]{0,100}"|'[^'\r\n]{0,100}')\s{0,4},\s{0,4}[@$bru]{0,2}(?:"(?<value>[^"\r\n]+)"|'(?<value>[^'\r\n]+)')
        """,
        Written)]
    private static partial Regex CredentialsCall();

    [GeneratedRegex(
        """
        ConvertTo-SecureString[ \t]{1,4}(?:-(?:String|AsPlainText|Force)[ \t]{1,4}){0,3}\(?
            (?:"(?<value>[^"\r\n]+)"|'(?<value>[^'\r\n]+)'|(?<value>[^\s"'$(|;-][^\s"'|;)]*))
          | (?:"(?<value>[^"\r\n]{1,200})"|'(?<value>[^'\r\n]{1,200})')[ \t]{0,4}\|[ \t]{0,4}ConvertTo-SecureString
        """,
        Written)]
    private static partial Regex SecureString();

    [GeneratedRegex(
        """
        (?<![a-z0-9_-])(?:echo|printf|Write-Output)[ \t]{1,4}(?:(?:-[a-z]{1,3}|'%s'|"%s")[ \t]{1,4})?
        (?:"(?<value>[^"\r\n]{1,200})"|'(?<value>[^'\r\n]{1,200})'|(?<value>[^\s"'|]{1,200}))[ \t]{0,4}\|
        (?=[^\r\n|]{0,200}(?:-stdin(?![a-z])|--with-token|--passphrase-fd|(?<![a-z])chpasswd|sudo[ \t]{1,4}(?-i:-[A-Za-z]{0,5}S)))
        """,
        Written)]
    private static partial Regex Piped();

    [GeneratedRegex(
        """
        (?<![a-z])(?:credentials?|creds|auth)\\?["']?[ ]?[:=][ ]?\\?["']?[A-Za-z0-9_.@-]{1,60}:(?<value>[^\s"',;/:)]{3,100})
        """,
        Written)]
    private static partial Regex UserAndPassword();

    [GeneratedRegex("""set[ ]password[^=\r\n;]{0,100}=[ ]?(?:password\()?(?:'(?<value>[^'\r\n]+)'|"(?<value>[^"\r\n]+)")""", Written)]
    private static partial Regex SetPassword();

    [GeneratedRegex(
        """
        (?:-stdin|--with-token|(?<![a-z])chpasswd|vncpasswd[ \t]{1,4}-f|sudo[ \t]{1,4}(?-i:-[A-Za-z]{0,5}S))(?![a-z])
        [^\r\n|<]{0,100}<<<["']?[ ]?
        (?:"(?<value>[^"\r\n]+)"|'(?<value>[^'\r\n]+)'|(?<value>[^\s"']+))
        """,
        Written)]
    private static partial Regex HereString();

    [GeneratedRegex(
        """
        (?<![a-z])(?:(?<loose>(?:vault|cargo)[ ]login|snyk[ ]auth|openssl[ ]passwd(?:[ ]-[a-z0-9]{1,8}){0,2})
          |setapikey|wpa_passphrase[ ]\S{1,60}
          |rabbitmqctl[ ](?:add_user|change_password)[ ]\S{1,60}|mysqladmin[ ][^\r\n|;]{0,100}?(?<=[ ])password
          |http-basic\.\S{1,60}[ ]\S{1,60}
          |db2[ ]connect[ ]to[ ]\S{1,60}[ ]user[ ]\S{1,60}[ ]using)
        [ ](?:"(?<value>[^"\r\n]+)"|'(?<value>[^'\r\n]+)'|(?<value>[^\s"'-][^\s"']*))
        """,
        Written)]
    private static partial Regex FixedPlace();

    [GeneratedRegex("""::add-mask::(?<value>[^\r\n]+)""", Written)]
    private static partial Regex AddMask();

    [GeneratedRegex(
        """
        user-secrets[ \t]{1,4}set[ \t]{1,4}(?:"[^"\r\n]{1,200}"|'[^'\r\n]{1,200}'|[^\s"']{1,200})[ \t]{1,4}
        (?:"(?<value>[^"\r\n]+)"|'(?<value>[^'\r\n]+)'|(?<value>[^\s"'-][^\s"']*))
        """,
        Written)]
    private static partial Regex UserSecrets();

    [GeneratedRegex(
        """
        htpasswd(?:\.exe)?(?=[^\r\n|]{0,60}[ \t]-[a-z]{0,6}b[a-z]{0,6}[ \t])
        (?>(?:[ \t]{1,4}-[a-z]{1,8}(?:[ \t]{1,4}[0-9]{1,2}(?=[ \t]))?){1,4})
        [ \t]{1,4}(?!\*\*\*)(?<value>(?:"[^"\r\n]{1,200}"|'[^'\r\n]{1,200}'|[^\s|;&>"']{1,200})
            (?:[ \t]{1,4}(?:"[^"\r\n]{1,200}"|'[^'\r\n]{1,200}'|[^\s|;&>"']{1,200})){0,2})
        """,
        Written)]
    private static partial Regex HtPasswd();

    [GeneratedRegex(
        """
        (?<![a-z0-9])net(?:1|\.exe)?[ ]use(?>(?:[ \t]{1,4}(?:\*|[a-z]:))?)(?>(?:[ \t]{1,4}\\\\[^\s"']{1,200})?)
        [ \t]{1,4}["']?(?<value>[^\s/*\\"'-][^\s"']{0,127})(?=[^\r\n]{0,200}/u)
        """,
        Written)]
    private static partial Regex NetUse();

    [GeneratedRegex(
        """
        (?<![a-z0-9])net(?:1|\.exe)?[ ]use[^\r\n|&]{0,200}/u(?:ser)?:[^\s"']{1,100}[ \t]{1,4}["']?
        (?<value>[^\s/"'|&>][^\s"']{0,127})
        """,
        Written)]
    private static partial Regex NetUseLast();

    [GeneratedRegex(
        """
        (?<![a-z0-9])net(?:1|\.exe)?[ ]user[ \t]{1,4}[^\s/"']{1,100}[ \t]{1,4}["']?
        (?<value>[^\s/*"'][^\s"']{0,127})(?=[^\r\n]{0,100}[ \t]/)
        """,
        Written)]
    private static partial Regex NetUser();
}
