using static LoopJournal.Evidence.Logs.LinePattern;

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
        new("pytest",
            Count(@"^=* ?(?<n>%n) failed(?:, %n [a-z]+)*, (?<m>%n) errors? in [0-9]", " error"),
            Count(@"^=* ?(?:tests finished: )?(?:%n passed, )?(?<n>%n) failed\b.* in [0-9]", " failed"),
            Count(@"^=* ?(?:%n [a-z]+, )*(?<n>%n) errors? in [0-9]", " error"),
            Noise(
                "^=+ (?:test session starts|FAILURES|ERRORS|short test summary info|warnings summary.*|rerun test summary info"
                    + "|PASSES|%n (?:passed|skipped|deselected|warning).*) =+$",
                "=="),
            Noise(
                "^(?:platform \\S+ -- Python|rootdir: |plugins: |configfile: |cachedir: |collect(?:ed|ing) |testpaths: "
                    + "|created: |-- Docs: https://docs.pytest)",
                "platform ", "rootdir", "plugins", "configfile", "cachedir", "collect", "testpaths", "created: ", "-- Docs"),
            Noise(
                @"^(?:\[gw%n\] (?:\[ *%n%\] )?)?(?:PASSED|SKIPPED|XFAIL|XPASS|RERUN) \S+(?:::|\.py)",
                "PASSED ", "SKIPPED ", "XFAIL ", "XPASS ", "RERUN "),
            Noise(@"^\S+\.py(?:::\S.*)? (?:[.FEsxXRp]+|PASSED|XFAIL|XPASS|RERUN|SKIPPED(?: \(.*\))?)(?: +\[ *%n%\])?$", ".py"),
            Noise(@"^\[gw%n\] (?:linux|darwin|win32|node)\b", "[gw"),
            Noise(@"^\S+\.py::\S+$", ".py::"),
            Noise("^!{3,} .* !{3,}$", "!!! "),
            Noise("^%n workers? \\[", " worker"),
            Test(
                @"^(?:\[gw%n\] (?:\[ *%n%\] )?)?(?:FAILED|ERROR|SUBFAIL(?:ED)?(?:\(.*?\)|\[.*?\])*) (?<test>\S+::\S.*?"
                    + @"|\S+\.py)(?: - (?<text>.+))?$",
                "FAILED ", "ERROR ", "SUBFAIL"),
            Test(@"^(?<test>\S+\.py::\S.*?) (?:FAILED|ERROR)(?: +\[ *%n%\])?$", " FAILED", " ERROR"),
            Test(@"^_{3,} (?:ERROR at (?:setup|teardown) of |ERROR collecting )?(?<test>\S.*?) _{3,}$", "___ ")),
        new("unittest",
            Count(@"^FAILED \((?:failures=(?<n>%n))?(?:, )?(?:errors=(?<m>%n))?.*\)$", "FAILED ("),
            Noise(@" \.\.\. (?:ok|skipped .*|expected failure|unexpected success)$", " ... "),
            Noise("^Ran %n tests? in ", "Ran "),
            Noise("^(?:Creating|Destroying) test database ", "test database"),
            Test(@"^(?:FAIL|ERROR): (?<test>\w[\w.]* \([\w.<>]+\))(?: .*)?$", "FAIL: ", "ERROR: "),
            Test(@"^(?<test>\w[\w.]* \([\w.<>]+\))(?: .*)? \.\.\. (?:FAIL|ERROR)$", " ... ")),
        new("Playwright",
            Count("^(?<n>%n) failed$", " failed"),
            Noise(
                @"^(?:[✓-] +%n .* › |Retry #%n|%n (?:passed|skipped|flaky|did not run)\b|attachment #%n|Error Context: "
                    + @"|Running %n tests? using )",
                " › ", "Retry #", " passed", " skipped", " flaky", " did not", "attachment", "Error Context", "Running "),
            Test(@"^%n\) (?<test>(?:\[[^\]]+\] › )?\S+?):%n:%n(?<more> › .+?)(?: [─=]+)?$", " › "),
            Test(@"^[✘x] +%n (?<test>(?:\[[^\]]+\] › )?\S+?):%n:%n(?<more> › .+?)(?: \(retry #%n\))?(?: \(%t\))?$", " › "),
            Test(@"^(?<test>(?:\[[^\]]+\] › )?\S+?):%n:%n(?<more> › .+?)(?: [─=]+)?$", " › ")),
        new("jest, vitest",
            Count(@"^Tests:? +(?<n>%n) failed\b", "Tests"),
            Noise(@"^(?:[✓✔√↓○] |PASS +\S+\.[cm]?[jt]sx?\b)", "✓ ", "✔ ", "√ ", "↓ ", "○ ", "PASS "),
            Noise(
                "^(?:Test Suites|Test Files|Snapshots|Time|Start at|Duration):? +[0-9]",
                "Test Suites", "Test Files", "Snapshots", "Time", "Start at", "Duration"),
            Noise("^Tests:? +%n (?:passed|skipped|todo|total)\\b", "Tests"),
            Noise("^(?:Ran all test suites|RUN +v[0-9]|⎯.*⎯$|❯ .+ \\(%n tests?)", "Ran all", "RUN ", "⎯", "❯ "),
            Noise(@"^A worker process has failed to exit gracefully", "A worker process"),
            Test(@"^● (?<test>[^›]+ › .+)$", "● "),
            Test("^[✕✗✘⨯] (?<test>.*?[^ .:])(?: \\(%t\\))?$", "✕ ", "✗ ", "✘ ", "⨯ "),
            Test(@"^[×] (?<test>.+? > .+?)(?: %t)?$", "× "),
            Test(@"^[×] (?<test>.+) %t$", "× "),
            Test(@"^FAIL +(?<test>\S+ > .+?)$", "FAIL "),
            Finding(@"^(?<text>FAIL +(?:\S+ )?\S+\.[cm]?[jt]sx?)(?: \(%t\)| \[ \S+ \])?$", "FAIL "),
            Finding(@"^● (?<text>[^:]+)$", "● ")),
        new("mocha",
            Opening("^(?<n>%n) failing$", " failing"),
            Noise(@"^%n (?:passing|pending)(?: \(%t\))?$", "passing", "pending"),
            Listed(@"^%n\) (?<test>.+):$", ") "),
            Listed(@"^%n\) (?<open>.+)$", ") ")),
        new("node --test, TAP",
            Count("^(?:#|ℹ) fail (?<n>%n)$", " fail "),
            Noise("^(?:ok %n|not ok %n.* # (?:TODO|SKIP|todo|skip))", "ok "),
            Noise(@"^(?:#|ℹ) (?:tests|suites|pass|cancelled|skipped|todo|duration_ms|Subtest:) ", "# ", "ℹ "),
            Noise("^(?:▶ |✖ failing tests:$|TAP version )", "▶ ", "✖ ", "TAP "),
            Noise(@"^(?:failureType: |code: 'ERR_|name: '|error: \|-$)", "failureType", "code: 'ERR_", "name: '", "error: |-"),
            Noise(@"^test at \S+:%n:%n$", "test at "),
            Test(@"^✖ (?<test>.+) \(%t\)$", "✖ "),
            Test(@"^not ok %n(?: -)? (?<test>[^#]*[^# ])$", "not ok ")),
        new("bun",
            Count("^(?<n>%n) fail$", " fail"),
            Noise(@"^\((?:pass|skip|todo)\) ", "(pass)", "(skip)", "(todo)"),
            Noise(
                "^(?:%n (?:pass|skip|todo|expect\\(\\) calls?)|Ran %n tests? across .*)$",
                " pass", " skip", " todo", "expect() call", "Ran "),
            Test(@"^\(fail\) (?<ended>.+?)(?: \[%t\])?$", "(fail)")),
        new("deno",
            Count(@"^FAILED \| .*\b(?<n>%n) failed\b", "FAILED | "),
            Noise(@" \.\.\. (?:ok|ignored|pending) \(.*\)$", " ... "),
            Noise(
                @"^(?:running %n tests? from |ERRORS$|FAILURES$|-+ (?:post-test )?output )",
                "running ", "ERRORS", "FAILURES", " output "),
            Test(@"^(?<test>.+) \.\.\. FAILED \(.*%t\)$", " ... FAILED ("),
            Test(@"^(?<test>.+) => \S+:%n:%n$", " => ")),
        new("RSpec",
            Opening("^Failures:$", "Failures:"),
            Count("^%n examples?, (?<n>%n) failures?", " example"),
            Noise("^(?:Failed examples:$|Randomized with seed |Finished in [0-9])", "Failed examples", "Randomized", "Finished in"),
            Test(@"^(?<test>.+) \(FAILED - %n\)$", " (FAILED - "),
            Test(@"^rspec \S+ # (?<test>.+)$", "rspec "),
            Listed(@"^%n\) (?<test>.+)$", ") ")),
        new("PHPUnit, Pest",
            Count(@"^Tests: %n, Assertions: %n,(?: Errors: (?<n>%n)[,.])?(?: Failures: (?<m>%n))?", "Assertions: "),
            Count(@"^There (?:was|were) %n (?:failure|error|warning|risky test)s?:$", "There w"),
            Noise(
                @"^(?:PHPUnit [0-9]|Time: [0-9:.]+, Memory: |Random Seed: |Runtime: |Configuration: |FAILURES!$|ERRORS!$)",
                "PHPUnit", "Time: ", "Random Seed", "Runtime:", "Configuration:", "FAILURES!", "ERRORS!"),
            Test(@"^%n\) (?<test>[\w\\]+::\S.*)$", "::"),
            Test(@"^FAILED +(?<test>\S+ > .+?)(?: {2,}\S+)?$", "FAILED ")),
    ];
}
