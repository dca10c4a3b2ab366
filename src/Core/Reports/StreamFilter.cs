using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>A selection of streams. A name that is null selects all.</summary>
/// <param name="Loop">The loop; null: the one of the newest record that the rest selects.</param>
/// <param name="Project">The project as the journal names it, or its file name, with or without its extension.</param>
/// <param name="Framework">The target framework.</param>
/// <param name="Command">The gate's command.</param>
internal sealed record StreamFilter(string? Loop = null, string? Project = null, string? Framework = null, string? Command = null)
{
    /// <summary>The filter for names as users type them: the journal has them masked and cut.</summary>
    public static StreamFilter From(string? loop, string? project, string? framework, string? command)
    {
        var stream = AttemptLimits.Apply(new StreamKey(loop ?? "", project ?? "", framework ?? "", command ?? ""));
        return new(
            loop is null ? null : stream.Loop,
            project is null ? null : stream.Project,
            framework is null ? null : stream.Framework,
            command is null ? null : stream.Command);
    }

    /// <summary>Whether the filter selects every stream of the loop.</summary>
    public bool IsWholeLoop => Project is null && Framework is null && Command is null;

    /// <summary>The only stream that the filter can select; null where it can select several.</summary>
    public StreamKey? FindStream() => this is { Loop: { } loop, Project: { } project, Framework: { } framework, Command: { } command }
        && (project.Length == 0 || project.Contains('/')) // the name of a project may be that of several
        ? new(loop, project, framework, command) : null;

    /// <summary>Whether the filter selects the stream.</summary>
    public bool Selects(StreamKey stream) =>
        (Loop is null || Loop == stream.Loop)
            && (Framework is null || Framework == stream.Framework)
            && (Command is null || Command == stream.Command)
            && (Project is null || IsProject(stream.Project));

    private bool IsProject(string project) =>
        Project == project || Project == Path.GetFileName(project) || Project == Path.GetFileNameWithoutExtension(project);
}
