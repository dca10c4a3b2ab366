namespace LoopJournal.TestingPlatform;

/// <summary>Reads a test program's command line before the platform does.</summary>
internal static class ProgramArguments
{
    private static readonly char[] Separators = ['=', ':'];

    // of the platform, of TUnit, of xUnit
    private static readonly string[] StopsAtFailure = ["maximum-failed-tests", "fail-fast", "stop-on-fail"];

    /// <summary>The first value of an option; null when it is not given.</summary>
    public static string? GetValue(IReadOnlyList<string> arguments, string option) =>
        ReadOptions(arguments).Where(given => given.Name == option).Select(given => given.Values.FirstOrDefault()).FirstOrDefault();

    /// <summary>Whether an option is given.</summary>
    public static bool Has(IReadOnlyList<string> arguments, string option) => ReadOptions(arguments).Any(given => given.Name == option);

    /// <summary>Whether an option ends the run at a failure, or at a number of them.</summary>
    public static bool StopsEarly(IReadOnlyList<string> arguments) =>
        ReadOptions(arguments).Any(given => StopsAtFailure.Contains(given.Name) && given.Values.FirstOrDefault() != "off");

    /// <summary>
    /// The options that choose tests, as they were given; empty when all tests run. Each framework has its own, and all have the word in
    /// their names: --filter (MSTest, NUnit), --filter-class and its like (xUnit), --treenode-filter (TUnit), --filter-uid (the platform).
    /// </summary>
    public static string GetFilters(IReadOnlyList<string> arguments) => string.Join(
        " ",
        ReadOptions(arguments)
            .Where(given => given.Name.StartsWith("filter", StringComparison.Ordinal)
                || given.Name.EndsWith("-filter", StringComparison.Ordinal))
            .SelectMany(given => given.Values.Prepend("--" + given.Name)));

    // as the platform's own parser: one dash or two, a value after '=', ':' or a blank, several values one after the other
    private static IEnumerable<(string Name, IEnumerable<string> Values)> ReadOptions(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!IsOption(arguments[i]))
            {
                continue;
            }

            var option = arguments[i].TrimStart('-');
            var separator = option.IndexOfAny(Separators);
            var name = (separator < 0 ? option : option.Substring(0, separator)).ToLowerInvariant();
            var values = arguments.Skip(i + 1).TakeWhile(next => !IsOption(next));
            yield return (name, separator < 0 ? values : values.Prepend(option.Substring(separator + 1)));
        }
    }

    private static bool IsOption(string argument) => argument.Length > 1 && argument[0] == '-' && !char.IsDigit(argument[1]);
}
