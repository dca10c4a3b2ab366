using System.Runtime.CompilerServices;
using Microsoft.Build.Locator;

// BuildManager is one per process
[assembly: DoNotParallelize]

namespace LoopJournal.Tests;

internal static class MSBuild
{
    /// <summary>Before any MSBuild type is loaded. No type of this assembly may derive from one: test discovery loads all types first.</summary>
    [ModuleInitializer]
    internal static void UseTheSdk() => MSBuildLocator.RegisterDefaults();
}
