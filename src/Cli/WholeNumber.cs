using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LoopJournal.Text;

namespace LoopJournal.Cli;

/// <summary>
/// The value of an option that is a whole number. It is a class because the code behind an option is there for every class, while for a
/// struct of ours or a number the runtime has to compile it at each start.
/// </summary>
internal sealed record WholeNumber(int Value)
{
    /// <summary>An option whose value is a whole number within limits.</summary>
    public static Option<WholeNumber> Option(string name, string description, int least, int most, Func<int> standard)
    {
        return new(name)
        {
            Description = description,
            HelpName = "n",
            DefaultValueFactory = _ => new(standard()),
            CustomParser = Parse,
        };

        WholeNumber? Parse(ArgumentResult result)
        {
            var text = result.Tokens[^1].Value;
            if (Read(text, least, most) is { } number)
            {
                return new(number);
            }

            result.AddError($"{name} is {Quoted.Of(text, 80)}. {Allowed(least, most)}");
            return null;
        }
    }

    /// <summary>The number that <paramref name="text"/> is; null where it is none within the limits.</summary>
    public static int? Read(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    /// <summary>Says what the limits are.</summary>
    public static string Allowed(int least, int most) =>
        most == int.MaxValue ? $"allowed: a whole number, {least} or more" : $"allowed: a whole number from {least} to {most}";

    /// <summary>The digits, for the help.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
