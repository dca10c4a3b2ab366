using System.Xml;
using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>Reads the TRX files of VSTest and Microsoft.Testing.Platform, as a stream and in bounded memory.</summary>
internal static class TrxFile
{
    /// <summary>The failures of the run, or the one failure of its test host.</summary>
    /// <remarks>
    /// A file that stops in the middle, or is not XML from some point on, gives the results before that point, and counts as aborted.
    /// </remarks>
    /// <param name="stream">The file.</param>
    /// <param name="repository">Distinguishes the repository's own stack frames from others.</param>
    public static ParsedOutput Read(Stream stream, RepositoryPaths repository)
    {
        var run = new TrxRun(repository);
        var problem = "";
        try
        {
            // no DTD, so nothing can be expanded or fetched; a reference to a character that XML forbids (&#0;) is let through
            using var text = new XmlFileText(stream);
            using var reader = XmlReader.Create(text, new()
            {
                CheckCharacters = false,
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                IgnoreWhitespace = true,
            });
            new TrxReader(reader, run).Read();
        }
        catch (XmlException e)
        {
            var place = $"Line {e.LineNumber}, position {e.LinePosition}.";
            problem = ParsedOutput.DescribeFault(e.Message.Replace(place, "", StringComparison.Ordinal), place);
        }

        return run.GetOutput(problem);
    }
}
