namespace LoopJournal.Model;

/// <summary>One record of the journal: what was tried, how the gate judged it, and what its failure was.</summary>
/// <remarks>
/// Only the reader of the journal sets properties of a record, one after the other, because a copy for each took most of the time of a
/// row. All other code makes changed copies.
/// </remarks>
internal sealed record Attempt : AttemptTexts
{
    /// <summary>Zero or more. A label for people: it may repeat or fall, and takes part in no verdict.</summary>
    public long Iteration { get; set; }

    /// <summary>One of <see cref="Gates"/>; a record without one, or with another, counts as not passing.</summary>
    public string Gate { get; set; } = "";

    /// <summary>12 lowercase hex digits; empty on pass and reset, and in some records of the original script.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>
    /// The working tree in which the gate ran, where several share the journal: 8 hex digits. Empty in a journal of one, and in rows that
    /// belong to each.
    /// </summary>
    public string Worktree { get; set; } = "";

    /// <summary>The coding agent in whose environment the gate ran: see <see cref="AgentVariables"/>. Empty where none is named.</summary>
    public string Agent { get; set; } = "";

    /// <summary>HEAD when the gate ran; empty outside git.</summary>
    public string Commit { get; set; } = "";

    /// <summary>When the record was written, UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>.</summary>
    public string Timestamp { get; set; } = "";

    /// <summary>Unique to the attempt: recorded twice, it counts once. Empty in records of the original script.</summary>
    public string Id { get; set; } = "";

    /// <summary>The stream that the attempt belongs to.</summary>
    public StreamKey Stream { get; set; } = StreamKey.Seed;

    /// <summary>One of <see cref="Stages"/>; empty when not known.</summary>
    public string Stage { get; set; } = "";

    /// <summary>One of <see cref="Algorithms"/>; empty on pass and reset.</summary>
    public string Algorithm { get; set; } = "";

    /// <summary>12 hex digits: the fingerprint with the values kept; empty when not known.</summary>
    public string Detail { get; set; } = "";

    /// <summary>The test counts; null when not known.</summary>
    public TestCounts? Tests { get; set; }

    /// <summary>
    /// How many failures the gate reported: failing tests, else the places of all diagnostics, else the number in the runner's summary;
    /// null when not known.
    /// </summary>
    public int? Count { get; set; }

    /// <summary>One of <see cref="EvidenceKinds"/>: what the failures rest on where that is poor; else empty.</summary>
    public string Evidence { get; set; } = "";

    /// <summary>The first failures, sorted by id; at most <see cref="MaxFailures"/>.</summary>
    public IReadOnlyList<RecordedFailure> Failures { get; set; } = [];

    /// <summary>How many failures there are beyond <see cref="Failures"/>.</summary>
    public int FailuresOmitted { get; set; }

    /// <summary>The ids of all failing tests, hashed: see <see cref="Text.FailedIds"/>. Empty when they are not known.</summary>
    public string FailedIds { get; set; } = "";

    /// <summary>The causes of all failures of the run, largest first; at most <see cref="MaxCauses"/>. Empty when not known.</summary>
    public IReadOnlyList<RecordedCause> Causes { get; set; } = [];

    /// <summary>How many failures have other causes than those.</summary>
    public int CausesOmitted { get; set; }

    /// <summary>
    /// The files outside tests that are among the first frames of the failures' traces, relative to the repository: those of the most
    /// failures first, at most <see cref="MaxFrames"/>.
    /// </summary>
    public IReadOnlyList<string> Frames { get; set; } = [];

    /// <summary>The failing tests that are not known: see <see cref="Text.FailedTests"/>. Empty where there are none or too many.</summary>
    public string FailedTests { get; set; } = "";

    /// <summary>
    /// The known failures in the form of <see cref="Text.FailedTests"/>: on a reset those that a user accepted, else those that failed in
    /// this run. They are in no other field but <see cref="Tests"/>. Null where the record says nothing of them.
    /// </summary>
    public string? Known { get; set; }

    /// <summary>The known failures that passed: their ids, or 16 hex digits, the hash of the id, where the name is not known.</summary>
    public IReadOnlyList<string> KnownFixed { get; set; } = [];

    /// <summary>The first tests that failed in the window and were skipped or did not run now; at most <see cref="MaxVanished"/>.</summary>
    public IReadOnlyList<VanishedTest> Vanished { get; set; } = [];

    /// <summary>How many such tests there are beyond <see cref="Vanished"/>.</summary>
    public int VanishedOmitted { get; set; }

    /// <summary>The ids of tests that failed in the window and have another name now; at most <see cref="MaxVanished"/>.</summary>
    public IReadOnlyList<string> Renamed { get; set; } = [];

    /// <summary>The ids of vanished tests that are accepted as gone from this attempt on; at most <see cref="MaxVanished"/>.</summary>
    public IReadOnlyList<string> Gone { get; set; } = [];

    /// <summary>Whether only files of test projects were edited since the last failing attempt; null when not known.</summary>
    public bool? OnlyTestsEdited { get; set; }

    /// <summary>
    /// Whether the tests ran binaries that were compiled from other sources than those of now; null when not asked or not known.
    /// </summary>
    public bool? Stale { get; set; }

    /// <summary>The first of those sources, relative to the repository; at most <see cref="MaxChanged"/>.</summary>
    public IReadOnlyList<string> StaleFiles { get; set; } = [];

    /// <summary>The git tree id of the working tree's content before the gate ran; empty when not known.</summary>
    public string Tree { get; set; } = "";

    /// <summary>
    /// The tree with the untracked files as the gate left them; empty when not known, and where it is <see cref="Tree"/>.
    /// </summary>
    public string TreeAfter { get; set; } = "";

    /// <summary>Files changed since the stream's attempt before; null when not known.</summary>
    public IReadOnlyList<string>? Changed { get; set; }

    /// <summary>How long the gate took; null when not known.</summary>
    public TimeSpan? Duration { get; set; }

    /// <summary>How many failures a record holds at the most.</summary>
    public const int MaxFailures = 20;

    /// <summary>How many causes a record holds at the most.</summary>
    public const int MaxCauses = 10;

    /// <summary>How many files of traces a record names at the most.</summary>
    public const int MaxFrames = 20;

    /// <summary>How many changed files a record names at the most.</summary>
    public const int MaxChanged = 20;

    /// <summary>The tree that later files are compared with, to find what was edited since the attempt; empty when not known.</summary>
    public string TreeToCompare => TreeAfter.Length > 0 ? TreeAfter : Tree;

    /// <summary>How many vanished tests a record names at the most.</summary>
    public const int MaxVanished = 20;

    /// <summary>How many tests that failed in the window were skipped or did not run.</summary>
    public int VanishedCount => Vanished.Count + VanishedOmitted;

    /// <summary>Whether the run speaks for all tests and for the sources of now: no test has vanished, and no binary is stale.</summary>
    public bool IsClean => VanishedCount == 0 && Stale != true;

    /// <summary>Whether tests failed, and all of them are known.</summary>
    public bool IsAllKnown => Gate is Gates.Fail && Fingerprint.Length == 0 && Known is { Length: > 0 };

    /// <summary>Whether the attempt passed, or only known failures kept it from passing.</summary>
    public bool HasPassed => Gate is Gates.Pass || IsAllKnown;

    /// <summary>Whether the attempt ends the window: it has passed and is clean, or it is a reset.</summary>
    public bool EndsWindow => Gate is Gates.Reset || (HasPassed && IsClean);

    /// <summary>Whether the attempt ends the segment: it has passed, clean or not, or it is a reset.</summary>
    public bool Clears => HasPassed || Gate is Gates.Reset;

    /// <summary>Whether the gate could not judge because the tests could not be run to an end.</summary>
    public bool IsHostBlocked => Gate is Gates.Blocked && Stage is Stages.Host;
}

/// <summary>A failure as a record holds it.</summary>
/// <param name="Id">See <see cref="Failure.Id"/>.</param>
/// <param name="Type">See <see cref="Failure.Type"/>.</param>
/// <param name="Message">See <see cref="Failure.Message"/>; at most 200 characters.</param>
/// <param name="Site">See <see cref="Failure.Site"/>.</param>
/// <param name="Fingerprint">12 hex digits: this failure alone.</param>
internal sealed record RecordedFailure(string Id, string Type, string Message, string Site, string Fingerprint);

/// <summary>What failures have in common, as a record holds it, with one of them in full.</summary>
/// <param name="Count">How many failures they are.</param>
/// <param name="Id">One of them: see <see cref="Failure.Id"/>.</param>
/// <param name="Type">See <see cref="Failure.Type"/>.</param>
/// <param name="Shape">The message with its numbers masked, where their messages differ; else empty.</param>
/// <param name="Message">See <see cref="Failure.Message"/>; at most 1,000 characters, with its beginning and its end.</param>
/// <param name="Frame">See <see cref="Failure.Frame"/>.</param>
/// <param name="TestFrame">See <see cref="Failure.TestFrame"/>.</param>
/// <param name="Printed">See <see cref="Failure.Printed"/>; without secrets.</param>
internal sealed record RecordedCause(
    int Count, string Id, string Type, string Shape, string Message, string Frame, string TestFrame, IReadOnlyList<string> Printed)
{
    /// <summary>See <see cref="Failure.Callers"/>; at most <see cref="MaxCallers"/>.</summary>
    public IReadOnlyList<string> Callers { get; set; } = [];

    /// <summary>How many lines of <see cref="Callers"/> a record holds at the most.</summary>
    public const int MaxCallers = 2;
}

/// <summary>A test that failed before, and of which a later run says nothing.</summary>
/// <param name="Id">See <see cref="Failure.Id"/>.</param>
/// <param name="How"><see cref="Skipped"/> or <see cref="Absent"/>.</param>
internal sealed record VanishedTest(string Id, string How)
{
    /// <summary>It was skipped, or its result decides nothing: inconclusive, explicit.</summary>
    public const string Skipped = "skipped";

    /// <summary>It has no result.</summary>
    public const string Absent = "absent";
}
