using System.CommandLine.Parsing;

namespace LoopJournal.Cli;

/// <summary>The errors of command lines; each message says what is allowed.</summary>
internal static class UsageError
{
    private const int MaxToken = 80;

    /// <summary>The first error of the command line, as a message; null when there is none.</summary>
    public static string? Find(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return null;
        }

        var command = parsed.CommandResult.Command;
        if (command is RootCommand)
        {
            var verbs = string.Join(' ', command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name));
            return parsed.UnmatchedTokens is [var unknown, ..]
                ? $"unknown command {Quoted.From(unknown, MaxToken)}. choices: {verbs}"
                : $"no command. choices: {verbs}";
        }

        return parsed.UnmatchedTokens is [var token, ..]
            ? $"{Quoted.From(token, MaxToken)} means nothing to '{command.Name}'. options: {ListOptions(command)}"
            : Format(parsed.Errors[0].Message, parsed.Tokens);
    }

    /// <summary>
    /// Our messages begin with an option and quote its value. The library's put a value in single quotes, which the value can close; so the
    /// value is masked as it was typed.
    /// </summary>
    private static string Format(string message, IEnumerable<Token> tokens) => message.StartsWith("--", StringComparison.Ordinal)
        ? message
        : Quoted.From(tokens.Where(token => token.Value.Length > 0)
            .Aggregate(message, (text, token) => text.Replace(token.Value, SecretMask.Mask(token.Value), StringComparison.Ordinal)));

    private static string ListOptions(Command command) =>
        string.Join(' ', command.Options.Where(option => !option.Hidden).Select(option => option.Name));
}

/// <summary>The command line is not allowed; the message says what is.</summary>
internal sealed class UsageException(string message) : Exception(message);
