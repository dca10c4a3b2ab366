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
        Flag("onlyTestsEdited", a => a.OnlyTestsEdited, (a, flag) => a with { OnlyTestsEdited = flag }),
        Flag("stale", a => a.Stale, (a, flag) => a with { Stale = flag }),
        Texts("staleFiles", a => a.StaleFiles, (a, files) => a with { StaleFiles = files }),
    ];
}
