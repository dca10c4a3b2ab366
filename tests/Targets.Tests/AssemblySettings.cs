using System.Runtime.CompilerServices;
using Microsoft.Build.Locator;

// A process has one BuildManager.
[assembly: DoNotParallelize]

namespace LoopJournal.Tests;

internal static class MSBuild
{
    /// <summary>
    /// Runs before any MSBuild type is loaded. No type of this assembly may derive from one, because test discovery loads all types first.
    /// </summary>
    [ModuleInitializer]
    internal static void UseTheSdk() => MSBuildLocator.RegisterDefaults();
}
