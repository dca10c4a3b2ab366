namespace Microsoft.Build.Framework;

/// <summary>
/// Allows MSBuild to run a task in parallel with others in one process (<c>-mt</c>). MSBuild looks for its full name, so a task with
/// our copy also loads in an older MSBuild (dotnet/msbuild: documentation/specs/multithreading/thread-safe-tasks.md).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
