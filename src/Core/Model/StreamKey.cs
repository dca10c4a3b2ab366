namespace LoopJournal.Model;

/// <summary>
/// The names that two attempts must share to be compared: a filtered run says nothing about the other tests, a build nothing about tests.
/// Records of the original script lack these fields, so they are the stream whose names are all empty.
/// </summary>
/// <param name="Loop">The loop: <c>LoopId</c>, else the branch; empty when detached or outside git.</param>
/// <param name="Project">The project file relative to the repository, with forward slashes.</param>
/// <param name="Framework">The target framework, as in <c>net10.0</c>.</param>
/// <param name="Command">
/// <c>test</c>, <c>test --filter EXPRESSION</c> (or whatever options of the framework choose tests), <c>build</c> or <c>run COMMAND</c>.
/// </param>
internal sealed record StreamKey(string Loop, string Project, string Framework, string Command)
{
    /// <summary>The unfiltered run of a project's tests.</summary>
    public const string Test = "test";

    /// <summary>The stream of the original script's records.</summary>
    public static readonly StreamKey Seed = new("", "", "", "");

    /// <summary>Whether this is a test run of a part of the tests.</summary>
    public bool IsFiltered => Command.StartsWith(Test + " --", StringComparison.Ordinal);

    /// <summary>Whether this is a command that the tool ran or recorded.</summary>
    public bool IsRun => Command.Split(' ', 2)[0] == "run";

    /// <summary>Whether <paramref name="attempt"/> takes part in this stream.</summary>
    /// <remarks>
    /// Besides its own attempts, a stream has every reset of its whole loop (or of all loops), and, if it is a
    /// filtered test run, every clean pass of the unfiltered one: that pass covers it.
    /// </remarks>
    public bool Has(Attempt attempt)
    {
        var other = attempt.Stream;
        return other == this || (attempt.Gate is Gates.Reset
            ? other is { Project: "", Framework: "", Command: "" } && (other.Loop.Length == 0 || other.Loop == Loop)
            : IsFiltered && attempt.EndsWindow && other == this with { Command = Test });
    }
}
