using LoopJournal.Capture;

namespace LoopJournal.Cli.Agents;

/// <summary>The sessions of agents, a file for each in the journal's folder. The newest 100 are kept.</summary>
/// <param name="journal">The journal's folder.</param>
internal sealed class SessionStore(JournalFolder journal)
{
    private const string Folder = "sessions";
    private const int MaxFiles = 100;
    private const int MaxBytes = 64 * 1024;

    /// <summary>A session; null where it is not known.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public AgentSession? Find(string session)
    {
        var file = new FileInfo(journal.GetPath(Folder, GetFileName(session)));
        return file is { Exists: true, Length: <= MaxBytes } ? AgentSession.Read(File.ReadAllBytes(file.FullName)) : null;
    }

    /// <summary>Keeps a session, in one step.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Keep(string session, AgentSession state)
    {
        var folder = new DirectoryInfo(journal.Ensure(Folder));
        var path = journal.GetPath(Folder, GetFileName(session));
        var whole = $"{path}.{Guid.NewGuid():N}";
        try
        {
            PrivateFile.WriteNew(whole, Encoding.UTF8.GetBytes(state.Write()));
            File.Move(whole, path, overwrite: true);
        }
        finally
        {
            File.Delete(whole);
        }

        foreach (var old in folder.GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(MaxFiles).Where(IsOurs))
        {
            old.Delete();
        }
    }

    private static bool IsOurs(FileInfo file) => file.Name.Split('.')[0].All(char.IsAsciiHexDigitLower);

    private static string GetFileName(string session) => FailureSetFingerprint.Hash("session", session);
}
