using LoopJournal.Text;
using static LoopJournal.Text.JsonField<LoopJournal.Model.Attempt>;
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
        Objects("vanished", Test, NoTest, a => a.Vanished, (a, tests) => a with { Vanished = tests }),
        Number(
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

    private static bool? ReadFlag(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => throw new JsonException("True or false is expected."),
    };
}
