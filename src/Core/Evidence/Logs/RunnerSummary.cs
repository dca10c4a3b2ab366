using LoopJournal.Text;

namespace LoopJournal.Evidence.Logs;

/// <summary>Reads how many failures a runner's summary counts. A new runner is a row here.</summary>
internal static class RunnerSummary
{
    private const int MaxLine = 300;
    private const string Number = "(?<n>[0-9]{1,9})";

    // the sum of the numbers in a match is the count; a keyword that the line lacks saves the pattern
    private static readonly (string Keyword, Regex Pattern)[] Rows =
    [
        Row("passed", $"^=* ?{Number} failed(?:, [0-9]{{1,9}} [a-z]{{1,12}}){{0,6}}, {Number} errors? in "), // pytest
        Row(" in ", $"^=* ?{Number} (?:failed|errors?)\\b.{{0,200}} in [0-9]"),
        Row("tests", $"^Tests:? +{Number} failed\\b"), // Jest, Vitest
        Row("failing", $"^{Number} failing\\b"), // Mocha
        Row("test result", $"^test result: FAILED\\. [0-9]{{1,9}} passed; {Number} failed"), // cargo
        Row("failures", $"^(?:\\[ERROR\\] +)?Tests run: [0-9]{{1,9}}, +Failures: {Number}, +Errors: {Number}"), // Surefire, JUnit
        Row("completed", $"^[0-9]{{1,9}} tests? completed, {Number} failed"), // Gradle
        Row("failed", $"^FAILED \\((?:failures={Number})?(?:, )?(?:errors={Number})?"), // unittest
        Row("examples", $"^[0-9]{{1,9}} examples?, {Number} failures?"), // RSpec
        Row("assertions", $"^Tests: [0-9]{{1,9}}, Assertions: [0-9]{{1,9}},(?: Errors: {Number}[,.])?(?: Failures: {Number})?"), // PHPUnit
        Row("out of", $"tests passed, {Number} tests? failed out of "), // CTest
        Row("failed:", $"^failed: {Number}$"), // Microsoft.Testing.Platform
        Row("# fail", $"^# fail {Number}$"), // TAP
        Row("found", $"^Found {Number} errors?\\b"), // tsc, mypy, Ruff, Biome
        Row("problem", $"^. [0-9]{{1,9}} problems? \\({Number} errors?"), // ESLint
        Row("due to", $"due to {Number} previous errors"), // rustc
        Row("error", $"^{Number} (?:errors?(?: generated\\.)?|Error\\(s\\))$"), // javac, Clang, MSBuild
        Row("build failed", $"^Build failed with {Number} error\\(s\\)"), // MSBuild's terminal logger
        Row("issues", $"^{Number} issues:$"), // golangci-lint
    ];

    /// <summary>The number of failures in a line of a summary; null where the line is not one.</summary>
    public static int? Read(ReadOnlySpan<char> line)
    {
        if (line.Length > MaxLine || !line.ContainsAnyInRange('0', '9'))
        {
            return null;
        }

        foreach (var (keyword, pattern) in Rows)
        {
            if (line.Contains(keyword, StringComparison.OrdinalIgnoreCase) && pattern.Match(line.ToString()) is { Success: true } match)
            {
                return JsonValues.ToCount(match.Groups["n"].Captures.Sum(one => long.Parse(one.Value, CultureInfo.InvariantCulture)));
            }
        }

        return null;
    }

    private static (string Keyword, Regex Pattern) Row(string keyword, string pattern) => (keyword, new(pattern));
}
