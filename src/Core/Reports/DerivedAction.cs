using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>Describes an attempt without an action by the files that it edited. Such a description is never a dead end.</summary>
internal static class DerivedAction
{
    private const int MaxFiles = 3;
    private const int MaxCharacters = 80;

    /// <summary>
    /// <c>(edited "src/Cart.cs"; "src/Tax.cs")</c>; the parentheses mark it as derived. Empty when the edited files are not known.
    /// </summary>
    public static string Describe(Attempt attempt) => attempt.Changed switch
    {
        null => "",
        [] => "(nothing edited)",
        var files => $"(edited {Quoted.FromList(files, MaxFiles, MaxCharacters)})",
    };
}
