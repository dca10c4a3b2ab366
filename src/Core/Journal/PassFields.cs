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
        JsonField<VanishedTest>.AnyText("id", test => test.Id, (ref test, text) => test = test with { Id = text }),
        JsonField<VanishedTest>.AnyText("how", test => test.How, (ref test, text) => test = test with { How = text }),
    ];

    /// <summary>The rows.</summary>
    public static readonly JsonField<Attempt>[] All =
    [
        Objects("vanished", Test, NoTest, a => a.Vanished, (ref a, tests) => a.Vanished = tests),
        Number(
            "vanishedOmitted",
            a => a.VanishedOmitted > 0 ? a.VanishedOmitted : null,
            (ref a, number) => a.VanishedOmitted = ToCount(number)),
        Texts("renamed", a => a.Renamed, (ref a, ids) => a.Renamed = ids),
        Texts("gone", a => a.Gone, (ref a, ids) => a.Gone = ids),
        Flag("onlyTestsEdited", a => a.OnlyTestsEdited, (ref a, flag) => a.OnlyTestsEdited = flag),
        Flag("stale", a => a.Stale, (ref a, flag) => a.Stale = flag),
        Texts("staleFiles", a => a.StaleFiles, (ref a, files) => a.StaleFiles = files),
    ];
}
