using System.Collections;
using Microsoft.Build.Framework;

namespace LoopJournal.Tests;

/// <summary>The build engine of a few tasks. It keeps their messages and the objects that they register.</summary>
internal sealed class FakeBuildEngine : IBuildEngine10
{
    private readonly Dictionary<object, object> _objects = [];

    public List<BuildErrorEventArgs> Errors { get; } = [];

    public List<BuildWarningEventArgs> Warnings { get; } = [];

    public List<BuildMessageEventArgs> Messages { get; } = [];

    public IEnumerable<string?> HighMessages => Messages.Where(m => m.Importance == MessageImportance.High).Select(m => m.Message);

    /// <summary>The properties that the command line gives.</summary>
    public Dictionary<string, string> GlobalProperties { get; init; } = [];

    /// <summary>What no logger wants is less important than this.</summary>
    public MessageImportance LowestImportance { get; init; } = MessageImportance.Low;

    /// <summary>Called with each message that a task logs.</summary>
    public Action<string?> OnMessage { get; set; } = _ => { };

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "test.proj";

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) =>
        throw new NotSupportedException();

    public void LogCustomEvent(CustomBuildEventArgs e)
    {
    }

    public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add(e);

    public void LogMessageEvent(BuildMessageEventArgs e)
    {
        Messages.Add(e);
        OnMessage(e.Message);
    }

    public void LogWarningEvent(BuildWarningEventArgs e) => Warnings.Add(e);

    public object? GetRegisteredTaskObject(object key, RegisteredTaskObjectLifetime lifetime) =>
        _objects.GetValueOrDefault((key, lifetime));

    public void RegisterTaskObject(object key, object obj, RegisteredTaskObjectLifetime lifetime, bool allowEarlyCollection) =>
        _objects.TryAdd((key, lifetime), obj);

    public object? UnregisterTaskObject(object key, RegisteredTaskObjectLifetime lifetime) =>
        _objects.Remove((key, lifetime), out var removed) ? removed : null;

    public bool IsRunningMultipleNodes => false;

    public bool BuildProjectFile(
        string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs, string toolsVersion) =>
        throw new NotSupportedException();

    public bool BuildProjectFilesInParallel(
        string[] projectFileNames,
        string[] targetNames,
        IDictionary[] globalProperties,
        IDictionary[] targetOutputsPerProject,
        string[] toolsVersion,
        bool useResultsCache,
        bool unloadProjectsOnCompletion) =>
        throw new NotSupportedException();

    public BuildEngineResult BuildProjectFilesInParallel(
        string[] projectFileNames,
        string[] targetNames,
        IDictionary[] globalProperties,
        IList<string>[] removeGlobalProperties,
        string[] toolsVersion,
        bool returnTargetOutputs) =>
        throw new NotSupportedException();

    public bool AllowFailureWithoutError { get; set; }

    public EngineServices EngineServices => new FakeServices(LowestImportance);

    public bool ShouldTreatWarningAsError(string warningCode) => false;

    public int RequestCores(int requestedCores) => throw new NotSupportedException();

    public void ReleaseCores(int coresToRelease) => throw new NotSupportedException();

    public IReadOnlyDictionary<string, string> GetGlobalProperties() => GlobalProperties;

    public void LogTelemetry(string eventName, IDictionary<string, string> properties)
    {
    }

    public void Reacquire() => throw new NotSupportedException();

    public void Yield() => throw new NotSupportedException();

    private sealed class FakeServices(MessageImportance lowest) : EngineServices
    {
        public override bool LogsMessagesOfImportance(MessageImportance importance) => importance <= lowest;
    }
}
