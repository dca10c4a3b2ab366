using System.CommandLine;
using System.CommandLine.Parsing;

namespace LoopJournal.Cli;

/// <summary>An error in the command line; the message says what is allowed.</summary>
internal sealed record UsageError(string Message)
{
    private const int LongestToken = 80;

    /// <summary>The first error of the command line; null when there is none.</summary>
    public static UsageError? In(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return null;
        }

        var command = parsed.CommandResult.Command;
        if (command is RootCommand)
        {
            var verbs = string.Join(' ', command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name));
            return new(parsed.UnmatchedTokens is [var unknown, ..]
                ? $"unknown command {Quoted.Of(unknown, LongestToken)}. choices: {verbs}"
                : $"no command. choices: {verbs}");
        }

        return parsed.UnmatchedTokens is [var token, ..]
            ? new($"{Quoted.Of(token, LongestToken)} means nothing to '{command.Name}'. options: {Options(command)}")
            : new(Shown(parsed.Errors[0].Message, parsed.Tokens));
    }

    /// <summary>Says it on standard error.</summary>
    /// <returns>The exit code.</returns>
    public int Report(Shell shell)
    {
        shell.Error.WriteLine(Message);
        return ExitCodes.Usage;
    }

    /// <summary>
    /// Our messages begin with an option and quote its value. The library's put a value in single quotes, which the value can close; so the
    /// value is masked as it was typed.
    /// </summary>
    private static string Shown(string message, IEnumerable<Token> tokens) => message.StartsWith("--", StringComparison.Ordinal)
        ? message
        : Quoted.Of(tokens.Where(token => token.Value.Length > 0)
            .Aggregate(message, (text, token) => text.Replace(token.Value, SecretMask.Mask(token.Value), StringComparison.Ordinal)));

    private static string Options(Command command) =>
        string.Join(' ', command.Options.Where(option => !option.Hidden).Select(option => option.Name));
}

/// <summary>The command line is not allowed; the message says what is.</summary>
internal sealed class UsageException(string message) : Exception(message);
