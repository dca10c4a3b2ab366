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
        new("dotnet test")
        {
            Tests =
            [
                new(@"^\[xUnit\.net [0-9:.]+\] +(?<test>.+) \[FAIL\]$", " [FAIL]"),
                new(@"^(?<test>[^ :].*) \(%t\): Error Message: (?<text>.+)$", "): Error Message: "),
                new(@"^.+: error TESTERROR: (?<test>.+) \(%t\): [^:()]{3,40}: (?<text>.+)$", "TESTERROR"),
            ],
            Counts = [new("^failed: (?<n>%n)$", "failed: ")],
            Noise =
            [
                new(
                    "^(?:Build FAILED|Build succeeded|Test Run Failed|Test Run Aborted|Results File:|Attachments:|Time Elapsed"
                        + "|Test run for |Testlauf für |Fehler beim Testlauf|Test summary:|Test run summary:|Running all tests in )",
                    "Build FAILED", "Build succeeded", "Test Run ", "Results File", "Attachments", "Time Elapsed", "Test run ", "Testlauf",
                    "Test summary", "Running all tests"),
                new(": error TESTERROR: ?$", "TESTERROR"),
                new(@"^A total of %n test files matched", "A total of "),
                new(
                    "^(?:VSTest version|Starting test execution,|Determining projects to restore|All projects are up-to-date"
                        + "|Workload updates )",
                    "VSTest version", "Starting test", "Determining", "All projects", "Workload"),
                new(@"^Restored .+proj \(", "Restored "),
                new(@"^\S+ -> .+\.(?:dll|exe|nupkg)$", " -> "),
                new(
                    "^(?:Retrying '|Failed to (?:download|retrieve|fetch) .* from '|An error occurred while sending the request"
                        + "|The HTTP request to ')",
                    "Retrying '", "Failed to ", "An error occurred", "The HTTP request"),
            ],
        },
        new("go test")
        {
            Tests =
            [
                new(@"^(?:---|===) FAIL: (?<test>[^\s(]\S*(?: [^\s(]\S*)?)(?: \(re-run %n\))?(?: \([0-9.]+s\))?$", " FAIL: "),
            ],
            Findings = [new(@"^(?<text>FAIL\t\S+)\t[0-9.]+s$", "FAIL\t"), new(@"^(?<text>Error:\s.+)$", "Error:")],
            Counts = [new(@"^DONE %n tests?\b.*, (?<n>%n) failures?\b", "DONE ")],
            Noise =
            [
                new(@"^=== (?:RUN|CONT|NAME) +(?<begins>\S+)$", "=== "),
                new(@"^(?:--- (?:PASS|SKIP|BENCH): |=== (?:PAUSE|SKIP|Failed)\b)", "--- ", "=== "),
                new(
                    @"^(?:ok\s+\S+\s|\?\s+\S+\s+\[no test files\]|FAIL$|PASS$|exit status %n$|coverage: )",
                    "ok ", "[no test files]", "FAIL", "PASS", "exit status", "coverage: "),
                new(@"^(?:Error Trace|Test):\s", "Error Trace", "Test:"),
            ],
        },
        new("cargo test")
        {
            Tests =
            [
                new(@"^test (?<test>\S.*?)(?: - should panic)? \.\.\. FAILED", " ... FAILED"),
                new("^---- (?<test>.+) stdout ----$", "---- "),
                new(@"^(?:FAIL|SIGABRT|SIGSEGV|TIMEOUT|TRY [2-9] FAIL) \[ *[0-9.]+s\] (?:\( *%n/%n\) )?(?<test>\S.*)$", "s] "),
            ],
            Counts =
            [
                new("^test result: FAILED\\. %n passed; (?<n>%n) failed", "test result"),
                new(@"^Summary \[.*\] %n.* tests? run: .*\b(?<n>%n) failed", "Summary ["),
            ],
            Noise =
            [
                new(@"^(?:test .+ \.\.\. (?:ok|ignored.*|bench:.*)|running %n tests?)$", "test ", "running "),
                new(@"^(?:PASS|SKIP|LEAK|SLOW|START|TRY 1 FAIL|TRY %n PASS|SETUP PASS|FLAKY.*) \[", "] "),
                new(
                    "^(?:Compiling|Checking|Downloading|Downloaded|Updating|Blocking|Building|Finished|Running|Locking|Adding|Fresh"
                        + "|Documenting|Doc-tests|Installing|Dirty|Packaging) ",
                    "Compiling", "Checking", "Download", "Updating", "Blocking", "Building", "Finished", "Running", "Locking", "Adding",
                    "Fresh", "Doc", "Installing", "Dirty", "Packaging"),
                new(
                    "^(?:note: run with `RUST_BACKTRACE=|error: %n targets? failed:|error: test run failed$|failures:$)",
                    "RUST_BACKTRACE", "failed", "failures:"),
            ],
        },
        new("ExUnit")
        {
            Tests = [new(@"^%n\) (?<test>(?:test|property|doctest) .+ \([\w.]+\))$", ") ")],
            Counts = [new(@"^(?:%n doctests?, )?(?:%n propert(?:y|ies), )?%n tests?, (?<n>%n) failures?", " failure")],
            Noise = [new(@"^(?:code: |Running ExUnit with seed|The database for .* has)", "code: ", "ExUnit", "The database")],
        },
        new("dart, flutter")
        {
            Tests = [new(@"^[0-9]{2}:[0-9]{2}(?: \+%n)?(?: ~%n)? -%n: (?<test>.+) \[E\]$", " [E]")],
            Noise = [new(@"^[0-9]{2}:[0-9]{2}(?: \+%n)?(?: ~%n)?(?: -%n)?: .*[^\]]$", " +")],
        },
        new("Maven")
        {
            Counts = [new(@"^(?:\[(?:ERROR|WARNING|INFO)\] +)?Tests run: %n, +Failures: (?<n>%n), +Errors: (?<m>%n)", "Tests run: ")],
            Tests =
            [
                new(
                    @"^(?:\[ERROR\] +)?(?<method>\S+)\((?<class>[\w.$]+)\) +(?:-- +)?Time elapsed: [0-9.,]+ s +<<< (?:FAILURE|ERROR)!",
                    "<<< "),
                new(@"^(?:\[ERROR\] +)?(?<test>[^ \[].*?) +(?:-- +)?Time elapsed: [0-9.,]+ s +<<< (?:FAILURE|ERROR)!", "<<< "),
                new(@"^\[ERROR\] +(?<test>[\w$]+(?:\.[\w$]+)+):%n(?:->\S+)?(?: (?<text>.+))?$", "[ERROR] "),
                new(@"^\[ERROR\] +(?<test>[\w$]+(?:\.[\w$]+)+)(?::%n)?(?:->\S+)? » (?<text>.+)$", " » "),
                new(
                    @"^(?:Failed tests: +|Tests in error: +)(?<method>\w+)\((?<class>[\w.$]+)\)(?:: (?<text>.+))?$",
                    "Failed tests: ", "Tests in error: "),
            ],
            Noise =
            [
                new(@"^\[(?:INFO|WARNING|DEBUG)\](?: |$)", "[INFO]", "[WARNING]", "[DEBUG]"),
                new(
                    @"^\[ERROR\] *(?:$|-> \[Help|\[Help|Re-run Maven|To see the full|For more information|Please refer to"
                        + @"|After correcting|See \S+ for|Failures: *$|Errors: *$|Tests run:)",
                    "[ERROR]"),
            ],
        },
        new("Gradle")
        {
            Tests = [new(@"^(?<test>[^> ][^>]* > .+) FAILED$", " FAILED")],
            Counts = [new("^%n tests? completed, (?<n>%n) failed", " completed, ")],
            Noise =
            [
                new(@"^[^> ][^>]* > .+ (?:PASSED|SKIPPED|STARTED|STANDARD_OUT|STANDARD_ERROR)$", " > "),
                new(
                    @"^(?:BUILD FAILED in |%n actionable tasks?|Starting a Gradle Daemon|Publishing build scan|https://gradle\.com/s/"
                        + @"|> Run with |> Get more help|\* Try:|> Task \S+(?: (?:UP-TO-DATE|NO-SOURCE|SKIPPED|FROM-CACHE))?$)",
                    "BUILD FAILED", " actionable", "Gradle Daemon", "build scan", "gradle.com/s/", "> ", "* Try"),
            ],
        },
        new("CTest")
        {
            Tests =
            [
                new(@"^%n/%n Test +#%n: (?<test>\S.*?) \.+ *(?<text>[A-Za-z ]*\*\*\*(?:Failed|Exception|Timeout|Not Run))", "***"),
                new(
                    @"^%n - (?<test>\S.*?) \((?<text>Failed|Timeout|SEGFAULT|Not Run|ILLEGAL|SIGABRT|Subprocess aborted|Child aborted"
                        + @"|BAD_COMMAND|NUMERICAL|OTHER_FAULT).*\)",
                    " - "),
            ],
            Counts = [new("tests passed, (?<n>%n) tests? failed out of %n", "tests passed, ")],
            Noise =
            [
                new(
                    @"^(?:%n/%n Test +#%n: .*(?: Passed |\(Disabled\))|%n - .* \(Disabled\)|Start +%n: |Total Test time"
                        + @"|Errors while running CTest|The following tests FAILED:|Output from these tests are in:|Use ""--rerun-failed)",
                    "Passed", "(Disabled)", "Start ", "Total Test", "CTest", "The following tests", "Output from", "--rerun-failed"),
            ],
        },
        new("GoogleTest")
        {
            Counts = [new("^(?<n>%n) FAILED TESTS?$", " FAILED TEST")],
            Noise =
            [
                new(@"^\[ RUN      \] (?<begins>\S+)$", "[ RUN "),
                new(@"^\[ *(?:OK|SKIPPED|PASSED|-+|=+|DISABLED) *\]", "[ ", "[-", "[="),
                new(@"^\[  FAILED  \] %n tests?, listed below:", "listed below"),
                new(@"^(?:Running main\(\) from|Note: Google Test filter|YOU HAVE %n DISABLED)", "Running main", "Google Test", "YOU HAVE"),
            ],
            Tests = [new(@"^\[  FAILED  \] (?<test>[^ ,]+)(?:, where .+?)?(?: \(%t\))?$", "[  FAILED  ]")],
        },
        new("Catch2")
        {
            Counts = [new(@"^(?:test cases: .*\b(?<n>%n) failed\b|Failed (?<m>%n) test cases?, )", "test cases: ", "test case")],
            Noise =
            [
                new(@"^(?:assertions: .*\||All tests passed \()", "assertions: ", "All tests passed"),
                new(@"^Randomness seeded to", "Randomness"),
            ],
        },
        new("Bazel")
        {
            Tests =
            [
                new(@"^(?<test>//\S+) +(?<text>FAILED|TIMEOUT|NO STATUS)\b", "//"),
                new(@"^(?:FAIL|TIMEOUT): (?<test>//\S+) \(", "//"),
            ],
            Noise =
            [
                new(@"^(?:INFO: |DEBUG: |//\S+ +(?:\(cached\) )?PASSED|Executed %n out of )", "INFO: ", "DEBUG: ", "PASSED", "Executed "),
            ],
        },
        new("XCTest")
        {
            Tests = [new(@"^Test [Cc]ase '(?<test>.+)' failed \(", "est Case '", "est case '")],
            Noise =
            [
                new(@"^Test [Cc]ase '.+' (?:passed|started|skipped)\b", "est Case '", "est case '"),
                new(@"^Test [Ss]uite '.+' (?:passed|started|failed)\b", "est Suite '", "est suite '"),
            ],
        },
        new("automake, lit")
        {
            Tests = [new(@"^FAIL: (?<test>\S+(?: :: \S+)?)(?: \(%n of %n\))?$", "FAIL: ")],
            Noise = [new("^(?:PASS|XFAIL|SKIP|UNSUPPORTED): ", "PASS: ", "XFAIL: ", "SKIP: ", "UNSUPPORTED: ")],
        },
    ];
}
