namespace LoopJournal.Evidence.Logs;

/// <summary>
/// The test runners of Python, JavaScript, Ruby and PHP. A new runner is a row here, and its examples are lines of
/// <c>runner-lines.jsonl</c>.
/// </summary>
internal static class ScriptRunners
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<Runner> All { get; } =
    [
        new("pytest")
        {
            Tests =
            [
                new(
                    @"^(?:\[gw%n\] (?:\[ *%n%\] )?)?(?:FAILED|ERROR|SUBFAIL(?:ED)?(?:\(.*?\)|\[.*?\])*) (?<test>\S+::\S.*?"
                        + @"|\S+\.py)(?: - (?<text>.+))?$",
                    "FAILED ", "ERROR ", "SUBFAIL"),
                new(@"^(?<test>\S+\.py::\S.*?) (?:FAILED|ERROR)(?: +\[ *%n%\])?$", " FAILED", " ERROR"),
                new(@"^_{3,} (?:ERROR at (?:setup|teardown) of |ERROR collecting )?(?<test>\S.*?) _{3,}$", "___ "),
            ],
            Counts =
            [
                new(@"^=* ?(?<n>%n) failed(?:, %n [a-z]+)*, (?<m>%n) errors? in [0-9]", " error"),
                new(@"^=* ?(?:tests finished: )?(?:%n passed, )?(?<n>%n) failed\b.* in [0-9]", " failed"),
                new(@"^=* ?(?:%n [a-z]+, )*(?<n>%n) errors? in [0-9]", " error"),
            ],
            Noise =
            [
                new(
                    "^=+ (?:test session starts|FAILURES|ERRORS|short test summary info|warnings summary.*|rerun test summary info"
                        + "|PASSES|%n (?:passed|skipped|deselected|warning).*) =+$",
                    "=="),
                new(
                    "^(?:platform \\S+ -- Python|rootdir: |plugins: |configfile: |cachedir: |collect(?:ed|ing) |testpaths: "
                        + "|created: |-- Docs: https://docs.pytest)",
                    "platform ", "rootdir", "plugins", "configfile", "cachedir", "collect", "testpaths", "created: ", "-- Docs"),
                new(
                    @"^(?:\[gw%n\] (?:\[ *%n%\] )?)?(?:PASSED|SKIPPED|XFAIL|XPASS|RERUN) \S+(?:::|\.py)",
                    "PASSED ", "SKIPPED ", "XFAIL ", "XPASS ", "RERUN "),
                new(@"^\S+\.py(?:::\S.*)? (?:[.FEsxXRp]+|PASSED|XFAIL|XPASS|RERUN|SKIPPED(?: \(.*\))?)(?: +\[ *%n%\])?$", ".py"),
                new(@"^\[gw%n\] (?:linux|darwin|win32|node)\b", "[gw"),
                new(@"^\S+\.py::\S+$", ".py::"),
                new("^!{3,} .* !{3,}$", "!!! "),
                new("^%n workers? \\[", " worker"),
            ],
        },
        new("unittest")
        {
            Tests =
            [
                new(@"^(?:FAIL|ERROR): (?<test>\w[\w.]* \([\w.<>]+\))(?: .*)?$", "FAIL: ", "ERROR: "),
                new(@"^(?<test>\w[\w.]* \([\w.<>]+\))(?: .*)? \.\.\. (?:FAIL|ERROR)$", " ... "),
            ],
            Counts = [new(@"^FAILED \((?:failures=(?<n>%n))?(?:, )?(?:errors=(?<m>%n))?.*\)$", "FAILED (")],
            Noise =
            [
                new(@" \.\.\. (?:ok|skipped .*|expected failure|unexpected success)$", " ... "),
                new("^Ran %n tests? in ", "Ran "),
                new("^(?:Creating|Destroying) test database ", "test database"),
            ],
        },
        new("Playwright")
        {
            Tests =
            [
                new(@"^%n\) (?<test>(?:\[[^\]]+\] › )?\S+?):%n:%n(?<more> › .+?)(?: [─=]+)?$", " › "),
                new(@"^[✘x] +%n (?<test>(?:\[[^\]]+\] › )?\S+?):%n:%n(?<more> › .+?)(?: \(retry #%n\))?(?: \(%t\))?$", " › "),
                new(@"^(?<test>(?:\[[^\]]+\] › )?\S+?):%n:%n(?<more> › .+?)(?: [─=]+)?$", " › "),
            ],
            Counts = [new("^(?<n>%n) failed$", " failed")],
            Noise =
            [
                new(
                    @"^(?:[✓-] +%n .* › |Retry #%n|%n (?:passed|skipped|flaky|did not run)\b|attachment #%n|Error Context: "
                        + @"|Running %n tests? using )",
                    " › ", "Retry #", " passed", " skipped", " flaky", " did not", "attachment", "Error Context", "Running "),
            ],
        },
        new("jest, vitest")
        {
            Tests =
            [
                new(@"^● (?<test>[^›]+ › .+)$", "● "),
                new("^[✕✗✘⨯] (?<test>.*?[^ .:])(?: \\(%t\\))?$", "✕ ", "✗ ", "✘ ", "⨯ "),
                new(@"^[×] (?<test>.+? > .+?)(?: %t)?$", "× "),
                new(@"^[×] (?<test>.+) %t$", "× "),
                new(@"^FAIL +(?<test>\S+ > .+?)$", "FAIL "),
            ],
            Findings =
            [
                new(@"^(?<text>FAIL +(?:\S+ )?\S+\.[cm]?[jt]sx?)(?: \(%t\)| \[ \S+ \])?$", "FAIL "),
                new(@"^● (?<text>[^:]+)$", "● "),
            ],
            Counts = [new(@"^Tests:? +(?<n>%n) failed\b", "Tests")],
            Noise =
            [
                new(@"^(?:[✓✔√↓○] |PASS +\S+\.[cm]?[jt]sx?\b)", "✓ ", "✔ ", "√ ", "↓ ", "○ ", "PASS "),
                new(
                    "^(?:Test Suites|Test Files|Snapshots|Time|Start at|Duration):? +[0-9]",
                    "Test Suites", "Test Files", "Snapshots", "Time", "Start at", "Duration"),
                new("^Tests:? +%n (?:passed|skipped|todo|total)\\b", "Tests"),
                new("^(?:Ran all test suites|RUN +v[0-9]|⎯.*⎯$|❯ .+ \\(%n tests?)", "Ran all", "RUN ", "⎯", "❯ "),
                new(@"^A worker process has failed to exit gracefully", "A worker process"),
            ],
        },
        new("mocha")
        {
            Opening = [new("^(?<n>%n) failing$", " failing")],
            Listed = [new(@"^%n\) (?<test>.+):$", ") "), new(@"^%n\) (?<open>.+)$", ") ")],
            Noise = [new(@"^%n (?:passing|pending)(?: \(%t\))?$", "passing", "pending")],
        },
        new("node --test, TAP")
        {
            Tests =
            [
                new(@"^✖ (?<test>.+) \(%t\)$", "✖ "),
                new(@"^not ok %n(?: -)? (?<test>[^#]*[^# ])$", "not ok "),
            ],
            Counts = [new("^(?:#|ℹ) fail (?<n>%n)$", " fail ")],
            Noise =
            [
                new("^(?:ok %n|not ok %n.* # (?:TODO|SKIP|todo|skip))", "ok "),
                new(@"^(?:#|ℹ) (?:tests|suites|pass|cancelled|skipped|todo|duration_ms|Subtest:) ", "# ", "ℹ "),
                new("^(?:▶ |✖ failing tests:$|TAP version )", "▶ ", "✖ ", "TAP "),
                new(@"^(?:failureType: |code: 'ERR_|name: '|error: \|-$)", "failureType", "code: 'ERR_", "name: '", "error: |-"),
                new(@"^test at \S+:%n:%n$", "test at "),
            ],
        },
        new("bun")
        {
            Tests = [new(@"^\(fail\) (?<ended>.+?)(?: \[%t\])?$", "(fail)")],
            Counts = [new("^(?<n>%n) fail$", " fail")],
            Noise =
            [
                new(@"^\((?:pass|skip|todo)\) ", "(pass)", "(skip)", "(todo)"),
                new(
                    "^(?:%n (?:pass|skip|todo|expect\\(\\) calls?)|Ran %n tests? across .*)$",
                    " pass", " skip", " todo", "expect() call", "Ran "),
            ],
        },
        new("deno")
        {
            Tests =
            [
                new(@"^(?<test>.+) \.\.\. FAILED \(.*%t\)$", " ... FAILED ("),
                new(@"^(?<test>.+) => \S+:%n:%n$", " => "),
            ],
            Counts = [new(@"^FAILED \| .*\b(?<n>%n) failed\b", "FAILED | ")],
            Noise =
            [
                new(@" \.\.\. (?:ok|ignored|pending) \(.*\)$", " ... "),
                new(
                    @"^(?:running %n tests? from |ERRORS$|FAILURES$|-+ (?:post-test )?output )",
                    "running ", "ERRORS", "FAILURES", " output "),
            ],
        },
        new("RSpec")
        {
            Tests =
            [
                new(@"^(?<test>.+) \(FAILED - %n\)$", " (FAILED - "),
                new(@"^rspec \S+ # (?<test>.+)$", "rspec "),
            ],
            Opening = [new("^Failures:$", "Failures:")],
            Listed = [new(@"^%n\) (?<test>.+)$", ") ")],
            Counts = [new("^%n examples?, (?<n>%n) failures?", " example")],
            Noise = [new("^(?:Failed examples:$|Randomized with seed |Finished in [0-9])", "Failed examples", "Randomized", "Finished in")],
        },
        new("PHPUnit, Pest")
        {
            Tests =
            [
                new(@"^%n\) (?<test>[\w\\]+::\S.*)$", "::"),
                new(@"^FAILED +(?<test>\S+ > .+?)(?: {2,}\S+)?$", "FAILED "),
            ],
            Counts =
            [
                new(@"^Tests: %n, Assertions: %n,(?: Errors: (?<n>%n)[,.])?(?: Failures: (?<m>%n))?", "Assertions: "),
                new(@"^There (?:was|were) %n (?:failure|error|warning|risky test)s?:$", "There w"),
            ],
            Noise =
            [
                new(
                    @"^(?:PHPUnit [0-9]|Time: [0-9:.]+, Memory: |Random Seed: |Runtime: |Configuration: |FAILURES!$|ERRORS!$)",
                    "PHPUnit", "Time: ", "Random Seed", "Runtime:", "Configuration:", "FAILURES!", "ERRORS!"),
            ],
        },
    ];
}
