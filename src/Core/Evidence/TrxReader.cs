using System.Xml;

namespace LoopJournal.Evidence;

/// <summary>Reads the elements of a TRX file, without recursion, into a <see cref="TrxRun"/>.</summary>
/// <param name="xml">The file, or the rest of it behind a fault.</param>
/// <param name="run">Takes the results, the counts and the errors.</param>
internal sealed class TrxReader(XmlReader xml, TrxRun run)
{
    /// <summary>How deep elements may be nested: the XML reader keeps an object for each open element.</summary>
    private const int MaxDepth = 64;

    /// <summary>How much of a message or a stack trace is kept, in characters.</summary>
    private const int MaxText = 4 << 20;

    private readonly Stack<OpenResult> _open = new();
    private readonly char[] _buffer = new char[4096];
    private string _definition = "";
    private bool _isErrorInfo;

    /// <summary>Reads the file to its end.</summary>
    /// <exception cref="XmlException">
    /// The file is not XML at some point, or nested too deep; the run has the results before it, and the one in which the fault is.
    /// </exception>
    public void Read()
    {
        try
        {
            while (!xml.EOF)
            {
                if (xml.NodeType == XmlNodeType.Element)
                {
                    ReadElement();
                }
                else
                {
                    if (xml.NodeType == XmlNodeType.EndElement && _open.TryPeek(out var result) && result.Depth == xml.Depth)
                    {
                        Close();
                    }

                    Next();
                }
            }
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
            case var name when IsResult(name):
                Open(result);
                break;
            case "ErrorInfo" when result is not null:
                result.HasErrorInfo = true;
                break;
            case "Message" when result is not null:
                ReadText(text => result.Message = text);
                return;
            case "StackTrace" when result is not null:
                ReadText(text => result.Stack = text);
                return;
            case "StdOut" or "StdErr" when result is not null && !result.HasPassed:
                ReadText(text => ErrorLines.AddTo(result.Printed, text));
                return;
            case "RunInfo" when result is null:
                _isErrorInfo = GetAttribute("outcome") is "Error" or "Failed" or "Aborted";
                break;
            case "Text" when result is null && _isErrorInfo:
                ReadText(run.AddError);
                return;
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

        Next();
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
        if (xml.IsEmptyElement)
        {
            Close();
        }
    }

    private void Close()
    {
        if (_open.Pop() is not { HasRows: false } result)
        {
            return;
        }

        var isFailure = TrxOutcome.IsFailure(result.Outcome, result.HasErrorInfo);
        run.AddResult(result.TestId, result.Name, TrxOutcome.Find(result.Outcome, isFailure));
        if (isFailure)
        {
            run.Fail(result.TestId, result.Name, result.Outcome, result.Message, result.Stack, result.Printed);
        }
    }

    // an ordered test of Visual Studio is a TestResultAggregation; generic and web tests have elements of their own
    private bool IsResult(string element) =>
        (element.EndsWith("Result", StringComparison.Ordinal) || element == "TestResultAggregation")
        && xml.GetAttribute("testName") is not null;

    /// <summary>
    /// Reads the text of an element and of those in it, at most <see cref="MaxText"/>, and goes on after the element. Up to a fault too.
    /// </summary>
    private void ReadText(Action<string> take)
    {
        var text = new StringBuilder();
        var depth = xml.Depth;
        var isEmpty = xml.IsEmptyElement;
        try
        {
            Next();
            while (!isEmpty && !xml.EOF && xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && IsResult(xml.LocalName))
                {
                    throw new XmlException("A result begins within a text.", null, Place.LineNumber, Place.LinePosition);
                }

                while (xml.HasValue && xml.ReadValueChunk(_buffer, 0, _buffer.Length) is > 0 and var length)
                {
                    text.Append(_buffer, 0, Math.Min(length, MaxText - text.Length));
                }

                Next();
            }

            if (!isEmpty)
            {
                Next();
            }
        }
        finally
        {
            take(text.ToString());
        }
    }

    private void Next()
    {
        if (xml.Read() && xml.Depth > MaxDepth)
        {
            throw new XmlException($"Elements are nested more than {MaxDepth} deep.", null, Place.LineNumber, Place.LinePosition);
        }
    }

    private IXmlLineInfo Place => (IXmlLineInfo)xml;

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
