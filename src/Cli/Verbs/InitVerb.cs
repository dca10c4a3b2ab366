using LoopJournal.Cli.Agents;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>init</c>: writes the files by which coding agents call the tool.</summary>
internal static class InitVerb
{
    private const string Names = "claude, copilot, codex, cursor, gemini or agents-md";

    public static Command Create(ToolContext context)
    {
        var agents = new Argument<string[]>("agents")
        {
            Description = $"{Names}; by default those whose files the repository has.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        agents.AcceptOnlyFromAmong([.. HookAgent.All.Select(agent => agent.Name), InstructionsFile.Choice]);
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be written, and write nothing." };
        var undo = new Option<bool>("--undo") { Description = "Take out what init wrote; without a name from the files of all agents." };
        var verb = new Verb(
            "init",
            "Make coding agents call the tool: at the start of a session, and before they stop.",
            "init claude agents-md",
            "init --dry-run",
            "init --undo") { agents, dryRun, undo };
        return verb.WithAction(parsed =>
        {
            var root = RepositoryRoot.Find(context.Directory);
            var tool = ToolCommand.Find(root, context.Variable("PATH") ?? "");
            var (isUndo, isDryRun) = (parsed.GetValue(undo), parsed.GetValue(dryRun));
            var writer = new SettingsWriter(root);
            List<SettingsFile> files = [.. HookAgent.All.SelectMany(agent => AgentFile.FindAll(agent, tool)), new InstructionsFile(tool)];
            string[] named = parsed.GetValue(agents) is { Length: > 0 } given ? given
                : [.. isUndo ? files.Select(file => file.Name) : ListUsed(root)];
            if (named.Length == 0)
            {
                throw new UsageException($"init finds no agent's files in this repository. Name the agents: {Names}");
            }

            var edits = files.Where(file => named.Contains(file.Name)).Select(file => writer.Plan(file, isUndo)).ToList();
            if (edits.Exists(edit => edit.Problem.Length > 0))
            {
                edits.FindAll(edit => edit.Problem.Length > 0).ForEach(edit => context.Error.WriteLine($"{edit.Path}: {edit.Problem}"));
                context.Error.WriteLine("nothing was written");
                return ExitCodes.Failed;
            }

            foreach (var edit in edits)
            {
                if (!isDryRun)
                {
                    writer.Write(edit);
                }

                edit.GetLines(isDryRun).ToList().ForEach(context.Output.WriteLine);
            }

            return ExitCodes.Done;
        });
    }

    private static IEnumerable<string> ListUsed(string root) => HookAgent.All
        .Where(agent => agent.Signs.Any(sign => Path.Exists(Path.Combine(root, sign)))).Select(agent => agent.Name)
        .Concat(Path.Exists(Path.Combine(root, "AGENTS.md")) ? [InstructionsFile.Choice] : []);
}
