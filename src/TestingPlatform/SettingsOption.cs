using Microsoft.Testing.Platform.CommandLine;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.CommandLine;

namespace LoopJournal.TestingPlatform;

/// <summary>The option <c>--loop-journal FILE</c>, which the build adds: the platform refuses options that no extension declares.</summary>
internal sealed class SettingsOption(RunSettings? settings) : ICommandLineOptionsProvider
{
    /// <summary>The option's name, without dashes.</summary>
    public const string Name = "loop-journal";

    private const string HelpText = "The settings of the attempt; the build writes this file and adds the option.";

    /// <inheritdoc/>
    public string Uid => "LoopJournal.Settings";

    /// <inheritdoc/>
    public string Version => typeof(SettingsOption).Assembly.GetName().Version!.ToString();

    /// <inheritdoc/>
    public string DisplayName => "LoopJournal";

    /// <inheritdoc/>
    public string Description => "Journals the run as an attempt of a retry loop.";

    /// <inheritdoc/>
    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    /// <inheritdoc/>
    public IReadOnlyCollection<CommandLineOption> GetCommandLineOptions() =>
        [new CommandLineOption(Name, HelpText, ArgumentArity.ExactlyOne, isHidden: true)];

    /// <inheritdoc/>
    public Task<ValidationResult> ValidateOptionArgumentsAsync(CommandLineOption commandOption, string[] arguments) =>
        ValidationResult.ValidTask;

    /// <summary>
    /// A property with a wrong value stops the run before any test: under <c>dotnet test</c> no build error would be shown.
    /// </summary>
    public Task<ValidationResult> ValidateCommandLineOptionsAsync(ICommandLineOptions commandLineOptions) =>
        settings is { Error.Length: > 0 } ? ValidationResult.InvalidTask(settings.Error) : ValidationResult.ValidTask;
}
