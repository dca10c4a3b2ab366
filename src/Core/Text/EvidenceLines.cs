using System.Buffers;

namespace LoopJournal.Text;

/// <summary>
/// Recognizes failures that do not describe a fault of the code: those of the machine or its setup, and lines that only say that something
/// failed. A new one is a row here.
/// </summary>
internal static class EvidenceLines
{
    private const int MaxLine = 1000;

    private static readonly string[] EnvironmentTexts =
    [
        // a missing command, in the words of shells and of programs that start others
        "command not found: ", "executable file not found in ", "cannot execute",

        // a missing runtime, SDK or tool chain
        "JAVA_HOME", "A compatible .NET SDK was not found", "Unable to locate a Java Runtime", "NETSDK1045", "NETSDK1147", "MSB3644",
        "Cannot connect to the Docker daemon",

        // a missing package
        "NU1101",

        // a full disk, a file that another process holds
        "No space left on device", "not enough space on the disk", "Disk quota exceeded", "ENOSPC", "MSB3021", "MSB3027",
        "being used by another process", "Text file busy",

        // no network
        "Could not resolve host", "Temporary failure in name resolution", "Name or service not known", "getaddrinfo ENOTFOUND",
        "EAI_AGAIN", "Network is unreachable", "NU1301",
    ];

    private static readonly SearchValues<string> EnvironmentSearch =
        SearchValues.Create(EnvironmentTexts, StringComparison.OrdinalIgnoreCase);

    private static readonly Row[] Environment =
    [
        new("not found", @"^(?:[^ ]{0,80}sh: )?(?:(?:line )?(?:[0-9]{1,9}|<n>): )?[^ :]{1,200}: (?:command )?not found$"),
        new("is not recognized as", "is not recognized as (?:an internal or external command|(?:the|a) name of a cmdlet)"),
        new("enoent", @"^(?:Error: )?spawn [^ ]{1,200} ENOENT"),
        new("no such file or directory", @"(?:bin/|\./)[^ /:]{1,80}: No such file or directory$"),
        new("permission denied", @"^(?:[^ ]{0,80}sh: )?(?:(?:line )?(?:[0-9]{1,9}|<n>): )?(?:/|\./)[^ :]{1,200}: Permission denied$"),
        new("no such command", "^error: no such command"),
        new("must install", "must install (?:or update )?\\.NET"),
        new("linker", "^error: linker `[^`]{1,80}` not found"),

        // a module or package; with a dot or a path the name is often one of the repository's own
        new("no module named", "No module named '?[A-Za-z0-9_]{1,80}'?$"),
        new("cannot find", "Cannot find (?:module|package) '[^'./\\\\][^']{0,200}'"),
    ];

    private static readonly Row[] Generic =
    [
        new("fail", @"^(?:error: )?(?:build|compile|compilation|tests?) (?:failed|failure)\b"),
        new("fail", @"^(?:failure: )?build failed\b"),
        new("compiler error output", "see the compiler error output"),
        new("cannot compile sources", "^Cannot compile sources!"),
        new("could not compile", "^error: could not compile"),
        new("were emitted", "errors were emitted"),
        new("***", @"^g?make(?:\[[0-9n<>]{1,9}\])?: \*\*\*"),
        new("npm err", "^npm (?:error|ERR!)"),
        new("elifecycle", "ELIFECYCLE"),
        new("command failed", "^(?:error )?Command failed"),
        new("exit", @"\bexit(?:ed)?(?: with)?(?: non-zero)?(?: exit)? (?:code|status)\b"),
        new("non-zero", "returned non-zero exit status"),
        new("what went wrong", "What went wrong"),
        new("execution failed", "Execution failed for task"),
        new("there were", "^There were (?:errors|failures|test failures|failing tests)"),
        new("found", @"^Found (?:[0-9]{1,9}|<n>) errors?\.?$"),
        new("traceback", "^Traceback "),
        new("while importing", "^ImportError while importing "),
        new("during collection", "errors? during collection"),
        new("error", "^(?:=+ )?ERRORS?(?: collecting .*)?(?: =+)?$"),
    ];

    /// <summary>
    /// One of <see cref="EvidenceKinds"/> for an attempt's failures: <see cref="EvidenceKinds.Environment"/> where at least one names the
    /// environment and every other is generic; empty where one describes a fault, or where the record does not have all.
    /// </summary>
    public static string Classify(Attempt attempt)
    {
        var kinds = (attempt.FailuresOmitted == 0 ? attempt.Failures : [])
            .Select(failure => Classify(failure, attempt.Algorithm)).Distinct().ToList();
        return kinds.Contains("") ? "" : kinds.Find(kind => kind == EvidenceKinds.Environment) ?? kinds.FirstOrDefault("");
    }

    private static string Classify(RecordedFailure failure, string algorithm)
    {
        var line = $"{failure.Type} {failure.Message}".Trim();
        return algorithm == Algorithms.Failures && IsAssertion(failure) ? ""
            : line.Cut(MaxLine).AsSpan().ContainsAny(EnvironmentSearch) || Array.Exists(Environment, row => row.Has(line))
            ? EvidenceKinds.Environment
            : algorithm == Algorithms.Text && Array.Exists(Generic, row => row.Has(line)) ? EvidenceKinds.Generic
            : "";
    }

    // An assertion may quote any text
    private static bool IsAssertion(RecordedFailure failure) =>
        failure.Type.Length == 0
        || failure.Type.StartsWithAny(KnownNames.Frameworks)
        || Array.Exists(KnownNames.Assertions, name => failure.Type.EndsWith(name, StringComparison.Ordinal));

    private sealed class Row(string keyword, string pattern)
    {
        private readonly Lazy<Regex> _regex = new(() =>
            new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking));

        public bool Has(string line) =>
            line.Contains(keyword, StringComparison.OrdinalIgnoreCase) && _regex.Value.IsMatch(line.Cut(MaxLine));
    }
}
