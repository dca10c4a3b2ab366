using System.Xml;
using LoopJournal.Text;

namespace LoopJournal.Evidence.Results;

/// <summary>Reads the TRX files of VSTest and Microsoft.Testing.Platform, without recursion, into a <see cref="TrxRun"/>.</summary>
/// <param name="xml">The file, or the rest of it behind a fault.</param>
/// <param name="run">Takes the results, the counts and the errors.</param>
internal sealed class TrxReader(XmlReader xml, TrxRun run)
{
    private readonly XmlElements _elements = new(xml, IsResult);
    private readonly Stack<OpenResult> _open = new();
    private string _definition = "";
    private bool _isErrorInfo;

    /// <summary>The failures of the run, or the one failure of its test host.</summary>
    /// <remarks>
    /// The file is read as a stream and in bounded memory. One with a result that is not XML, or that stops in the middle, counts as
    /// aborted.
    /// </remarks>
    /// <param name="stream">The file.</param>
    /// <param name="repository">Distinguishes the repository's own stack frames from others.</param>
    public static ParsedOutput ReadFile(Stream stream, RepositoryPaths repository)
    {
        var run = new TrxRun(repository);
        return run.GetOutput(XmlElements.ReadFile(stream, xml => new TrxReader(xml, run).Read()));
    }

    /// <summary>Reads the file to its end.</summary>
    /// <exception cref="XmlException">
    /// The file is not XML at some point, or nested too deep; the run has the results before it, and the one in which the fault is.
    /// </exception>
    public void Read()
    {
        try
        {
            _elements.ReadAll(ReadElement, depth =>
            {
                if (_open.TryPeek(out var result) && result.Depth == depth)
                {
                    Close();
                }
            });
        }
        finally
        {
            while (_open.Count > 0)
            {
                Close();
            }
        }
    }

    private void ReadElement()
    {
        _open.TryPeek(out var result);
        switch (xml.LocalName)
        {
            case var _ when IsResult(xml):
                Open(result);
                break;
            case "ErrorInfo" when result is not null:
                result.HasErrorInfo = true;
                break;
            case "Message" when result is not null:
                _elements.ReadText(text => result.Message = text);
                break;
            case "StackTrace" when result is not null:
                _elements.ReadText(text => result.Stack = text);
                break;
            case "StdOut" or "StdErr" when result is not null && !result.HasPassed:
                _elements.ReadText(text => ErrorLines.AddTo(result.Printed, text));
                break;
            case "RunInfo" when result is null:
                _isErrorInfo = GetAttribute("outcome") is "Error" or "Failed" or "Aborted";
                break;
            case "Text" when result is null && _isErrorInfo:
                _elements.ReadText(run.AddError);
                break;
            case "UnitTest" when result is null:
                _definition = GetAttribute("id");
                break;
            case "TestMethod" when result is null:
                run.Define(_definition, GetAttribute("className"), GetAttribute("name"));
                break;
            case "ResultSummary" when result is null:
                run.IsFailed = GetAttribute("outcome") is "Failed" or "Error" or "Aborted";
                break;
            case "Counters" when result is null:
                var failed = Count("failed") + Count("error") + Count("timeout") + Count("aborted");
                run.Tests = TestCounts.From(Count("total"), Count("passed"), failed, Count("total") - Count("passed") - failed);
                break;
        }
    }

    /// <param name="parent">The result that this one is a row of, if any: its own failure only says that a row failed.</param>
    private void Open(OpenResult? parent)
    {
        parent?.HasRows = true;
        var result = new OpenResult(GetAttribute("testId"), GetAttribute("testName"), GetAttribute("outcome"), xml.Depth);
        run.HasResults = true;
        if (result.HasPassed)
        {
            run.Pass(result.TestId, result.Name);
        }

        _open.Push(result);
    }

    private void Close()
    {
        if (_open.Pop() is { HasRows: false } result)
        {
            var isFailure = TrxOutcome.IsFailure(result.Outcome, result.HasErrorInfo);
            run.AddResult(result.TestId, result.Name, TrxOutcome.Find(result.Outcome, isFailure));
            if (isFailure)
            {
                run.Fail(result.TestId, result.Name, result.Outcome, result.Message, result.Stack, result.Printed);
            }
        }
    }

    // an ordered test of Visual Studio is a TestResultAggregation; generic and web tests have elements of their own
    private static bool IsResult(XmlReader xml) =>
        (xml.LocalName.EndsWith("Result", StringComparison.Ordinal) || xml.LocalName == "TestResultAggregation")
        && xml.GetAttribute("testName") is not null;

    private string GetAttribute(string name) => xml.GetAttribute(name) ?? "";

    private long Count(string name) =>
        int.TryParse(xml.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    private sealed record OpenResult(string TestId, string Name, string Outcome, int Depth)
    {
        public bool HasErrorInfo { get; set; }

        public bool HasRows { get; set; }

        public string Message { get; set; } = "";

        public string Stack { get; set; } = "";

        public List<string> Printed { get; } = [];

        public bool HasPassed => Outcome.Equals("Passed", StringComparison.OrdinalIgnoreCase);
    }
}
