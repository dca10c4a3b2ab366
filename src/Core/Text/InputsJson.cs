using static LoopJournal.Text.JsonField<LoopJournal.Model.AttemptInputs>;

namespace LoopJournal.Text;

/// <summary>The inputs of an attempt as the first line of a capture.</summary>
internal static class InputsJson
{
    /// <summary>The version of the capture's format. It is the first field, by which a capture is known.</summary>
    private const int Version = 1;

    private static readonly JsonField<AttemptInputs>[] Fields =
    [
        new("capture", CheckVersion, (json, _) => json.WriteNumber("capture", Version)),
        KnownText("id", i => i.Id, (ref i, text) => i = i with { Id = text }),
        AnyText("loop", i => i.Loop, (ref i, text) => i = i with { Loop = text }),
        AnyText("project", i => i.Project, (ref i, text) => i = i with { Project = text }),
        AnyText("framework", i => i.Framework, (ref i, text) => i = i with { Framework = text }),
        KnownText("command", i => i.Command, (ref i, text) => i = i with { Command = text }),
        Number("iteration", i => i.Iteration, (ref i, number) => i = i with { Iteration = number }),
        .. UserText.All.Select(field => AnyText(field.Name, field.Get, (ref i, text) => i = (AttemptInputs)field.Set(i, text))),
        KnownText("agent", i => i.Agent, (ref i, text) => i = i with { Agent = text }),
        AnyText("commit", i => i.Commit, (ref i, text) => i = i with { Commit = text }),
        AnyText("root", i => i.Root, (ref i, text) => i = i with { Root = text }),
        AnyText("tree", i => i.Tree, (ref i, text) => i = i with { Tree = text }),
        KnownText("snapshot", i => i.Snapshot, (ref i, text) => i = i with { Snapshot = text }),
        KnownText("assembly", i => i.Assembly, (ref i, text) => i = i with { Assembly = text }),
        Texts("sources", i => i.Sources, (ref i, files) => i = i with { Sources = files }),
        Flag("skipsBuild", i => i.SkipsBuild ? true : null, (ref i, flag) => i = i with { SkipsBuild = flag == true }),
    ];

    /// <summary>The inputs on one line.</summary>
    public static string Write(AttemptInputs inputs) => WriteLine(Fields, inputs);

    /// <summary>The inputs of a capture's first line; null when it is another line. A missing field is empty.</summary>
    public static AttemptInputs? Read(ReadOnlySpan<byte> line) =>
        ReadLine(line, Fields, new AttemptInputs()) is { Id.Length: > 0 } inputs ? inputs : null;

    private static void CheckVersion(ref Utf8JsonReader json, ref AttemptInputs inputs)
    {
        if (JsonValues.ReadNumber(ref json) != Version)
        {
            throw new JsonException("Another version of LoopJournal wrote the capture.");
        }
    }
}
