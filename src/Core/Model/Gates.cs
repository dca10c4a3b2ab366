namespace LoopJournal.Model;

/// <summary>The outcomes of an attempt, as in a record's field <c>gate</c>. Any other text counts as not passing.</summary>
internal static class Gates
{
    /// <summary>The gate let the attempt through.</summary>
    public const string Pass = "pass";

    /// <summary>The gate judged the attempt and turned it down.</summary>
    public const string Fail = "fail";

    /// <summary>The gate could not judge: the test host crashed, the run was aborted or killed.</summary>
    public const string Blocked = "blocked";

    /// <summary>Not an attempt: a user started the count again.</summary>
    public const string Reset = "reset";
}
