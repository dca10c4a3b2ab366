using static LoopJournal.Evidence.Logs.LinePattern;

namespace LoopJournal.Evidence.Logs;

/// <summary>
/// The test runners of .NET, Go, Rust, Elixir, Dart, Java and C++. A new runner is a row here, and its examples are lines of
/// <c>runner-lines.jsonl</c>.
/// </summary>
internal static class CompiledRunners
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<Runner> All { get; } =
    [
        new("dotnet test",
            Count("^failed: (?<n>%n)$", "failed: "),
            Noise(
                "^(?:Build FAILED|Build succeeded|Test Run Failed|Test Run Aborted|Results File:|Attachments:|Time Elapsed"
                    + "|Test run for |Testlauf für |Fehler beim Testlauf|Test summary:|Test run summary:|Running all tests in )",
                "Build FAILED", "Build succeeded", "Test Run ", "Results File", "Attachments", "Time Elapsed", "Test run ", "Testlauf",
                "Test summary", "Running all tests"),
            Noise(": error TESTERROR: ?$", "TESTERROR"),
            Noise(@"^A total of %n test files matched", "A total of "),
            Noise(
                "^(?:VSTest version|Starting test execution,|Determining projects to restore|All projects are up-to-date"
                    + "|Workload updates )",
                "VSTest version", "Starting test", "Determining", "All projects", "Workload"),
            Noise(@"^Restored .+proj \(", "Restored "),
            Noise(@"^\S+ -> .+\.(?:dll|exe|nupkg)$", " -> "),
            Noise(
                "^(?:Retrying '|Failed to (?:download|retrieve|fetch) .* from '|An error occurred while sending the request"
                    + "|The HTTP request to ')",
                "Retrying '", "Failed to ", "An error occurred", "The HTTP request"),
            Test(@"^\[xUnit\.net [0-9:.]+\] +(?<test>.+) \[FAIL\]$", " [FAIL]"),
            Test(@"^(?<test>[^ :].*) \(%t\): Error Message: (?<text>.+)$", "): Error Message: "),
            Test(@"^.+: error TESTERROR: (?<test>.+) \(%t\): [^:()]{3,40}: (?<text>.+)$", "TESTERROR")),
        new("go test",
            Count(@"^DONE %n tests?\b.*, (?<n>%n) failures?\b", "DONE "),
            Noise(@"^=== (?:RUN|CONT|NAME) +(?<begins>\S+)$", "=== "),
            Noise(@"^(?:--- (?:PASS|SKIP|BENCH): |=== (?:PAUSE|SKIP|Failed)\b)", "--- ", "=== "),
            Noise(
                @"^(?:ok\s+\S+\s|\?\s+\S+\s+\[no test files\]|FAIL$|PASS$|exit status %n$|coverage: )",
                "ok ", "[no test files]", "FAIL", "PASS", "exit status", "coverage: "),
            Noise(@"^(?:Error Trace|Test):\s", "Error Trace", "Test:"),
            Test(@"^(?:---|===) FAIL: (?<test>[^\s(]\S*(?: [^\s(]\S*)?)(?: \(re-run %n\))?(?: \([0-9.]+s\))?$", " FAIL: "),
            Finding(@"^(?<text>FAIL\t\S+)\t[0-9.]+s$", "FAIL\t"),
            Finding(@"^(?<text>Error:\s.+)$", "Error:")),
        new("cargo test",
            Count("^test result: FAILED\\. %n passed; (?<n>%n) failed", "test result"),
            Count(@"^Summary \[.*\] %n.* tests? run: .*\b(?<n>%n) failed", "Summary ["),
            Noise(@"^(?:test .+ \.\.\. (?:ok|ignored.*|bench:.*)|running %n tests?)$", "test ", "running "),
            Noise(@"^(?:PASS|SKIP|LEAK|SLOW|START|TRY 1 FAIL|TRY %n PASS|SETUP PASS|FLAKY.*) \[", "] "),
            Noise(
                "^(?:Compiling|Checking|Downloading|Downloaded|Updating|Blocking|Building|Finished|Running|Locking|Adding|Fresh"
                    + "|Documenting|Doc-tests|Installing|Dirty|Packaging) ",
                "Compiling", "Checking", "Download", "Updating", "Blocking", "Building", "Finished", "Running", "Locking", "Adding",
                "Fresh", "Doc", "Installing", "Dirty", "Packaging"),
            Noise(
                "^(?:note: run with `RUST_BACKTRACE=|error: %n targets? failed:|error: test run failed$|failures:$)",
                "RUST_BACKTRACE", "failed", "failures:"),
            Test(@"^test (?<test>\S.*?)(?: - should panic)? \.\.\. FAILED", " ... FAILED"),
            Test("^---- (?<test>.+) stdout ----$", "---- "),
            Test(@"^(?:FAIL|SIGABRT|SIGSEGV|TIMEOUT|TRY [2-9] FAIL) \[ *[0-9.]+s\] (?:\( *%n/%n\) )?(?<test>\S.*)$", "s] ")),
        new("ExUnit",
            Count(@"^(?:%n doctests?, )?(?:%n propert(?:y|ies), )?%n tests?, (?<n>%n) failures?", " failure"),
            Noise(@"^(?:code: |Running ExUnit with seed|The database for .* has)", "code: ", "ExUnit", "The database"),
            Test(@"^%n\) (?<test>(?:test|property|doctest) .+ \([\w.]+\))$", ") ")),
        new("dart, flutter",
            Noise(@"^[0-9]{2}:[0-9]{2}(?: \+%n)?(?: ~%n)?(?: -%n)?: .*[^\]]$", " +"),
            Test(@"^[0-9]{2}:[0-9]{2}(?: \+%n)?(?: ~%n)? -%n: (?<test>.+) \[E\]$", " [E]")),
        new("Maven",
            Count(@"^(?:\[(?:ERROR|WARNING|INFO)\] +)?Tests run: %n, +Failures: (?<n>%n), +Errors: (?<m>%n)", "Tests run: "),
            Noise(@"^\[(?:INFO|WARNING|DEBUG)\](?: |$)", "[INFO]", "[WARNING]", "[DEBUG]"),
            Noise(
                @"^\[ERROR\] *(?:$|-> \[Help|\[Help|Re-run Maven|To see the full|For more information|Please refer to"
                    + @"|After correcting|See \S+ for|Failures: *$|Errors: *$|Tests run:)",
                "[ERROR]"),
            Test(
                @"^(?:\[ERROR\] +)?(?<method>\S+)\((?<class>[\w.$]+)\) +(?:-- +)?Time elapsed: [0-9.,]+ s +<<< (?:FAILURE|ERROR)!",
                "<<< "),
            Test(@"^(?:\[ERROR\] +)?(?<test>[^ \[].*?) +(?:-- +)?Time elapsed: [0-9.,]+ s +<<< (?:FAILURE|ERROR)!", "<<< "),
            Test(@"^\[ERROR\] +(?<test>[\w$]+(?:\.[\w$]+)+):%n(?:->\S+)?(?: (?<text>.+))?$", "[ERROR] "),
            Test(@"^\[ERROR\] +(?<test>[\w$]+(?:\.[\w$]+)+)(?::%n)?(?:->\S+)? » (?<text>.+)$", " » "),
            Test(
                @"^(?:Failed tests: +|Tests in error: +)(?<method>\w+)\((?<class>[\w.$]+)\)(?:: (?<text>.+))?$",
                "Failed tests: ", "Tests in error: ")),
        new("Gradle",
            Count("^%n tests? completed, (?<n>%n) failed", " completed, "),
            Noise(@"^[^> ][^>]* > .+ (?:PASSED|SKIPPED|STARTED|STANDARD_OUT|STANDARD_ERROR)$", " > "),
            Noise(
                @"^(?:BUILD FAILED in |%n actionable tasks?|Starting a Gradle Daemon|Publishing build scan|https://gradle\.com/s/"
                    + @"|> Run with |> Get more help|\* Try:|> Task \S+(?: (?:UP-TO-DATE|NO-SOURCE|SKIPPED|FROM-CACHE))?$)",
                "BUILD FAILED", " actionable", "Gradle Daemon", "build scan", "gradle.com/s/", "> ", "* Try"),
            Test(@"^(?<test>[^> ][^>]* > .+) FAILED$", " FAILED")),
        new("CTest",
            Count("tests passed, (?<n>%n) tests? failed out of %n", "tests passed, "),
            Noise(
                @"^(?:%n/%n Test +#%n: .*(?: Passed |\(Disabled\))|%n - .* \(Disabled\)|Start +%n: |Total Test time"
                    + @"|Errors while running CTest|The following tests FAILED:|Output from these tests are in:|Use ""--rerun-failed)",
                "Passed", "(Disabled)", "Start ", "Total Test", "CTest", "The following tests", "Output from", "--rerun-failed"),
            Test(@"^%n/%n Test +#%n: (?<test>\S.*?) \.+ *(?<text>[A-Za-z ]*\*\*\*(?:Failed|Exception|Timeout|Not Run))", "***"),
            Test(
                @"^%n - (?<test>\S.*?) \((?<text>Failed|Timeout|SEGFAULT|Not Run|ILLEGAL|SIGABRT|Subprocess aborted|Child aborted"
                    + @"|BAD_COMMAND|NUMERICAL|OTHER_FAULT).*\)",
                " - ")),
        new("GoogleTest",
            Count("^(?<n>%n) FAILED TESTS?$", " FAILED TEST"),
            Noise(@"^\[ RUN      \] (?<begins>\S+)$", "[ RUN "),
            Noise(@"^\[ *(?:OK|SKIPPED|PASSED|-+|=+|DISABLED) *\]", "[ ", "[-", "[="),
            Noise(@"^\[  FAILED  \] %n tests?, listed below:", "listed below"),
            Noise(@"^(?:Running main\(\) from|Note: Google Test filter|YOU HAVE %n DISABLED)", "Running main", "Google Test", "YOU HAVE"),
            Test(@"^\[  FAILED  \] (?<test>[^ ,]+)(?:, where .+?)?(?: \(%t\))?$", "[  FAILED  ]")),
        new("Catch2",
            Count(@"^(?:test cases: .*\b(?<n>%n) failed\b|Failed (?<m>%n) test cases?, )", "test cases: ", "test case"),
            Noise(@"^(?:assertions: .*\||All tests passed \()", "assertions: ", "All tests passed"),
            Noise(@"^Randomness seeded to", "Randomness")),
        new("Bazel",
            Noise(@"^(?:INFO: |DEBUG: |//\S+ +(?:\(cached\) )?PASSED|Executed %n out of )", "INFO: ", "DEBUG: ", "PASSED", "Executed "),
            Test(@"^(?<test>//\S+) +(?<text>FAILED|TIMEOUT|NO STATUS)\b", "//"),
            Test(@"^(?:FAIL|TIMEOUT): (?<test>//\S+) \(", "//")),
        new("XCTest",
            Noise(@"^Test [Cc]ase '.+' (?:passed|started|skipped)\b", "est Case '", "est case '"),
            Noise(@"^Test [Ss]uite '.+' (?:passed|started|failed)\b", "est Suite '", "est suite '"),
            Test(@"^Test [Cc]ase '(?<test>.+)' failed \(", "est Case '", "est case '")),
        new("automake, lit",
            Noise("^(?:PASS|XFAIL|SKIP|UNSUPPORTED): ", "PASS: ", "XFAIL: ", "SKIP: ", "UNSUPPORTED: "),
            Test(@"^FAIL: (?<test>\S+(?: :: \S+)?)(?: \(%n of %n\))?$", "FAIL: ")),
    ];
}
