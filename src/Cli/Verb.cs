using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LoopJournal.Cli;

/// <summary>A verb of the tool; its help ends with examples.</summary>
/// <param name="name">What users type.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="examples">Command lines without the tool's name.</param>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Makes the help of <paramref name="root"/> and of its verbs show their examples.</summary>
    public static void ShowExamples(RootCommand root)
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
                foreach (var example in verb.Examples)
                {
                    output.WriteLine("  loop-journal " + example);
                }

                output.WriteLine();
            }

            return ExitCodes.Done;
        }
    }

    private string[] Examples => examples;
}
