using LoopJournal.Evidence;
using LoopJournal.Fingerprints;
using LoopJournal.Text;

namespace LoopJournal.Recording;

/// <summary>How a gate judged an attempt, with the failures that the evidence shows.</summary>
internal sealed record GateResult
{
    private GateResult()
    {
    }

    /// <summary>One of <see cref="Gates"/>.</summary>
    public required string Gate { get; init; }

    /// <summary>One of <see cref="Stages"/>.</summary>
    public required string Stage { get; init; }

    /// <summary>One of <see cref="Algorithms"/>; empty when nothing failed.</summary>
    public string Algorithm { get; private init; } = "";

    /// <summary>12 hex digits; empty when nothing failed.</summary>
    public string Fingerprint { get; private init; } = "";

    /// <summary>12 hex digits; empty when the values are not known.</summary>
    public string Detail { get; private init; } = "";

    /// <summary>The failures; empty when nothing failed, or when none is known.</summary>
    public IReadOnlyList<Failure> Failures { get; private init; } = [];

    /// <summary>See <see cref="Attempt.Known"/>.</summary>
    public string? Known { get; private init; }

    /// <summary>The accepted failures, as far as they are named; empty but on a reset.</summary>
    public IReadOnlyList<RecordedFailure> Accepted { get; private init; } = [];

    /// <summary>How many different failures there are beyond <see cref="Failures"/>.</summary>
    public int FailuresOmitted { get; init; }

    /// <summary>The causes of all failures, largest first; empty when none is known.</summary>
    public IReadOnlyList<FailureCause> Causes { get; init; } = [];

    /// <summary>The test counts; null when not known.</summary>
    public TestCounts? Tests { get; init; }

    /// <summary>See <see cref="Attempt.Count"/>.</summary>
    public int? Count { get; init; }

    /// <summary>See <see cref="Attempt.Evidence"/>.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>The tests that have a result in a run that ended by itself; null where they are not known in full.</summary>
    public IReadOnlyList<RanTest>? Ran { get; init; }

    /// <summary>Whether the run is recorded only where it shows that tests have vanished: no test passed in it.</summary>
    public bool IsForVanishedOnly { get; init; }

    /// <summary>How long the gate took; null when not known.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The gate let the attempt through.</summary>
    public static GateResult Passed(string stage) => new() { Gate = Gates.Pass, Stage = stage };

    /// <summary>The gate let the attempt through; the output that it left may list the tests.</summary>
    public static GateResult PassedWith(string stage, ParsedOutput? output) =>
        Passed(stage.Length == 0 && output?.Ran is not null ? Stages.Test : stage) with { Tests = output?.Tests, Ran = output?.Ran };

    /// <summary>A run that passed, and had no test to run.</summary>
    public static GateResult WithoutTests => Passed(Stages.Test) with { IsForVanishedOnly = true, Tests = new(0, 0, 0, 0), Ran = [] };

    /// <summary>A reset: counting starts again.</summary>
    public static GateResult Reset(string stage) => new() { Gate = Gates.Reset, Stage = stage };

    /// <summary>A reset that accepts failures: from now on they are known.</summary>
    /// <param name="known">All that are known from now on, at most <see cref="FailedIds.MaxCount"/>.</param>
    /// <param name="named">Failures with names, some of these among them.</param>
    public static GateResult Accept(IReadOnlyCollection<FailedTest> known, IEnumerable<RecordedFailure> named)
    {
        var ids = known.Select(test => test.Id).ToHashSet();
        var listed = named.Where(test => ids.Contains(FailedIds.Hash(test.Id))).DistinctBy(test => test.Id);
        return Reset(Stages.Command) with
        {
            Known = FailedTests.Write(known),
            Accepted = [.. listed.Take(Attempt.MaxFailures)],
        };
    }

    /// <summary>The result without the tests whose failures are known.</summary>
    public GateResult Without(Func<FailedTest, bool> isKnown)
    {
        var failures = Failures.ToLookup(failure => Describe(failure) is { } test && isKnown(test));
        List<Failure> rest = [.. failures[false]];
        if (rest.Count == Failures.Count)
        {
            return this;
        }

        var known = failures[true].CountBy(failure => failure.Cause).ToDictionary();
        var causes = Causes.ToDictionary(cause => cause.Key, cause => cause.Count - known.GetValueOrDefault(cause.Key));
        return Failed(Gate, Stage, Algorithm, rest) with
        {
            Known = FailedTests.Write(failures[true].Select(Describe).OfType<FailedTest>()),
            Causes = FailureCause.Group(rest, causes.GetValueOrDefault),
            Tests = Tests,
            Count = rest.Count == 0 ? 0 : (Count ?? Tests?.Failed ?? Failures.Count) - known.Values.Sum(),
            Evidence = Evidence,
            Ran = Ran,
            Duration = Duration,
        };
    }

    /// <summary>The gate did not let the attempt through, and the evidence says why.</summary>
    public static GateResult Failed(string gate, string stage, string algorithm, IReadOnlyList<Failure> failures) => new()
    {
        Gate = gate,
        Stage = stage,
        Algorithm = algorithm,
        Fingerprint = FailureSetFingerprint.Compute(algorithm, failures),
        Detail = FailureSetFingerprint.ComputeDetail(algorithm, failures),
        Failures = failures,
    };

    /// <summary>The gate did not let the attempt through; the output that it left may say why.</summary>
    /// <param name="gate">One of <see cref="Gates"/>.</param>
    /// <param name="stage">One of <see cref="Stages"/>; empty: the stage of the output's kind, else a command.</param>
    /// <param name="project">Identifies a failure of which nothing else is known.</param>
    /// <param name="exitCode">The gate's; likewise.</param>
    /// <param name="output">The output that it left; null when there is none.</param>
    /// <param name="causes">The causes that are known when the output names no failure.</param>
    public static GateResult FailedWith(
        string gate, string stage, string project, int exitCode, ParsedOutput? output, IReadOnlyList<string> causes)
    {
        stage = stage.Length > 0 ? stage : output switch
        {
            { Algorithm: Algorithms.Failures, IsAborted: true } => Stages.Host,
            { Algorithm: Algorithms.Failures } => Stages.Test,
            { Algorithm: Algorithms.Diagnostics } => Stages.Compile,
            _ => Stages.Command,
        };
        var result = output is { Failures.Count: > 0 }
            ? Failed(gate, stage, output.Algorithm, output.Failures) with { FailuresOmitted = output.Omitted, Causes = output.Causes }
            : Unknown(gate, stage, project, exitCode, causes);
        return result with
        {
            Tests = output?.Tests,
            Count = output?.Reported,
            Evidence = FindEvidence(exitCode, output),
            Ran = output?.Ran,
        };
    }

    // Shells end with 126 where a command cannot be executed, and with 127 where there is none
    private static string FindEvidence(int exitCode, ParsedOutput? output) =>
        exitCode is 126 or 127 ? EvidenceKinds.Environment
        : output is { IsLastLines: true } ? EvidenceKinds.LastLines
        : "";

    /// <summary>The gate did not let the attempt through, and no evidence says why.</summary>
    /// <param name="gate">One of <see cref="Gates"/>.</param>
    /// <param name="stage">One of <see cref="Stages"/>.</param>
    /// <param name="project">Identifies such a failure.</param>
    /// <param name="exitCode">Likewise.</param>
    /// <param name="causes">Likewise, and shown: the known causes, a few words each; null or empty when none is known.</param>
    public static GateResult Unknown(string gate, string stage, string project, int exitCode, IReadOnlyList<string>? causes = null) => new()
    {
        Gate = gate,
        Stage = stage,
        Algorithm = Algorithms.Unknown,
        Fingerprint = UnknownFingerprint.Compute(project, stage, exitCode, [.. causes ?? []]),
        Failures = [.. (causes ?? []).Select(cause => new Failure { Id = cause })],
    };

    /// <summary>
    /// The test run crashed or was killed before it could end: all such runs of a project are one failure, however far they came.
    /// </summary>
    /// <param name="project">Identifies such a failure.</param>
    /// <param name="failed">How many tests had failed by then; shown only.</param>
    public static GateResult Killed(string project, int failed)
    {
        var seen = failed == 0 ? "" : failed == 1 ? "; 1 test had failed by then"
            : string.Create(CultureInfo.InvariantCulture, $"; {failed} tests had failed by then");

        // The process that knew the exit code was killed
        return Unknown(Gates.Blocked, Stages.Host, project, exitCode: 0, ["killed"]) with
        {
            Failures = [new Failure { Id = "(test run)", Message = "crashed or killed before it could end" + seen }],
        };
    }

    /// <summary>The attempt, masked and cut after its evidence was fingerprinted: it is compared, shown and written in this form.</summary>
    /// <param name="inputs">The inputs from before the gate ran.</param>
    /// <param name="ended">When the gate ended, UTC.</param>
    internal Attempt ToAttempt(AttemptInputs inputs, DateTime ended) => AttemptLimits.Apply(UserText.SetAll(
        new Attempt(), text => text.Get(inputs)) with
    {
        Iteration = inputs.Iteration ?? 1,
        Agent = inputs.Agent,
        Commit = inputs.Commit,
        Timestamp = ended.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Id = inputs.Id,
        Stream = inputs.Stream,
        Tree = inputs.Tree,
        Gate = Gate,
        Stage = Stage,
        Algorithm = Algorithm,
        Fingerprint = Fingerprint,
        Detail = Detail,
        Tests = Tests,
        Count = Count ?? Tests?.Failed,
        Evidence = Evidence,
        Duration = Duration,
        Failures =
        [
            .. Accepted,
            .. Failures
                .Select(f => new RecordedFailure(f.Name, f.Type, f.Message, f.Site, FailureSetFingerprint.Compute(Algorithm, f)))
                .Distinct(),
        ],
        FailuresOmitted = FailuresOmitted,
        Causes = [.. Causes.Take(Attempt.MaxCauses).Select(RecordCause)],
        CausesOmitted = Causes.Count == 0 ? 0
            : Math.Max(0, (Count ?? Tests?.Failed ?? 0) - Causes.Take(Attempt.MaxCauses).Sum(cause => cause.Count)),
        Frames = Failures.Count == 0 ? [] : ListFrames(),
        FailedTests = FailuresOmitted > 0 ? "" : FailedTests.Write(Failures.Select(Describe).OfType<FailedTest>()),
        Known = Known,
    });

    private List<string> ListFrames() =>
    [
        .. Failures.SelectMany(failure => failure.Files).CountBy(file => file, StringComparer.Ordinal)
            .OrderByDescending(file => file.Value).ThenBy(file => file.Key, StringComparer.Ordinal)
            .Take(Attempt.MaxFrames).Select(file => file.Key),
    ];

    private FailedTest? Describe(Failure failure) => failure.Test is not { } key ? null
        : new(FailedIds.Hash(AttemptLimits.LimitName(failure.Name)), key, FailureSetFingerprint.Compute(Algorithm, failure));

    private static RecordedCause RecordCause(FailureCause cause) => new(
        cause.Count,
        cause.Example.Name,
        cause.Example.Type,
        cause.IsVaried ? cause.Example.Shape : "",
        cause.Example.Message,
        cause.Example.Frame,
        cause.Example.TestFrame,
        cause.Example.Printed) { Callers = cause.Example.Callers };
}
