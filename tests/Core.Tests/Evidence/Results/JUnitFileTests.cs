using LoopJournal.Capture;
using LoopJournal.Text;
using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests.Evidence.Results;

/// <summary>Forms of JUnit XML and CTRF beside those of the recorded files.</summary>
[TestClass]
public sealed class JUnitFileTests
{
    private static RepositoryPaths Shop => new("/shop", path => path.EndsWith(".rs", StringComparison.Ordinal));

    // from the documentation only: https://nexte.st/docs/machine-readable/junit
    [TestMethod]
    public void Nextest_gives_the_cause_in_the_text_and_a_flaky_test_passes()
    {
        var output = Read(
            """
            <testsuites name="nextest-run"><testsuite name="shop" tests="2">
              <testcase name="tests::adds" classname="shop">
                <failure message="thread 'tests::adds' panicked at src/cart.rs:5:9" type="test failure">thread 'tests::adds' panicked at src/cart.rs:5:9:
            assertion `left == right` failed
              left: 4
             right: 3</failure>
              </testcase>
              <testcase name="tests::halves" classname="shop">
                <flakyFailure message="panicked" type="test failure"/>
              </testcase>
            </testsuite></testsuites>
            """,
            Shop);

        Assert.AreEqual(1, output.Tests!.Passed);
        var failure = output.Failures.Single();
        Assert.AreEqual("shop.tests::adds", failure.Id);
        Assert.Contains("left: 4", failure.Message);
        Assert.AreEqual("src/cart.rs:5", failure.Frame);
    }

    // from the documentation only: https://docs.gradle.org/current/userguide/java_testing.html
    [TestMethod]
    public void Gradle_names_the_class_and_prints_the_trace_as_text()
    {
        var output = Read(
            """
            <testsuite name="org.example.CartTest" tests="1" hostname="host"><properties/>
              <testcase name="adds()" classname="org.example.CartTest">
                <failure message="org.opentest4j.AssertionFailedError: expected: &lt;3&gt; but was: &lt;4&gt;" type="org.opentest4j.AssertionFailedError">org.opentest4j.AssertionFailedError: expected: &lt;3&gt; but was: &lt;4&gt;
            	at app//org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:38)
            	at app//org.example.CartTest.adds(CartTest.java:9)
            </failure></testcase><system-out><![CDATA[]]></system-out></testsuite>
            """);

        var failure = output.Failures.Single();
        Assert.AreEqual("org.example.CartTest.adds()", failure.Id);
        Assert.AreEqual("expected: <3> but was: <4>", failure.Message);
        Assert.AreEqual("", failure.Type);
    }

    // from the documentation only: https://github.com/jstemmer/go-junit-report
    [TestMethod]
    public void Go_junit_report_gives_the_output_of_a_failing_test()
    {
        var output = Read(
            "<testsuites><testsuite name='example.org/shop'><testcase name='TestTotal' classname='example.org/shop'>"
            + "<failure message='Failed'><![CDATA[    cart_test.go:11: total = 4, want 3]]></failure></testcase></testsuite></testsuites>");

        Assert.AreEqual("example.org/shop.TestTotal", output.Failures.Single().Id);
        Assert.AreEqual("cart_test.go:11: total = 4, want 3", output.Failures.Single().Message);
    }

    [TestMethod]
    [DataRow("<testcase name='t'><error type='java.lang.IllegalStateException'>x</error></testcase>", "java.lang.IllegalStateException")]
    [DataRow("<testcase name='t'><failure message='ZeroDivisionError: division by zero'/></testcase>", "ZeroDivisionError")]
    [DataRow("<testcase name='t'><failure message='assert 1 == 2' type='AssertionError'/></testcase>", "")]
    [DataRow("<testcase name='t'><failure message='1 != 2' type='testCodeFailure'/></testcase>", "")]
    public void An_exception_has_a_type_and_an_assertion_has_none(string test, string type) =>
        Assert.AreEqual(type, Read($"<testsuite>{test}</testsuite>").Failures.Single().Type);

    [TestMethod]
    public void The_numbers_of_an_assertion_are_values_and_those_of_an_exception_are_not()
    {
        static string Fail(string message) => $"<testsuite><testcase name='t'><failure message='{message}'/></testcase></testsuite>";

        Assert.AreEqual(Fingerprint(Fail("expected 3 but was 4")), Fingerprint(Fail("expected 3 but was 5")));
        Assert.AreNotEqual(Detail(Read(Fail("expected 3 but was 4"))), Detail(Read(Fail("expected 3 but was 5"))));
        Assert.AreEqual(Detail(Read(Fail("IoError: port 81"))), Detail(Read(Fail("IoError: port 82"))));
    }

    [TestMethod]
    public void A_password_in_a_name_or_a_message_is_masked_where_it_is_shown()
    {
        var failure = Read(
            "<testsuite><testcase name='login(password=hunter2x)'><failure message='refused password=hunter2x'/></testcase></testsuite>")
            .Failures.Single();

        Assert.DoesNotContain("hunter2x", failure.Name);
        Assert.Contains("login(", failure.Name);
    }

    [TestMethod]
    public void A_test_without_a_name_elements_of_other_kinds_and_an_empty_file_are_no_fault()
    {
        var output = Read("<testsuites><testsuite><testcase/><x><failure/></x></testsuite></testsuites>");

        Assert.AreEqual(1, output.Tests!.Passed);
        Assert.AreEqual("", output.Problem);
        Assert.IsEmpty(Read("<testsuites/>").Ran!);
    }

    [TestMethod]
    public void Behind_a_fault_reading_goes_on_with_the_next_test()
    {
        var output = Read("<testsuite><testcase name='a'><failure>&x;</failure></testcase><testcase name='b'><failure/></testcase></testsuite>");

        Assert.AreSequenceEqual(["a", "b"], output.Failures.Select(failure => failure.Id).Order());
        Assert.AreNotEqual("", output.Problem);
        Assert.IsNull(output.Ran);
    }

    [TestMethod]
    public void A_test_that_fails_and_then_fails_to_clean_up_is_one_test_with_both_messages()
    {
        var output = Read("<testsuite><testcase name='a'><failure message='one'/><error message='two'/></testcase></testsuite>");

        Assert.AreEqual(1, output.Tests!.Failed);
        Assert.AreEqual("one\ntwo", output.Failures.Single().Message);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    [DataRow("<failure message='one of many'/>", 200_000, DisplayName = "failures of one test")]
    [DataRow("<failure message='one'>text of one\n</failure>", 200_000, DisplayName = "texts of one test")]
    public void A_test_with_many_failures_is_read_in_time(string failure, int count)
    {
        var output = Read($"<testsuite><testcase name='a'>{string.Concat(Enumerable.Repeat(failure, count))}</testcase></testsuite>");

        Assert.AreEqual(1, output.Tests!.Failed);
        Assert.Contains("one", output.Failures.Single().Message);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    [DataRow("((((")]
    [DataRow("[[]]")]
    [DataRow("a/a ")]
    [DataRow("aaaa")]
    [DataRow("a.a:")]
    [DataRow("Error")]
    public void A_megabyte_of_the_same_words_in_each_place_is_read_in_time(string words)
    {
        var text = string.Concat(Enumerable.Repeat(words, 1_000_000 / words.Length));

        var output = Read($"<testsuite name='{text}'><testcase classname='{text}' name='{text}'><failure message='{text}' type='{text}'>{text}"
            + $"</failure></testcase><testcase name='b'><failure>{string.Join('\n', text.Chunk(1000).Select(line => new string(line)))}</failure>"
            + "</testcase></testsuite>");

        Assert.AreEqual(2, output.Tests!.Failed);
    }

    [TestMethod]
    public void Ctrf_with_other_values_than_the_format_has_loses_only_these()
    {
        var output = Read(
            """
            {"reportFormat":"CTRF","results":{"tool":{"name":"x"},"tests":[
              {"name":"a","status":"failed","suite":["s","t"],"message":{"no":"text"},"trace":7,"extra":{"status":"passed"},"stdout":["Error: cold"]},
              {"name":"b","status":"pending","steps":[{"name":"c","status":"failed"}]},
              7],"summary":{"tests":2}}}
            """);

        Assert.AreEqual(2, output.Tests!.Total);
        Assert.AreEqual("s > t > a", output.Failures.Single().Id);
        Assert.AreSequenceEqual(["Error: cold"], output.Failures.Single().Printed);
        Assert.AreEqual(RanOutcome.Skipped, output.Ran![1].Outcome);
    }

    [TestMethod]
    public void Ctrf_that_stops_in_the_middle_counts_up_to_there()
    {
        var output = Read("{\"reportFormat\":\"CTRF\",\"results\":{\"tests\":[{\"name\":\"a\",\"status\":\"failed\"},{\"name\":\"b\"");

        Assert.AreSequenceEqual(["a"], output.Failures.Select(failure => failure.Id));
        Assert.Contains("Line 1, byte", output.Problem);
    }
}
