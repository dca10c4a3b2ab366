using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Sections 3.5 and 3.6 of the page: the failures of a TRX file.</summary>
internal static class ReferenceTrx
{
    private static readonly string[] Failed =
        [.. SpecificationPage.CodesBetween("with an attribute `testName`. Outcomes ", ", in any case; and any")];
    private static readonly string[] NotFailed =
        [.. SpecificationPage.CodesBetween("has an `ErrorInfo`, except ", ". The type of a test with")];
    private static readonly string[] Restarts =
        [.. SpecificationPage.CodesBetween("reading goes on at the next ", ". The last state of a test")];

    public static List<ReferenceFailure> Read(string text, ReferenceRepository repository)
    {
        var elements = Parse(Regex.Replace(text, @"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd"));
        var all = elements.SelectMany(element => element.DescendantsAndSelf()).ToList();
        var results = all.Where(IsResult).Where(result => !result.Descendants().Any(IsResult)).ToList();
        var states = results.GroupBy(result => (Attribute(result, "testId"), Attribute(result, "testName"))).ToList();
        var failed = states.Select(group => group.Last()).Where(IsFailed).ToList();
        var isFailedRun = all.Any(element =>
            element.Name.LocalName == "ResultSummary" && Attribute(element, "outcome") is "Failed" or "Error" or "Aborted");

        var aborts = all.Where(element => element.Name.LocalName == "RunInfo" && Attribute(element, "outcome") == "Error")
            .Select(element => Child(element, "Text")).Where(message => !message.StartsWith('[')).ToList();
        var abort = aborts.Find(ReferenceHost.IsAbort)
            ?? (isFailedRun && failed.Count == 0 ? aborts.Find(message => message.Trim().Length > 0) : null);
        if (abort is not null)
            return [ReferenceHost.ToFailure(abort, repository)];

        if (failed.Count == 0 && isFailedRun)
            failed = [.. states.Select(group => group.LastOrDefault(IsFailed)).OfType<XElement>()];

        var names = FindNames(all);
        var limited = ReferenceFailure.Limit(
            failed.Select(result => (Result: result, Test: ToTest(result, names), Failure: ToTest(result, names).ToFailure(repository))),
            entry => [entry.Test.DisplayName, Attribute(entry.Result, "testId")],
            entry => entry.Failure.Length + entry.Failure.Values.Length);
        return [.. limited.Select(entry => entry.Failure)];
    }

    private static ReferenceTest ToTest(XElement result, Dictionary<string, string> names)
    {
        var displayName = Attribute(result, "testName");
        var outcome = Attribute(result, "outcome");
        return new(
            names.GetValueOrDefault(Attribute(result, "testId"), displayName),
            displayName,
            "",
            Child(result, "Message"),
            Child(result, "StackTrace"),
            outcome.Equals("Timeout", StringComparison.OrdinalIgnoreCase) ? "Timeout" : "");
    }

    private static Dictionary<string, string> FindNames(IEnumerable<XElement> all)
    {
        var names = new Dictionary<string, string>();
        foreach (var test in all.Where(element => element.Name.LocalName == "UnitTest"))
        {
            if (test.Descendants().FirstOrDefault(element => element.Name.LocalName == "TestMethod") is { } method)
            {
                var (type, name) = (Regex.Replace(Attribute(method, "className"), "^([^(]*?), .*$", "$1"), Attribute(method, "name"));
                if (type.Length + name.Length == 0)
                    continue;

                names[Attribute(test, "id")] =
                    type.Length == 0 || name.StartsWith(type + ".", StringComparison.Ordinal) ? name : $"{type}.{name}";
            }
        }

        return names;
    }

    private static bool IsResult(XElement element) =>
        (element.Name.LocalName.EndsWith("Result", StringComparison.Ordinal) || element.Name.LocalName == "TestResultAggregation")
            && element.Attribute("testName") is not null;

    private static bool IsFailed(XElement result)
    {
        var outcome = Attribute(result, "outcome");
        return Failed.Contains(outcome, StringComparer.OrdinalIgnoreCase)
            || (!NotFailed.Contains(outcome, StringComparer.OrdinalIgnoreCase)
                && result.Descendants().Any(element => element.Name.LocalName == "ErrorInfo"));
    }

    private static string Attribute(XElement element, string name) => element.Attribute(name)?.Value ?? "";

    private static string Child(XElement element, string name) =>
        element.Descendants().LastOrDefault(child =>
            child.Name.LocalName == name && child.Parent!.Name.LocalName is "ErrorInfo" or "RunInfo")?.Value ?? "";

    /// <summary>The file's elements. From a broken one those that were read, and those behind each place of a restart.</summary>
    private static List<XElement> Parse(string text)
    {
        var found = new List<XElement>();
        for (var start = Math.Max(0, text.IndexOf('<', StringComparison.Ordinal)); start >= 0;)
        {
            var (root, end) = ParseFrom(text[start..]);
            found.Add(root);
            start = end < 0 ? -1 : FindRestart(text, start + Math.Max(1, end));
        }

        return found;
    }

    private static int FindRestart(string text, int start) =>
        Regex.Match(text[start..], string.Join('|', Restarts)) is { Success: true } match ? start + match.Index : -1;

    /// <summary>Reads as far as the text is XML, and tells where the tag began that is not.</summary>
    private static (XElement Root, int End) ParseFrom(string text)
    {
        var root = new XElement("root");
        var open = root;
        XElement? closed = null;
        var settings = new XmlReaderSettings
        {
            ConformanceLevel = ConformanceLevel.Fragment, CheckCharacters = false, DtdProcessing = DtdProcessing.Ignore,
        };
        var lines = text.Split('\n');
        using var reader = XmlReader.Create(new StringReader(text), settings);
        try
        {
            while (reader.Read())
            {
                closed = reader.NodeType == XmlNodeType.EndElement ? open : null;
                if (reader.NodeType == XmlNodeType.Element)
                {
                    var element = new XElement(XName.Get(reader.LocalName));
                    open.Add(element);
                    var isEmpty = reader.IsEmptyElement;
                    while (reader.MoveToNextAttribute())
                        element.SetAttributeValue(XName.Get(reader.LocalName), reader.Value);

                    open = isEmpty ? open : element;
                }
                else if (reader.NodeType == XmlNodeType.EndElement)
                {
                    open = open.Parent ?? root;
                }
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace)
                {
                    open.Add(new XText(reader.Value));
                }
            }

            return (root, -1);
        }
        catch (XmlException e)
        {
            return (root, lines.Take(e.LineNumber - 1).Sum(line => line.Length + 1) + Math.Max(0, e.LinePosition - 1));
        }
    }
}
