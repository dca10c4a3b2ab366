using System.Xml;
using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>Reads the TRX files of VSTest and Microsoft.Testing.Platform, as a stream and in bounded memory.</summary>
internal static class TrxFile
{
    // A file can consist of faults. This limit bounds the time.
    private const int MaxFaults = 1000;

    /// <summary>The failures of the run, or the one failure of its test host.</summary>
    /// <remarks>
    /// Where a result is not XML, the reader goes on with the next one. A file with such a result, or one that stops in the middle, counts
    /// as aborted.
    /// </remarks>
    /// <param name="stream">The file.</param>
    /// <param name="repository">Distinguishes the repository's own stack frames from others.</param>
    public static ParsedOutput Read(Stream stream, RepositoryPaths repository)
    {
        var run = new TrxRun(repository);
        using var text = new XmlFileText(stream);
        var problem = ReadPart(text, ConformanceLevel.Document, run);
        for (var fault = problem; fault.Length > 0 && text.Faults < MaxFaults && text.TryGoOn();)
        {
            fault = ReadPart(text, ConformanceLevel.Fragment, run);
        }

        return run.GetOutput(problem);
    }

    /// <returns>The fault up to which the file was read; empty at its end.</returns>
    private static string ReadPart(XmlFileText text, ConformanceLevel level, TrxRun run)
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
            new TrxReader(reader, run).Read();
            return "";
        }
        catch (XmlException e)
        {
            var place = $"Line {e.LineNumber}, position {e.LinePosition}.";
            return ParsedOutput.DescribeFault(e.Message.Replace(place, "", StringComparison.Ordinal), place);
        }
    }
}
