using LoopJournal.Capture;

namespace LoopJournal.Cli.Agents;

/// <summary>The sessions of agents, a file for each in the journal's folder.</summary>
/// <param name="journal">The journal's folder.</param>
internal sealed class SessionStore(JournalFolder journal)
{
    private const int MaxFiles = 100;
    private const int MaxBytes = 64 * 1024;

    private readonly StoredFiles _files = new(journal, "sessions", MaxFiles, MaxBytes);

    /// <summary>A session; null where it is not known.</summary>
    /// <inheritdoc cref="StoredFiles.Read"/>
    public AgentSession? Find(string session) => _files.Read(GetName(session)) is { } line ? AgentSession.Read(line) : null;

    /// <summary>Keeps a session.</summary>
    /// <inheritdoc cref="StoredFiles.Write"/>
    public void Keep(string session, AgentSession state) => _files.Write(GetName(session), Encoding.UTF8.GetBytes(state.Write()));

    private static string GetName(string session) => FailureSetFingerprint.Hash("session", session);
}
