using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Extensions;

namespace LoopJournal.TestingPlatform;

/// <summary>The hook that the generated code of a test program calls: the package's props name it.</summary>
public static class TestingPlatformBuilderHook
{
    /// <summary>
    /// Adds the option that brings the run's settings; the rest only when the option is given, so that an IDE's runs are not recorded.
    /// </summary>
    /// <param name="builder">The test program's.</param>
    /// <param name="arguments">The test program's.</param>
    /// <exception cref="ArgumentNullException">One of the two is missing.</exception>
    public static void AddExtensions(ITestApplicationBuilder builder, string[] arguments)
    {
        _ = builder ?? throw new ArgumentNullException(nameof(builder));
        var settings = RunSettings.Read(ProgramArguments.GetValue(arguments, SettingsOption.Name));
        builder.CommandLine.AddProvider(() => new SettingsOption(settings));
        if (settings is not null)
        {
            var startsTries = RetriedRun.Prepare(settings, arguments);
            var attempt = RetriedRun.FindAttempt(arguments);
            var recorder = startsTries || attempt is not null ? null : RecorderProcess.Start(settings);
            var filters = ProgramArguments.GetFilters(settings.FindGiven(arguments));
            var run = new CaptureConsumer(settings, filters, attempt, recorder, ProgramArguments.StopsEarly(arguments));
            var sameRun = new CompositeExtensionFactory<CaptureConsumer>(() => run); // given apart, it would get every message twice
            builder.TestHost.AddDataConsumer(sameRun);
            builder.TestHost.AddTestSessionLifetimeHandle(sameRun);
            builder.TestHost.AddTestHostApplicationLifetime(_ => run);
        }
    }
}
