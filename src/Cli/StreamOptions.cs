using System.CommandLine;

namespace LoopJournal.Cli;

/// <summary>The four options that name a stream.</summary>
internal sealed class StreamOptions
{
    public Option<string?> Loop { get; } = new("--loop") { Description = "The loop; by default LoopId, else the branch.", HelpName = "name" };

    public Option<string?> Project { get; } = new("--project") { Description = "The project, as it stands in the journal.", HelpName = "path" };

    public Option<string?> Framework { get; } = new("--framework") { Description = "The target framework, as in net10.0.", HelpName = "tfm" };

    public Option<string?> Command { get; } = new("--command") { Description = "The gate: test, build, run COMMAND.", HelpName = "text" };

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
}
