using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 5 of the page: which lines quote source code.</summary>
internal sealed class ReferenceQuotes
{
    private static readonly Regex FunctionStart = SpecificationPage.Expression("beginning of a function");
    private static readonly Regex Place = SpecificationPage.Expression("place in a function");

    private int _left;

    /// <summary>The indentation of the frame before, while lines are deeper.</summary>
    public int? FrameIndent { get; set; }

    /// <summary>The number of the line that a finding named.</summary>
    public string Number { get; set; } = "";

    public bool Contains(ReferenceLogLine line)
    {
        var isDeeper = line.Indent > FrameIndent;
        var isNumbered = Number.Length > 0 && line.Text.StartsWith(Number + " ", StringComparison.Ordinal);
        FrameIndent = isDeeper ? FrameIndent : null;
        Number = "";
        if (FunctionStart.IsMatch(line.Text))
            _left = 1000;
        else if (Regex.IsMatch(line.Text, "^[=-].."))
            _left = 0;

        return isDeeper || isNumbered
            || (_left-- > 0 && !Regex.IsMatch(line.Text, "^(?:_|E$|E )") && !Place.IsMatch(line.Text));
    }
}
