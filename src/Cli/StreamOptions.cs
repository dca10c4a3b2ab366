namespace LoopJournal.Cli;

/// <summary>The four options that name a stream, or select some.</summary>
/// <param name="defaultLoop">The default of <c>--loop</c>, in words.</param>
internal sealed class StreamOptions(string defaultLoop)
{
    public Option<string?> Loop { get; } = SharedOptions.CreateText("--loop", $"The loop; {defaultLoop}.", "name");

    public Option<string?> Project { get; } = SharedOptions.CreateText("--project", "The project, as the journal names it.", "path");

    public Option<string?> Framework { get; } = SharedOptions.CreateText("--framework", "The target framework, as in net10.0.", "tfm");

    public Option<string?> Command { get; } =
        SharedOptions.CreateText("--command", "The gate's command, as the journal names it: test, build, 'run npm test'.", "text");

    public void AddTo(Command verb, bool withCommand = true)
    {
        verb.Add(Loop);
        verb.Add(Project);
        verb.Add(Framework);
        if (withCommand)
        {
            verb.Add(Command);
        }
    }

    /// <summary>The project with forward slashes, as the journal has it; null where none was given.</summary>
    /// <remarks>Masked before slashes are replaced: a secret may contain a backslash.</remarks>
    public string? GetProject(ParseResult parsed) => parsed.GetValue(Project) is { } path ? SecretMask.Mask(path).Replace('\\', '/') : null;

    public StreamFilter GetFilter(ParseResult parsed) => StreamFilter.From(
        parsed.GetValue(Loop), GetProject(parsed), parsed.GetValue(Framework), parsed.GetValue(Command));
}
