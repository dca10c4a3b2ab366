using LoopJournal.Text;

namespace LoopJournal.Evidence.Results;

/// <summary>
/// Reads the JUnit XML that test runners of most languages write, as a stream and in bounded memory. The format has no standard, so
/// an element or an attribute that a runner leaves out counts as missing.
/// </summary>
internal static class JUnitFile
{
    /// <summary>The failures of the run.</summary>
    /// <remarks>A file with a result that is not XML, or one that stops in the middle, counts as aborted.</remarks>
    /// <param name="stream">The file.</param>
    /// <param name="repository">Distinguishes the repository's own files from others.</param>
    public static ParsedOutput Read(Stream stream, RepositoryPaths repository)
    {
        var report = new TestReport(repository);
        return report.GetOutput(XmlElements.ReadFile(stream, xml => new JUnitReader(xml, report).Read()));
    }
}
