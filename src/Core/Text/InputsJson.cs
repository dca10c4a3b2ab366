using static LoopJournal.Text.JsonField<LoopJournal.Model.AttemptInputs>;

namespace LoopJournal.Text;

/// <summary>The inputs of an attempt as the first line of a capture.</summary>
internal static class InputsJson
{
    /// <summary>The version of the capture's format. It is the first field, by which a capture is known.</summary>
    private const int Version = 1;

    private static readonly JsonField<AttemptInputs>[] Fields =
    [
        new("capture", ReadVersion, (json, _) => json.WriteNumber("capture", Version)),
        KnownText("id", i => i.Id, (i, text) => i with { Id = text }),
        AnyText("loop", i => i.Loop, (i, text) => i with { Loop = text }),
        AnyText("project", i => i.Project, (i, text) => i with { Project = text }),
        AnyText("framework", i => i.Framework, (i, text) => i with { Framework = text }),
        KnownText("command", i => i.Command, (i, text) => i with { Command = text }),
        Number("iteration", i => i.Iteration, (i, number) => i with { Iteration = number }),
        .. UserText.All.Select(field => AnyText(field.Name, field.Get, (i, text) => (AttemptInputs)field.Set(i, text))),
        KnownText("agent", i => i.Agent, (i, text) => i with { Agent = text }),
        AnyText("commit", i => i.Commit, (i, text) => i with { Commit = text }),
        AnyText("root", i => i.Root, (i, text) => i with { Root = text }),
        AnyText("tree", i => i.Tree, (i, text) => i with { Tree = text }),
        KnownText("snapshot", i => i.Snapshot, (i, text) => i with { Snapshot = text }),
        KnownText("assembly", i => i.Assembly, (i, text) => i with { Assembly = text }),
        Texts("sources", i => i.Sources, (i, files) => i with { Sources = files }),
        Flag("skipsBuild", i => i.SkipsBuild ? true : null, (i, flag) => i with { SkipsBuild = flag == true }),
    ];

    /// <summary>The inputs on one line.</summary>
    public static string Write(AttemptInputs inputs) => WriteLine(Fields, inputs);

    /// <summary>The inputs of a capture's first line; null when it is another line. A missing field is empty.</summary>
    public static AttemptInputs? Read(ReadOnlySpan<byte> line) =>
        ReadLine(line, Fields, new AttemptInputs()) is { Id.Length: > 0 } inputs ? inputs : null;

    private static AttemptInputs ReadVersion(ref Utf8JsonReader json, AttemptInputs inputs) =>
        JsonValues.ReadNumber(ref json) == Version ? inputs : throw new JsonException("Another version of LoopJournal wrote the capture.");
}
