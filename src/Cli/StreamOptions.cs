using System.CommandLine;

namespace LoopJournal.Cli;

/// <summary>The four options that name a stream, or select some.</summary>
/// <param name="defaultLoop">The default of <c>--loop</c>, in words.</param>
internal sealed class StreamOptions(string defaultLoop)
{
    public Option<string?> Loop { get; } = Common.Text("--loop", $"The loop; {defaultLoop}.", "name");

    public Option<string?> Project { get; } = Common.Text("--project", "The project, as the journal names it.", "path");

    public Option<string?> Framework { get; } = Common.Text("--framework", "The target framework, as in net10.0.", "tfm");

    public Option<string?> Command { get; } =
        Common.Text("--command", "The gate's command, as the journal names it: test, build, 'run npm test'.", "text");

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
    public string? ProjectOf(ParseResult parsed) => parsed.GetValue(Project) is { } path ? SecretMask.Mask(path).Replace('\\', '/') : null;

    public StreamFilter Filter(ParseResult parsed) => StreamFilter.Of(
        parsed.GetValue(Loop), ProjectOf(parsed), parsed.GetValue(Framework), parsed.GetValue(Command));
}
