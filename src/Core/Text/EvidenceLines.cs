namespace LoopJournal.Text;

/// <summary>
/// Recognizes failures that do not describe a fault of the code: those of the machine or its setup, and lines that only say that something
/// failed. A new one is a row here.
/// </summary>
internal static class EvidenceLines
{
    private const int MaxLine = 1000;

    private static readonly (string Keyword, string Pattern)[] Environment =
    [
        // a missing command, in the words of shells and of programs that start others
        ("not found", @"^(?:[^ ]{0,80}sh: )?(?:(?:line )?(?:[0-9]{1,9}|<n>): )?[^ :]{1,200}: (?:command )?not found$"),
        ("command not found", "command not found: "),
        ("is not recognized as", "is not recognized as (?:an internal or external command|(?:the|a) name of a cmdlet)"),
        ("executable file not found", "executable file not found in "),
        ("enoent", @"^(?:Error: )?spawn [^ ]{1,200} ENOENT"),
        ("no such file or directory", @"(?:bin/|\./)[^ /:]{1,80}: No such file or directory$"),
        ("permission denied", @"^(?:[^ ]{0,80}sh: )?(?:(?:line )?(?:[0-9]{1,9}|<n>): )?(?:/|\./)[^ :]{1,200}: Permission denied$"),
        ("cannot execute", "cannot execute"),
        ("no such command", "^error: no such command"),

        // a missing runtime, SDK or tool chain
        ("java_home", "JAVA_HOME"),
        ("must install", "must install (?:or update )?\\.NET"),
        ("sdk was not found", "A compatible \\.NET SDK was not found"),
        ("java runtime", "Unable to locate a Java Runtime"),
        ("netsdk1045", "NETSDK1045"),
        ("netsdk1147", "NETSDK1147"),
        ("msb3644", "MSB3644"),
        ("linker", "^error: linker `[^`]{1,80}` not found"),
        ("docker daemon", "Cannot connect to the Docker daemon"),

        // a missing module or package; with a dot or a path the name is often one of the repository's own
        ("no module named", "No module named '?[A-Za-z0-9_]{1,80}'?$"),
        ("cannot find", "Cannot find (?:module|package) '[^'./\\\\][^']{0,200}'"),
        ("nu1101", "NU1101"),

        // a full disk, a file that another process holds
        ("no space left", "No space left on device"),
        ("not enough space", "not enough space on the disk"),
        ("disk quota", "Disk quota exceeded"),
        ("enospc", "ENOSPC"),
        ("msb3021", "MSB3021"),
        ("msb3027", "MSB3027"),
        ("another process", "being used by another process"),
        ("text file busy", "Text file busy"),

        // no network
        ("could not resolve host", "Could not resolve host"),
        ("name resolution", "Temporary failure in name resolution"),
        ("name or service", "Name or service not known"),
        ("enotfound", "getaddrinfo ENOTFOUND"),
        ("eai_again", "EAI_AGAIN"),
        ("network is unreachable", "Network is unreachable"),
        ("nu1301", "NU1301"),
    ];

    private static readonly (string Keyword, string Pattern)[] Generic =
    [
        ("fail", @"^(?:error: )?(?:build|compile|compilation|tests?) (?:failed|failure)\b"),
        ("fail", @"^(?:failure: )?build failed\b"),
        ("compiler error output", "see the compiler error output"),
        ("cannot compile sources", "^Cannot compile sources!"),
        ("could not compile", "^error: could not compile"),
        ("were emitted", "errors were emitted"),
        ("***", @"^g?make(?:\[[0-9n<>]{1,9}\])?: \*\*\*"),
        ("npm err", "^npm (?:error|ERR!)"),
        ("elifecycle", "ELIFECYCLE"),
        ("command failed", "^(?:error )?Command failed"),
        ("exit", @"\bexit(?:ed)?(?: with)?(?: non-zero)?(?: exit)? (?:code|status)\b"),
        ("non-zero", "returned non-zero exit status"),
        ("what went wrong", "What went wrong"),
        ("execution failed", "Execution failed for task"),
        ("there were", "^There were (?:errors|failures|test failures|failing tests)"),
        ("found", @"^Found (?:[0-9]{1,9}|<n>) errors?\.?$"),
        ("traceback", "^Traceback "),
        ("while importing", "^ImportError while importing "),
        ("during collection", "errors? during collection"),
        ("error", "^(?:=+ )?ERRORS?(?: collecting .*)?(?: =+)?$"),
    ];

    private static readonly Row[] EnvironmentRows = [.. Environment.Select(row => new Row(row.Keyword, row.Pattern))];

    private static readonly Row[] GenericRows = [.. Generic.Select(row => new Row(row.Keyword, row.Pattern))];

    /// <summary>
    /// One of <see cref="EvidenceKinds"/> for an attempt's failures: <see cref="EvidenceKinds.Environment"/> where at least one names the
    /// environment and every other is generic; empty where one describes a fault, or where the record does not have all.
    /// </summary>
    public static string Classify(Attempt attempt)
    {
        var kind = "";
        foreach (var failure in attempt.FailuresOmitted == 0 ? attempt.Failures : [])
        {
            var one = attempt.Algorithm == Algorithms.Failures && IsAssertion(failure) ? ""
                : Classify($"{failure.Type} {failure.Message}".Trim(), attempt.Algorithm);
            if (one.Length == 0)
            {
                return "";
            }

            kind = kind == EvidenceKinds.Environment ? kind : one;
        }

        return kind;
    }

    private static string Classify(string line, string algorithm) =>
        Array.Exists(EnvironmentRows, row => row.Has(line)) ? EvidenceKinds.Environment
        : algorithm == Algorithms.Text && Array.Exists(GenericRows, row => row.Has(line)) ? EvidenceKinds.Generic
        : "";

    // An assertion may quote any text
    private static bool IsAssertion(RecordedFailure failure) =>
        failure.Type.Length == 0
        || failure.Type.AsSpan().StartsWithAny(KnownNames.Frameworks)
        || Array.Exists(KnownNames.Assertions, name => failure.Type.EndsWith(name, StringComparison.Ordinal));

    private sealed class Row(string keyword, string pattern)
    {
        private readonly Lazy<Regex> _regex = new(() =>
            new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking));

        public bool Has(string line) =>
            line.Contains(keyword, StringComparison.OrdinalIgnoreCase) && _regex.Value.IsMatch(line.Cut(MaxLine));
    }
}
