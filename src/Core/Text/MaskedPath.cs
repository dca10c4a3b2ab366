namespace LoopJournal.Text;

/// <summary>Reduces an absolute path to its last name, or to a placeholder when that name is temporary.</summary>
internal static partial class MaskedPath
{
    /// <summary>The placeholder of a temporary name.</summary>
    public const string Temporary = "<tmp>";

    // Path.GetRandomFileName gives 8.3 names too, but hardly ever one with a known extension
    private static readonly HashSet<string> KnownExtensions = new(StringComparer.Ordinal)
    {
        "bak", "bat", "bin", "bmp", "cer", "cfg", "cmd", "csv", "dat", "dll", "doc", "env", "err", "exe", "gif", "htm", "ico",
        "ini", "jar", "jpg", "key", "lib", "log", "mdb", "mp3", "mp4", "nar", "obj", "out", "pdb", "pdf", "pem", "pfx", "php",
        "png", "ppt", "pub", "rsp", "rtf", "sln", "sql", "svg", "sys", "tar", "tgz", "tmp", "trx", "tsv", "txt", "url", "wav",
        "xls", "xml", "xsd", "xsl", "yml", "zip",
    };

    /// <summary><c>&lt;path&gt;/</c> and the last name, or <see cref="Temporary"/>.</summary>
    public static string Mask(string path)
    {
        var slashed = path.Replace('\\', '/').TrimEnd('.', '…', '·', '/', '!');
        var isCut = path.EndsWith("...", StringComparison.Ordinal) || path.EndsWith('…') || path.EndsWith("···", StringComparison.Ordinal);
        var name = slashed[(slashed.LastIndexOf('/') + 1)..];
        var isTemporary = TemporaryRoot().IsMatch(slashed);
        return isCut ? (isTemporary ? Temporary : "<path>")
            : (RandomName().IsMatch(name) && !KnownExtensions.Contains(name[9..]) && (isTemporary || HasDigits(name)))
            || (isTemporary && (TemporaryName().IsMatch(name) || IsRandomWord(name)
                || (DirectlyTemporary().IsMatch(slashed) && HasRandomEnd(name))))
            ? Temporary : "<path>/" + Hidden().Replace(name, "<n>");
    }

    private static bool HasDigits(string name) =>
        name.AsSpan(0, 8).ContainsAnyInRange('0', '5') && name.AsSpan(9).ContainsAnyInRange('0', '5');

    // /tmp/Xy12ab34: letters and digits that alternate, as in no word that people write
    private static bool IsRandomWord(string name) =>
        name.Length >= 6 && name.Skip(1).All(char.IsAsciiLetterOrDigit)
        && name.Zip(name.Skip(1)).Count(pair => char.IsAsciiDigit(pair.First) != char.IsAsciiDigit(pair.Second)) >= 2;

    // mkdtemp, Directory.CreateTempSubdirectory, Node's mkdtemp: a prefix and six letters and digits
    private static bool HasRandomEnd(string name) => name.Length >= 6 && name[^6..].All(char.IsAsciiLetterOrDigit)
        && name[^6..].Zip(name[^5..]).Any(pair => !char.IsAsciiLetterLower(pair.Second)
            && (char.IsAsciiDigit(pair.First) != char.IsAsciiDigit(pair.Second) || char.IsAsciiLetterLower(pair.First)));

    [GeneratedRegex("/(?:tmp|temp|t)/[^/]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DirectlyTemporary();

    [GeneratedRegex("/(?:tmp|temp|var/folders)/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TemporaryRoot();

    // Path.GetRandomFileName: 8.3 of a-z and 0-5
    [GeneratedRegex(@"^[a-z0-5]{8}\.[a-z0-5]{3}$")]
    private static partial Regex RandomName();

    // Path.GetTempFileName, mkstemp, mktemp, Python's tempfile and multiprocessing, Rust's tempfile
    [GeneratedRegex(@"^\.?tmp\.?[0-9A-Za-z_]{4,12}(?:\.tmp)?$|\.[0-9A-Za-z]{6}$|^pymp-[0-9a-z_]{8}$")]
    private static partial Regex TemporaryName();

    [GeneratedRegex(
        IdentifierPatterns.WholeGuid + "|[0-9A-Fa-f]{32,}"
        + "|(?<![0-9A-Za-z])" + IdentifierPatterns.HexRun + "(?![0-9A-Za-z])"
        + "|(?<=_)-[0-9]{4,}|[0-9]{4,}|^[0-9]+$|(?<=^pytest-)[0-9]+$")]
    private static partial Regex Hidden();
}
