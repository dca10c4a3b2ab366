using System.Xml;
using LoopJournal.Text;

namespace LoopJournal.Evidence.Results;

/// <summary>
/// Reads the JUnit XML that test runners of most languages write, without recursion, into a <see cref="TestReport"/>. The format has no
/// standard, so an element or an attribute that a runner leaves out counts as missing.
/// </summary>
/// <param name="xml">The file, or the rest of it behind a fault.</param>
/// <param name="report">Takes the tests.</param>
internal sealed class JUnitReader(XmlReader xml, TestReport report)
{
    /// <summary>The class that Node.js gives each test. There, and where the class repeats the name, the suites name the group.</summary>
    private const string NoClass = "test";

    /// <summary>The prefix by which GoogleTest disables a test.</summary>
    private const string Disabled = "DISABLED_";

    /// <summary>How long the texts of a test are, in characters, when no further one is added.</summary>
    private const int MaxJoined = 1 << 14;

    private readonly XmlElements _elements = new(xml, IsCase);
    private readonly Stack<(int Depth, string Name, string File)> _suites = new();
    private readonly List<string> _printed = [];
    private string _output = "";
    private ReportedTest? _case;
    private int _depth;

    /// <summary>The failures of the run.</summary>
    /// <remarks>
    /// The file is read as a stream and in bounded memory. One with a result that is not XML, or that stops in the middle, counts as
    /// aborted.
    /// </remarks>
    /// <param name="stream">The file.</param>
    /// <param name="repository">Distinguishes the repository's own files from others.</param>
    public static ParsedOutput ReadFile(Stream stream, RepositoryPaths repository)
    {
        var report = new TestReport(repository);
        return report.GetOutput(XmlElements.ReadFile(stream, xml => new JUnitReader(xml, report).Read()));
    }

    /// <summary>Reads the file to its end.</summary>
    /// <exception cref="XmlException">
    /// The file is not XML at some point, or nested too deep; the report has the tests before it, and the one in which the fault is.
    /// </exception>
    public void Read()
    {
        try
        {
            _elements.ReadAll(ReadElement, End);
        }
        finally
        {
            Close();
        }
    }

    private static bool IsCase(XmlReader xml) => xml.LocalName == "testcase";

    private void ReadElement()
    {
        switch (xml.LocalName)
        {
            case "testsuite":
                _suites.Push((xml.Depth, Get("name"), Get("file")));
                break;
            case "testcase":
                Close();
                _depth = xml.Depth;
                _case = CreateCase();
                break;
            case "failure" or "error" when _case is { } test:
                // GoogleTest goes on after a failure; a test may fail, and then fail to clean up
                var type = test.Type.Length > 0 ? test.Type : Get("type");
                test = test with { Outcome = RanOutcome.Failed, Type = type, Message = Join(test.Message, Get("message")) };
                _elements.ReadText(text => _case = test with { Text = Join(test.Text, text) });
                break;
            case "skipped" when _case is { Outcome: RanOutcome.Passed } test:
                _case = test with { Outcome = RanOutcome.Skipped };
                break;
            case "system-out" or "system-err" when _case is not null:
                _elements.ReadText(text =>
                {
                    ErrorLines.AddTo(_printed, text);
                    _output = _output.Length > 0 ? _output : text;
                });
                break;
        }
    }

    private void End(int depth)
    {
        if (_case is not null && depth == _depth)
        {
            Close();
        }

        if (_suites.TryPeek(out var suite) && suite.Depth == depth)
        {
            _suites.Pop();
        }
    }

    private void Close()
    {
        if (_case is { } test)
        {
            // CTest knows a failing test by its output alone
            var isFailed = test.Outcome == RanOutcome.Failed;
            var isSilent = isFailed && string.IsNullOrWhiteSpace(test.Text) && test.Message.Length == 0;
            var text = isSilent ? ReportedTrace.SelectSignals(_output) : test.Text;
            report.Add(test with { Text = text, Printed = isFailed ? [.. _printed] : [] });
        }

        (_case, _output) = (null, "");
        _printed.Clear();
    }

    // A test may have a million failures: what comes behind the first ones says nothing new
    private static string Join(string texts, string next) =>
        texts.Length > MaxJoined || next.Length == 0 ? texts : texts.Length == 0 ? next : $"{texts}\n{next}";

    private ReportedTest CreateCase()
    {
        var outcome = HasNotRun() ? RanOutcome.Skipped : RanOutcome.Passed;
        var (name, group) = (Get("name"), Get("classname"));
        if (group is "" or NoClass || name.Contains(group, StringComparison.Ordinal))
        {
            group = string.Join(" > ", _suites.Reverse().Select(suite => suite.Name).Where(suite => suite is not ("" or ['(', ..])));
        }

        if (outcome == RanOutcome.Skipped)
        {
            (name, group) = (name.Replace(Disabled, "", StringComparison.Ordinal), group.Replace(Disabled, "", StringComparison.Ordinal));
        }

        var file = Get("file") is { Length: > 0 } own ? own : _suites.TryPeek(out var suite) ? suite.File : "";
        return new(group, name, outcome) { File = file };
    }

    // GoogleTest and CTest list the tests that they did not run
    private bool HasNotRun() =>
        Get("status") is "notrun" or "disabled" or "skipped" || Get("result") is "skipped" or "suppressed";

    private string Get(string attribute) => xml.GetAttribute(attribute) ?? "";
}
