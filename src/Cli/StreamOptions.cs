using System.CommandLine;

namespace LoopJournal.Cli;

/// <summary>The four options that name a stream, or select some.</summary>
/// <param name="defaultLoop">What <c>--loop</c> is when it is not given.</param>
internal sealed class StreamOptions(string defaultLoop)
{
    public Option<string?> Loop { get; } = new("--loop") { Description = $"The loop; {defaultLoop}.", HelpName = "name" };

    public Option<string?> Project { get; } = new("--project") { Description = "The project, as it stands in the journal.", HelpName = "path" };

    public Option<string?> Framework { get; } = new("--framework") { Description = "The target framework, as in net10.0.", HelpName = "tfm" };

    public Option<string?> Command { get; } = new("--command") { Description = "The gate's command, as it stands in the journal: test, build, 'run npm test'.", HelpName = "text" };

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
    /// <remarks>Masked before: a backslash may stand in a secret or beside it.</remarks>
    public string? ProjectOf(ParseResult parsed) => parsed.GetValue(Project) is { } path ? SecretMask.Mask(path).Replace('\\', '/') : null;

    public StreamFilter Filter(ParseResult parsed) => StreamFilter.Of(
        parsed.GetValue(Loop), ProjectOf(parsed), parsed.GetValue(Framework), parsed.GetValue(Command));
}
