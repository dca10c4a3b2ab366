namespace LoopJournal.Greens;

/// <summary>What a kind of case does to a test, and to which tests it can be done.</summary>
/// <param name="Kind">The kind's name in the table.</param>
/// <param name="Apply">Edits the files in the folder of the test project.</param>
internal sealed record Edit(string Kind, Action<string, TestMethod> Apply)
{
    /// <summary>The frameworks that have this means; all where it is empty.</summary>
    public string[] Frameworks { get; init; } = [];

    /// <summary>Which tests the edit can be done to.</summary>
    public Func<TestMethod, bool> Accepts { get; init; } = test => test.Rows == 0;

    /// <summary>Whether the test fails before the edit. A clean edit may concern a test that never failed.</summary>
    public bool Fails { get; init; } = true;

    /// <summary>An edit that is made before the failing run, so that the later edit is another one.</summary>
    public Action<string, TestMethod>? Prepare { get; init; }

    /// <summary>Whether only one data row of the test fails.</summary>
    public bool IsOfOneRow { get; init; }

    public static Edit Insert(string kind, string statement, params string[] frameworks) =>
        new(kind, (folder, test) => Source.Open(folder, test).InsertStatement(statement)) { Frameworks = frameworks };

    public static Edit Mark(string kind, string attribute, params string[] frameworks) =>
        new(kind, (folder, test) => Mark(folder, test, attribute)) { Frameworks = frameworks };

    public static Edit MarkClass(string kind, string attribute, params string[] frameworks) => new(
        kind,
        (folder, test) =>
        {
            var source = Source.Open(folder, test);
            source.InsertAttribute(source.Class, attribute);
        }) { Frameworks = frameworks };

    public static Edit AddArgument(string kind, string argument, params string[] frameworks) => new(
        kind,
        (folder, test) =>
        {
            var source = Source.Open(folder, test);
            source.AddArgument(source.TestAttribute, argument);
        }) { Frameworks = frameworks };

    public static Edit AddRowArgument(string kind, string argument, params string[] frameworks) => new(
        kind,
        (folder, test) =>
        {
            var source = Source.Open(folder, test);
            source.AddArgument(source.Rows[0], argument);
        }) { Frameworks = frameworks, Accepts = HasRows, IsOfOneRow = true };

    public static bool HasRows(TestMethod test) => test.Rows is >= 2 and <= 8;

    public static void Mark(string folder, TestMethod test, string attribute)
    {
        var source = Source.Open(folder, test);
        source.InsertAttribute(source.Method, attribute);
    }

    /// <summary>The same edit, made after the first run instead of before it.</summary>
    public Edit Reverse() => this with { Apply = Prepare!, Prepare = null };

    public bool IsFor(string framework) => Frameworks.Length == 0 || Frameworks.Contains(framework);

    public override string ToString() => Kind;
}
