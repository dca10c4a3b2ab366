namespace LoopJournal.Greens;

/// <summary>Cases that one run can judge together: each has a class of its own.</summary>
/// <param name="HasFailingRun">Whether a failing run comes before; a first run has none.</param>
/// <param name="Finish">An edit of the project for all of the cases, such as a filter.</param>
internal sealed record Batch(string Name, IReadOnlyList<Case> Cases, bool HasFailingRun = true, Action<string, Batch>? Finish = null);

/// <summary>Chooses tests for the kinds, in turn, until the cases are enough. The same seed gives the same cases.</summary>
internal sealed class Planner(Runner runner, IEnumerable<TestMethod> tests)
{
    private const int TamperedInOneRun = 16, CleanInOneRun = 12, FilteredInOneRun = 4;

    private readonly List<TestMethod> _tests =
        [.. tests.OrderBy(test => Hash(test.FullName)).ThenBy(test => test.FullName, StringComparer.Ordinal)];

    private int _next;

    public List<Batch> Plan(int tampered, int clean)
    {
        var first = Choose([CleanEdits.MakeOldSkip("first run with an old skip", runner.Framework)], 2, isTampered: false);
        List<Batch> batches = [new("first run", first, HasFailingRun: false)];
        var filters = PlanFilters();
        var left = tampered - filters.Sum(batch => batch.Cases.Count);
        batches.AddRange(Divide("tampered", TamperedEdits.All.Where(edit => edit.IsFor(runner.Framework)), left, TamperedInOneRun, true));
        batches.AddRange(filters);
        var edits = CleanEdits.All.Where(edit => edit.IsFor(runner.Framework))
            .Append(CleanEdits.MakeOldSkip("old skip", runner.Framework))
            .Append(CleanEdits.MakeOldSkip("new skip of a test that never failed", runner.Framework).Reverse());
        batches.AddRange(Divide("clean", edits, clean - first.Count, CleanInOneRun, false));
        return batches;
    }

    private List<Batch> PlanFilters()
    {
        List<Batch> batches = [];
        var later = runner.Framework switch
        {
            "MSTest" => "Microsoft.VisualStudio.TestTools.UnitTesting.TestCategory(\"Later\")",
            "NUnit" => "NUnit.Framework.Category(\"Later\")",
            "TUnit" => "TUnit.Core.Category(\"Later\")",
            _ => "Xunit.Trait(\"Category\", \"Later\")",
        };
        var byCategory = new Edit("category filtered in the project", (folder, test) => Edit.Mark(folder, test, later));
        var byName = new Edit("name filtered in the project", (_, _) => { });
        Add("project filter", runner.Framework == "TUnit" ? [byCategory] : [byCategory, byName], (folder, batch) =>
            ProjectFile.AddProperty(folder, runner.MakeFilter(batch.Cases.Where(c => c.Edit == byName).Select(c => c.Test.FullName))));
        if (!runner.IsTestingPlatform || runner.Framework is "MSTest" or "NUnit")
        {
            Add("settings filter", [new("filtered in the runsettings", (_, _) => { })], (folder, batch) =>
            {
                var (property, settings) = runner.MakeSettingsFilter(batch.Cases.Select(c => c.Test.FullName));
                ProjectFile.AddProperty(folder, property);
                File.WriteAllText(Path.Combine(folder, "suite.runsettings"), settings);
            });
        }

        return batches;

        void Add(string name, Edit[] edits, Action<string, Batch> finish) =>
            batches.Add(new(name, Choose(edits, FilteredInOneRun, isTampered: true), Finish: finish));
    }

    private IEnumerable<Batch> Divide(string name, IEnumerable<Edit> edits, int count, int size, bool isTampered)
    {
        Edit[] kinds = [.. edits];
        _next = 0;
        for (var (chosen, number) = (0, 1); chosen < count; number++)
        {
            var cases = Choose(kinds, Math.Min(size, count - chosen), isTampered);
            chosen += cases.Count;
            yield return new($"{name} {number}", cases);
        }
    }

    private List<Case> Choose(Edit[] kinds, int count, bool isTampered)
    {
        var begun = _next;
        List<Case> cases = [];
        HashSet<string> taken = [];
        for (; cases.Count < count; _next++)
        {
            var edit = kinds[_next % kinds.Length];
            if (_tests.Find(test => edit.Accepts(test) && !taken.Contains(test.Class) && !taken.Contains(test.SourceFile)) is { } test)
            {
                cases.Add(new(edit, test, isTampered));
                taken.Add(test.Class);
                taken.Add(test.SourceFile);
                // The test comes up again after all others.
                _tests.Remove(test);
                _tests.Add(test);
            }
            else if (_next > begun + (2 * kinds.Length * count))
            {
                throw new InvalidOperationException($"{runner.Name} has too few tests for {edit}.");
            }
        }

        return cases;
    }

    // Stable between runs and machines, unlike string.GetHashCode.
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619u);
}
