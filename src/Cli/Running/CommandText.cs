using System.Security.Cryptography;
using System.Text;
using LoopJournal.Text;

namespace LoopJournal.Cli.Running;

/// <summary>A command line as the name of a stream.</summary>
internal static class CommandText
{
    private const int Longest = 200;
    private const int HashLength = 12;

    /// <summary>
    /// <c>run</c> and the command line, arguments with blanks in quotes. At most 200 characters of it: where it is longer, a hash of the
    /// whole stands at its end, because two long command lines may differ there only.
    /// </summary>
    public static string Of(IEnumerable<string> command)
    {
        var whole = string.Join(' ', command.Select(Argument));
        var text = OneLine.Of(whole);
        return "run " + (text.Length <= Longest
            ? text
            : OneLine.Of(text, Longest - HashLength - 1) + " " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)))[..HashLength]);
    }

    private static string Argument(string argument) =>
        argument.Length > 0 && !argument.Any(char.IsWhiteSpace) ? argument : $"\"{argument}\"";
}
