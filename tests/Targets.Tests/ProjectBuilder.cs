using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Execution;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging;

namespace LoopJournal.Tests;

/// <summary>Makes a project piece by piece and builds it in this process.</summary>
internal sealed class ProjectBuilder(string path)
{
    private readonly ProjectRootElement _root = ProjectRootElement.Create();
    private readonly Dictionary<string, string> _globals = [];
    private ProjectPropertyGroupElement? _properties;

    public ProjectBuilder Property(string name, string value)
    {
        _properties ??= _root.AddPropertyGroup();
        _properties.AddProperty(name, value);
        return this;
    }

    public ProjectBuilder Global(string name, string value)
    {
        _globals[name] = value;
        return this;
    }

    public ProjectBuilder Import(string project)
    {
        _root.AddImport(project);
        _properties = null;
        return this;
    }

    public ProjectBuilder Item(string name, string include)
    {
        _root.AddItem(name, include);
        return this;
    }

    public ProjectBuilder Target(string name, params (string Task, (string Name, string Value)[] Parameters)[] tasks)
    {
        var target = _root.AddTarget(name);
        foreach (var (task, parameters) in tasks)
        {
            var element = target.AddTask(task);
            foreach (var (parameter, value) in parameters)
            {
                if (parameter == "Condition")
                {
                    element.Condition = value;
                }
                else
                {
                    element.SetParameter(parameter, value);
                }
            }
        }

        return this;
    }

    public BuildOutcome Build(params string[] targets)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _root.Save(path);
        return BuildFile(path, _globals, targets);
    }

    public static BuildOutcome BuildFile(string path, IDictionary<string, string> globals, params string[] targets)
    {
        using var collection = new ProjectCollection(globals);
        var log = new StringWriter();
        var logger = new ConsoleLogger(LoggerVerbosity.Detailed, log.Write, _ => { }, () => { }) { Parameters = "NoSummary" };
        using var manager = new BuildManager();
        var instance = new Project(path, null, null, collection).CreateProjectInstance();
        var result = manager.Build(
            new BuildParameters(collection) { Loggers = [logger], EnableNodeReuse = false },
            new BuildRequestData(instance, targets, null, BuildRequestDataFlags.ProvideProjectStateAfterBuild));
        return new BuildOutcome(result.OverallResult == BuildResultCode.Success, log.ToString(), result.ProjectStateAfterBuild ?? instance);
    }
}

/// <summary>The result of a build, its detailed log, and the project after it.</summary>
internal sealed record BuildOutcome(bool Passed, string Log, ProjectInstance Project)
{
    public string Property(string name) => Project.GetPropertyValue(name);

    public IReadOnlyList<string> Items(string name) => [.. Project.GetItems(name).Select(item => item.EvaluatedInclude)];

    /// <summary>The place of a text in the log. Fails the test if the text is not there.</summary>
    public int IndexOf(string text)
    {
        var index = Log.IndexOf(text, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, index, $"'{text}' is not in:\n{Log}");
        return index;
    }
}
