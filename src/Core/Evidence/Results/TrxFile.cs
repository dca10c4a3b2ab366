using LoopJournal.Text;

namespace LoopJournal.Evidence.Results;

/// <summary>Reads the TRX files of VSTest and Microsoft.Testing.Platform, as a stream and in bounded memory.</summary>
internal static class TrxFile
{
    /// <summary>The failures of the run, or the one failure of its test host.</summary>
    /// <remarks>A file with a result that is not XML, or one that stops in the middle, counts as aborted.</remarks>
    /// <param name="stream">The file.</param>
    /// <param name="repository">Distinguishes the repository's own stack frames from others.</param>
    public static ParsedOutput Read(Stream stream, RepositoryPaths repository)
    {
        var run = new TrxRun(repository);
        return run.GetOutput(XmlElements.ReadFile(stream, xml => new TrxReader(xml, run).Read()));
    }
}
