using System.Xml;

namespace LoopJournal.Evidence.Results;

/// <summary>Goes through the elements of a results file, without recursion and in bounded memory.</summary>
/// <param name="xml">The file, or the rest of it behind a fault.</param>
/// <param name="isResult">Whether the element at the reader is a result: none begins within a text.</param>
internal sealed class XmlElements(XmlReader xml, Func<XmlReader, bool> isResult)
{
    /// <summary>How deep elements may be nested: the XML reader keeps an object for each open element.</summary>
    private const int MaxDepth = 64;

    /// <summary>How much of a text is kept, in characters.</summary>
    private const int MaxText = 4 << 20;

    // A file can consist of faults. This limit bounds the time.
    private const int MaxFaults = 1000;

    private readonly char[] _buffer = new char[4096];
    private bool _hasMoved;

    /// <summary>Reads a file of any size and encoding; where a result is not XML, goes on with the next one.</summary>
    /// <param name="file">The file, left open.</param>
    /// <param name="read">Reads up to the end or a fault.</param>
    /// <returns>A sentence about the first fault; empty without one.</returns>
    public static string ReadFile(Stream file, Action<XmlReader> read)
    {
        using var text = new XmlFileText(file);
        var problem = ReadPart(text, ConformanceLevel.Document, read);
        for (var fault = problem; fault.Length > 0 && text.Faults < MaxFaults && text.TryGoOn();)
        {
            fault = ReadPart(text, ConformanceLevel.Fragment, read);
        }

        return problem;
    }

    /// <summary>Goes through all elements.</summary>
    /// <param name="begin">An element begins: the reader is at it, and its text may be read.</param>
    /// <param name="end">An element of this depth has ended, or is empty.</param>
    /// <exception cref="XmlException">The file is not XML at some point, or nested too deep.</exception>
    public void ReadAll(Action begin, Action<int> end)
    {
        while (!xml.EOF)
        {
            var (type, depth) = (xml.NodeType, xml.Depth);
            var isEnd = type == XmlNodeType.EndElement || (type == XmlNodeType.Element && xml.IsEmptyElement);
            _hasMoved = false;
            if (type == XmlNodeType.Element)
            {
                begin();
            }

            if (isEnd && !_hasMoved)
            {
                end(depth);
            }

            if (!_hasMoved)
            {
                Next();
            }
        }
    }

    /// <summary>
    /// Reads the text of an element and of those in it, at most <see cref="MaxText"/>, and goes on after the element. Up to a fault too.
    /// </summary>
    public void ReadText(Action<string> take)
    {
        var text = new StringBuilder();
        var depth = xml.Depth;
        var isEmpty = xml.IsEmptyElement;
        _hasMoved = true;
        try
        {
            Next();
            while (!isEmpty && !xml.EOF && xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && isResult(xml))
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

    private static string ReadPart(XmlFileText text, ConformanceLevel level, Action<XmlReader> read)
    {
        try
        {
            // no DTD, so nothing can be expanded or fetched; a reference to a character that XML forbids (&#0;) is let through
            using var reader = XmlReader.Create(text, new()
            {
                ConformanceLevel = level,
                CheckCharacters = false,
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                IgnoreWhitespace = true,
            });
            read(reader);
            return "";
        }
        catch (XmlException e)
        {
            var place = $"Line {e.LineNumber}, position {e.LinePosition}.";
            return ParsedOutput.DescribeFault(e.Message.Replace(place, "", StringComparison.Ordinal), place);
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
}
