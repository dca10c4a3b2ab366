using LoopJournal.Model;
using LoopJournal.Text;

namespace LoopJournal.Tests.Text;

[TestClass]
public sealed class EvidenceLinesTests
{
    [TestMethod]
    [DataRow("bash: line 12: javac: command not found")]
    [DataRow("/bin/sh: 1: mvn: not found")]
    [DataRow("zsh: command not found: pytest")]
    [DataRow("'mvn' is not recognized as an internal or external command,")]
    [DataRow("The term 'cargo' is not recognized as a name of a cmdlet, function, script file, or executable program.")]
    [DataRow("exec: \"golangci-lint\": executable file not found in $PATH")]
    [DataRow("Error: spawn tsc ENOENT")]
    [DataRow("/bin/bash: line 7: /opt/jdk/bin/javac: No such file or directory")]
    [DataRow("bash: ./gradlew: Permission denied")]
    [DataRow("Error: JAVA_HOME is not defined correctly.")]
    [DataRow("You must install or update .NET to run this application.")]
    [DataRow("ModuleNotFoundError: No module named 'numpy'")]
    [DataRow("Error: Cannot find module 'express'")]
    [DataRow("OSError: [Errno 28] No space left on device")]
    [DataRow("error MSB3027: Could not copy \"a.dll\" to \"b.dll\".")]
    [DataRow("curl: (6) Could not resolve host: example.com")]
    [DataRow("error NU1301: Unable to load the service index for source https://example.com/index.json.")]
    public void A_line_names_the_environment(string line) => Assert.AreEqual("environment", Classify(line));

    [TestMethod]
    [DataRow("Compile failed; see the compiler error output for details.")]
    [DataRow("BUILD FAILED")]
    [DataRow("× Some errors were emitted while running checks.")]
    [DataRow("make: *** [Makefile:3: all] Error 1")]
    [DataRow("npm ERR! code ELIFECYCLE")]
    [DataRow("error Command failed with exit code 1.")]
    [DataRow("Cannot compile sources! at /x/d4j-compile line 82.")]
    public void A_line_names_no_cause(string line) => Assert.AreEqual("generic", Classify(line));

    [TestMethod]
    [DataRow("ModuleNotFoundError: No module named 'shop.cart'", DisplayName = "a module of the repository")]
    [DataRow("Error: Cannot find module './cart'", DisplayName = "a file of the repository")]
    [DataRow("FileNotFoundError: [Errno 2] No such file or directory: 'data.json'", DisplayName = "a file that a program opens")]
    [DataRow("KeyError: user not found")]
    [DataRow("AssertionError: expected the build to have failed")]
    public void Other_lines_describe_a_fault(string line) => Assert.AreEqual("", Classify(line));

    [TestMethod]
    public void One_line_that_describes_a_fault_outweighs_all_others()
    {
        Assert.AreEqual("environment", Classify("make: *** [all] Error 127", "sh: 1: javac: not found"));
        Assert.AreEqual("", Classify("make: *** [all] Error 1", "sh: 1: javac: not found", "AssertionError: 1 != 2"));
        Assert.AreEqual("", Classify());
        Assert.AreEqual("", EvidenceLines.Classify(Make("BUILD FAILED") with { FailuresOmitted = 1 }), "not all failures are known");
    }

    [TestMethod]
    public void An_assertion_may_quote_any_text_and_names_no_environment()
    {
        var test = Make("Expected: No space left on device") with { Algorithm = Algorithms.Failures };

        Assert.AreEqual("", EvidenceLines.Classify(test));
        Assert.AreEqual("", EvidenceLines.Classify(test with { Failures = [test.Failures[0] with { Type = "Xunit.Sdk.EqualException" }] }));
        Assert.AreEqual(
            "environment", EvidenceLines.Classify(test with { Failures = [test.Failures[0] with { Type = "System.IO.IOException" }] }));
        Assert.AreEqual("", EvidenceLines.Classify(
            test with { Failures = [test.Failures[0] with { Type = "System.Exception", Message = "the tool exited with code 3" }] }));
    }

    private static string Classify(params string[] lines) => EvidenceLines.Classify(Make(lines));

    private static Attempt Make(params string[] lines) => new()
    {
        Algorithm = Algorithms.Text,
        Failures = [.. lines.Select(line => new RecordedFailure(line, "", line, "", ""))],
    };
}
