using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LoopJournal.Cli;

/// <summary>The library's help, with the examples of our verbs at its end.</summary>
internal static class Help
{
    /// <summary>Makes the help of <paramref name="root"/> and of its verbs show their examples.</summary>
    public static void AddExamples(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
    }

    private sealed class HelpWithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            if (parseResult.CommandResult.Command is Verb verb)
            {
                output.WriteLine("Examples:");
                verb.Examples.ToList().ForEach(example => output.WriteLine("  " + example));
                output.WriteLine();
            }

            return ExitCodes.Done;
        }
    }
}
