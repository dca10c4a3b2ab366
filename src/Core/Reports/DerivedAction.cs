using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>What people see of an attempt that nobody described: which files it edited. It is never a dead end.</summary>
internal static class DerivedAction
{
    private const int MostFiles = 3;
    private const int MostCharacters = 80;

    /// <summary>
    /// <c>(edited "src/Cart.cs"; "src/Tax.cs")</c>; the parentheses mark it as derived. Empty where it is not known what was edited.
    /// </summary>
    public static string Of(Attempt attempt) => attempt.Changed switch
    {
        null => "",
        [] => "(nothing edited)",
        var files => $"(edited {Quoted.List(files, MostFiles, MostCharacters)})",
    };
}
