using LoopJournal.Text;
using static LoopJournal.Text.JsonValues;

namespace LoopJournal.Journal;

/// <summary>The fields of the record that say what a run proves: rows of <see cref="AttemptFields.All"/>.</summary>
internal static class PassFields
{
    private static readonly VanishedTest NoTest = new("", "");

    private static readonly JsonField<VanishedTest>[] Test =
    [
        JsonField<VanishedTest>.AnyText("id", test => test.Id, (test, text) => test with { Id = text }),
        JsonField<VanishedTest>.AnyText("how", test => test.How, (test, text) => test with { How = text }),
    ];

    /// <summary>The rows.</summary>
    public static readonly JsonField<Attempt>[] All =
    [
        new JsonField<Attempt>("vanished", (ref json, a) => a with { Vanished = ReadVanished(ref json) }, WriteVanished)
            .Where(a => a.Vanished.Count > 0),
        JsonField<Attempt>.Number(
            "vanishedOmitted",
            a => a.VanishedOmitted > 0 ? a.VanishedOmitted : null,
            (a, number) => a with { VanishedOmitted = ToCount(number) }),
        Texts("renamed", a => a.Renamed, (a, ids) => a with { Renamed = ids }),
        Texts("gone", a => a.Gone, (a, ids) => a with { Gone = ids }),
        new JsonField<Attempt>(
            "onlyTestsEdited",
            (ref json, a) => a with { OnlyTestsEdited = ReadFlag(ref json) },
            (json, a) => json.WriteBoolean("onlyTestsEdited", a.OnlyTestsEdited!.Value)).Where(a => a.OnlyTestsEdited is not null),
    ];

    /// <summary>A list of texts that is written where it is not empty.</summary>
    private static JsonField<Attempt> Texts(
        string name, Func<Attempt, IReadOnlyList<string>> get, Func<Attempt, IReadOnlyList<string>, Attempt> set) => new JsonField<Attempt>(
            name,
            (ref json, a) => set(a, AttemptFields.ReadTexts(ref json) ?? []),
            (json, a) => json.WriteList(name, get(a), (list, text) => list.WriteText(text))).Where(a => get(a).Count > 0);

    private static List<VanishedTest> ReadVanished(ref Utf8JsonReader json) =>
        ReadList(ref json, (ref json, empty) => JsonField<VanishedTest>.ReadObject(ref json, Test, empty), NoTest) ?? [];

    private static void WriteVanished(Utf8JsonWriter json, Attempt attempt) => json.WriteList(
        "vanished", attempt.Vanished, (json, test) => JsonField<VanishedTest>.WriteObject(json, Test, test));

    private static bool? ReadFlag(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => throw new JsonException("True or false is expected."),
    };
}
