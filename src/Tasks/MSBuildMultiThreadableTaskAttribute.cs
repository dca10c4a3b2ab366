namespace Microsoft.Build.Framework;

/// <summary>
/// Tells MSBuild that a task may run beside others in one process (<c>-mt</c>). MSBuild knows the attribute by its full name, so
/// that tasks can carry it and still load where MSBuild does not have it (msbuild: documentation/specs/multithreading/thread-safe-tasks.md).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
