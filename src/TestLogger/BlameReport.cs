using System.Xml;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace LoopJournal.TestLogger;

/// <summary>What VSTest's Blame collector (<c>--blame</c>) says of a test host whose runtime printed no reason.</summary>
internal sealed class BlameReport
{
    private const string Prefix = "Data collector 'Blame' message: ";
    private const string SequencePrefix = "Sequence_";

    private string _hang = "";

    /// <summary>Takes a message of the runner.</summary>
    public void Add(string message)
    {
        if (message.StartsWith(Prefix, StringComparison.Ordinal) && message.IndexOf("hang dump", StringComparison.Ordinal) > 0)
        {
            _hang = message.Substring(Prefix.Length);
        }
    }

    /// <summary>
    /// The runner's reason of an abort, and what Blame knows: that the host hung, and the test that was running. Where several were, chance
    /// decides which, so none is named.
    /// </summary>
    /// <param name="reason">The runner's message. The runtime's message follows the last <c> : </c>.</param>
    /// <param name="attachments">The run's, of which one lists the tests in their order.</param>
    public string Complete(string reason, IEnumerable<AttachmentSet> attachments)
    {
        if (reason.Contains(" : "))
        {
            return reason;
        }

        var running = attachments.SelectMany(set => set.Attachments).Select(attachment => attachment.Uri)
            .Where(uri => uri.IsAbsoluteUri && uri.IsFile).Select(uri => uri.LocalPath)
            .Where(file => Path.GetFileName(file).StartsWith(SequencePrefix, StringComparison.Ordinal)).SelectMany(ReadRunning).ToList();
        var lines = new[] { _hang, running.Count == 1 ? $"The test that was running: {running[0]}" : "" }.Where(line => line.Length > 0);
        var words = string.Join("\n", lines);
        return words.Length > 0 ? $"{reason} : Blame.\n{words}" : reason;
    }

    private static List<string> ReadRunning(string file)
    {
        var running = new List<string>();
        try
        {
            using var xml = XmlReader.Create(file, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (xml.ReadToFollowing("Test"))
            {
                if (xml.GetAttribute("Completed") == "False" && xml.GetAttribute("Name") is { Length: > 0 } name)
                {
                    running.Add(name);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            // the report is another tool's: without it the failure has the runner's words alone
        }

        return running;
    }
}
