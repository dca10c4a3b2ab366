using System.Buffers;

namespace LoopJournal.Text.Secrets;

/// <summary>Programs that take a secret as an argument.</summary>
/// <param name="Names">The programs, without path and <c>.exe</c>.</param>
/// <param name="Flags">
/// The flags, with blanks between them. <c>-p</c>: the next argument is a secret. <c>-p+</c>: the rest of the same argument is.
/// <c>-p*</c>: either. <c>-u:</c>: either, and the secret follows the first colon in it (or <c>%</c>, <c>,</c>, <c>=</c>).
/// </param>
/// <param name="Verb">Words of which one has to come before the flags, with blanks between them.</param>
internal sealed record SecretFlags(string Names, string Flags, string Verb = "")
{
    /// <summary>The flags in the notation of <see cref="Flags"/>.</summary>
    public string[] Notations => field ??= Flags.Split(' ');

    /// <summary>The words of which one has to come before the flags; empty where the flags count without one.</summary>
    public string[] Verbs => field ??= Verb.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>
/// Secrets in command lines after flags with plain names: <c>curl -u me:...</c>, <c>mysql -p...</c>, <c>docker login -p ...</c>.
/// </summary>
/// <remarks>
/// One pass over the words. The last known program counts, until its command ends. Any text may hold a command line, also as a printed
/// list too: <c>['mysql', '-p...']</c>.
/// </remarks>
internal static class CommandSecrets
{
    private const string Quotes = "\"'`";
    private const int MaxName = 20;

    private static readonly SearchValues<char> BlanksAndQuotes = SearchValues.Create(" \t\r\n\f\v" + Quotes);
    private static readonly SearchValues<char> BeforeName = SearchValues.Create("/\\([{=@!&|;");

    public static readonly SecretFlags[] Programs =
    [
        new("", "-auth: --auth: --creds: --src-creds: --dest-creds: --credentials: --basic-auth: --proxy-user:"),
        new("curl", "-u: -U: --user: -b= --cookie="),
        new("mysql mysqldump mysqladmin mysqlimport mysqlcheck mysqlshow mysqlbinlog mysqlslap mariadb mariadb-dump mariadb-admin", "-p+"),
        new("mongo mongosh mongodump mongorestore mongoexport mongoimport mongostat mongotop", "-p*"),
        new("sqlcmd osql isql bcp mssql-cli tsql", "-P*"),
        new("cqlsh cypher-shell beeline rabbitmqadmin elasticsearch-users", "-p*"),
        new("ncftpput ncftpget ncftpls crackmapexec netexec evil-winrm psexec psexec64", "-p*"),
        new("redis-cli valkey-cli", "-a"),
        new("sshpass", "-p*"),
        new("ssh scp sftp rsync", ""), // sshpass runs these, and they have flags of their own
        new("plink pscp psftp", "-pw"),
        new("certutil twine useradd usermod", "-p"),
        new("xfreerdp xfreerdp3 wfreerdp rdesktop", "/p:+ -p"),
        new("smbclient rpcclient smbget winexe", "-U%"),
        new("lftp", "-u,"),
        new("cmdkey", "/pass:+ -pass:+"),
        new("signtool", "/p -p"),
        new("schtasks", "/rp /p -rp"),
        new("ldapsearch ldapmodify ldapadd ldapdelete ldapwhoami ldapmodrdn ldapcompare", "-w*"),
        new("ldappasswd", "-w* -s* -a*"),
        new("zip unzip zipcloak", "-P*"),
        new("7z 7za 7zr 7zz unrar", "-p+ -hp+"),
        new("openssl", "-passin -passout -pass -password -k -K"),
        new("ssh-keygen", "-N -P"),
        new("ipmitool mosquitto_pub mosquitto_sub", "-P"),
        new("snmpget snmpset snmpwalk", "-A -X -c"),
        new("swaks", "-ap"),
        new("sendemail", "-xp"),
        new("pdftk", "user_pw owner_pw input_pw"),
        new("iwconfig", "key"),
        new("azuresigntool", "-kvs"),
        new("doctl codecov", "-t*"),
        new("nmcli", "password wifi-sec.psk"),
        new("docker podman nerdctl buildah skopeo helm oras crane regctl oc cf ibmcloud", "-p*", "login"),
        new("az", "-p* --value", "login secret"),
        new("dotnet", "-p -k", "nuget dev-certs"),
        new("poetry", "-p", "publish"),
        new("gh", "-b* --body", "secret"),
        new("aws", "aws_secret_access_key aws_session_token --secret-string", "configure secretsmanager"),
    ];

    private static readonly SecretFlags AnyProgram = Programs[0];

    private static readonly Dictionary<string, SecretFlags> ByName = Programs
        .SelectMany(row => row.Names.Split(' '), (row, name) => (row, name))
        .ToDictionary(pair => pair.name, pair => pair.row, StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the secrets are in a text, in order.</summary>
    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        var program = AnyProgram;
        var hasVerb = true;
        for (var at = 0; at < text.Length;)
        {
            if (BlanksAndQuotes.Contains(text[at]))
            {
                program = text[at] is '\n' && !Continues(text, at) ? AnyProgram : program;
                at++;
                continue;
            }

            var end = FindWordEnd(text, at);
            var word = text.AsSpan(at, end - at);
            var (start, length) = hasVerb ? FindValue(text, at, end, program) : default;
            if (length == 0 && program != AnyProgram)
            {
                (start, length) = FindValue(text, at, end, AnyProgram);
            }

            if (length > 0)
            {
                yield return (start, length);
                end = Math.Max(end, start + length);
            }
            else if (FindProgram(word) is { } found)
            {
                (program, hasVerb) = (found, found.Verb.Length == 0);
            }
            else if (word is "|" or "||" or "&" or "&&" or ";" || word[^1] == ';')
            {
                program = AnyProgram;
            }
            else
            {
                hasVerb = hasVerb || program.Verbs.Contains(word.ToString());
            }

            at = end;
        }
    }

    /// <summary>The program of this name, which may have a path before it, and brackets or a dollar sign around it.</summary>
    private static SecretFlags? FindProgram(ReadOnlySpan<char> word)
    {
        word = word.TrimEnd(",;:)]}\\");
        word = word[(word.LastIndexOfAny(BeforeName) + 1)..];
        word = word.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? word[..^4] : word;
        return word.Length is > 1 and <= MaxName && ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var program)
            ? program : null;
    }

    /// <summary>The secret that a word of the program's command line announces or holds; of length 0 when there is none.</summary>
    private static (int Start, int Length) FindValue(string text, int start, int end, SecretFlags program)
    {
        var word = text.AsSpan(start, end - start).TrimEnd(",\\");
        foreach (var notation in program.Notations)
        {
            var kind = notation.Length == 0 ? '\0' : notation[^1];
            var flag = kind is '*' or '+' or ':' or '%' or ',' or '=' ? notation.AsSpan(0, notation.Length - 1) : notation;
            if (flag.IsEmpty || !word.StartsWith(flag))
            {
                continue;
            }

            var behind = start + flag.Length;
            var isLong = flag.StartsWith("--");
            var value = word.Length == flag.Length
                ? kind == '+' ? ReadQuotedValue(text, start, behind) : FindNextArgument(text, start, behind)
                : isLong && word[flag.Length] == '=' ? ReadValue(text, start, behind + 1, end)
                : !isLong && kind is '*' or '+' or ':' or '%' or ',' or '=' ? ReadValue(text, start, behind, end)
                : default;
            if (kind is ':' or '%' or ',' or '=')
            {
                var before = text.AsSpan(value.Start, value.Length).IndexOf(kind) + 1;
                value = before > 0 ? (value.Start + before, value.Length - before) : default;
            }

            if (!IsInnocent(text.AsSpan(value.Start, value.Length)))
            {
                return value;
            }
        }

        return default;
    }

    /// <summary>The argument after a flag. Blanks separate the two, in a printed list quotes and a comma too.</summary>
    private static (int Start, int Length) FindNextArgument(string text, int flag, int behind)
    {
        var start = behind;
        while (start < text.Length && IsBetweenArguments(text, start))
        {
            start++;
        }

        var isClosing = start == behind + 1 && flag > 0 && Quotes.Contains(text[behind]) && text[flag - 1] == text[behind];
        return start == behind || isClosing || text[start - 1] == ',' ? default
            : Quotes.Contains(text[start - 1]) ? ReadTo(text, start, text[start - 1])
            : TrimValue(text, start, FindWordEnd(text, start));
    }

    private static bool IsBetweenArguments(string text, int at) =>
        text[at] is ' ' or '\t' or ',' or '\\' || Quotes.Contains(text[at]) || (text[at] is '\r' or '\n' && Continues(text, at));

    /// <summary>The value in the flag's own argument, which may be in quotes as a whole.</summary>
    private static (int Start, int Length) ReadValue(string text, int flag, int start, int end) =>
        start == end ? ReadQuotedValue(text, flag, start)
        : flag > 0 && Quotes.Contains(text[flag - 1]) ? ReadTo(text, start, text[flag - 1])
        : TrimValue(text, start, end);

    private static (int Start, int Length) ReadQuotedValue(string text, int flag, int start) =>
        start < text.Length && Quotes.Contains(text[start]) && (flag == 0 || text[flag - 1] != text[start])
            ? ReadTo(text, start + 1, text[start]) : default;

    /// <summary>The text up to the closing quote; up to the word's end when the line lacks one.</summary>
    private static (int Start, int Length) ReadTo(string text, int start, char quote)
    {
        var rest = text.AsSpan(start);
        var length = rest.IndexOfAny(quote, '\r', '\n');
        return length >= 0 && rest[length] == quote
            ? (start, rest[..length].TrimEnd('\\').Length)
            : TrimValue(text, start, FindWordEnd(text, start));
    }

    private static (int Start, int Length) TrimValue(string text, int start, int end) =>
        (start, text.AsSpan(start, end - start).TrimEnd(",.)]|\\;").Length);

    private static bool IsInnocent(ReadOnlySpan<char> value) =>
        SecretMask.IsInnocent(value) || value is ['-', ..] or "stdin"
        || value.StartsWith("env:") || value.StartsWith("file:") || value.StartsWith("fd:");

    private static int FindWordEnd(string text, int start) =>
        text.AsSpan(start).IndexOfAny(BlanksAndQuotes) is >= 0 and var length ? start + length : text.Length;

    /// <summary>Whether a command line goes on after a line break, because a backslash, a caret or a backtick is before it.</summary>
    private static bool Continues(string text, int lineBreak)
    {
        var last = lineBreak > 0 && text[lineBreak - 1] == '\r' ? lineBreak - 2 : lineBreak - 1;
        return last >= 0 && text[last] is '\\' or '^' or '`';
    }
}
