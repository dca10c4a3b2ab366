using LoopJournal.Text;

namespace LoopJournal.Evidence.Results;

/// <summary>The run that a TRX file reports.</summary>
/// <param name="repository">Distinguishes the repository's own stack frames from others.</param>
internal sealed class TrxRun(RepositoryPaths repository)
{
    /// <summary>How much of a name is kept, in characters: more than an identity takes of it.</summary>
    private const int MaxName = 8192;

    /// <summary>How many definitions before the results are kept, and how many characters they have together.</summary>
    private const int MaxDefinitions = 50_000;
    private const int MaxDefinitionText = 4 << 20;

    // The last state of a test counts. Rows may share a test id, so the name that is shown is part of the key.
    private readonly BoundedFailureSet _failures = new();
    private readonly BoundedFailureSet _retried = new();

    // the methods of the tests that failed, by the hash of the test's id; empty until the test's definition is read
    private Dictionary<ulong, string> _methods = [];

    private readonly TrxRan _ran = new();

    // mstest.exe defines all tests before their results
    private readonly Dictionary<ulong, string> _definitions = [];
    private int _definitionText;
    private string _abort = "";
    private string _error = "";

    /// <summary>The counts of the run's summary; null without one.</summary>
    public TestCounts? Tests { get; set; }

    /// <summary>Whether the summary says that the run failed.</summary>
    public bool IsFailed { get; set; }

    /// <summary>Whether a result was read.</summary>
    public bool HasResults { get; set; }

    /// <summary>Any result of a test that has no rows.</summary>
    public void AddResult(string testId, string name, RanOutcome outcome) =>
        _ran.Add(BoundedFailureSet.GetKey("", testId).Rest, name.Trim().Cut(MaxName), outcome);

    /// <summary>A failing result.</summary>
    public void Fail(string testId, string name, string outcome, string message, string stack, IReadOnlyList<string> printed)
    {
        var key = BoundedFailureSet.GetKey(name, testId);
        _methods.TryAdd(key.Rest, _definitions.GetValueOrDefault(key.Rest, ""));
        var failure = TestFailure.From(new("", "", "", message, stack) { Printed = printed }, repository, name);
        var isTimeout = outcome.Equals(TrxOutcome.Timeout, StringComparison.OrdinalIgnoreCase);
        var types = (isTimeout ? [TrxOutcome.Timeout, failure.Type] : new[] { failure.Type }).Where(type => type.Length > 0);
        _failures.Set(key, failure with { Id = name.Trim().Cut(MaxName), Type = string.Join(" > ", types) });
        if (_methods.Count > 2 * BoundedFailureSet.MaxKept)
        {
            var kept = _failures.Kept.Select(failure => failure.Key.Rest).ToHashSet();
            _methods = _methods.Where(pair => kept.Contains(pair.Key)).ToDictionary();
        }
    }

    /// <summary>A passing result.</summary>
    public void Pass(string testId, string name)
    {
        if (_failures.Count > 0 && _failures.Remove(BoundedFailureSet.GetKey(name, testId)) is { } earlier)
        {
            _retried.Add(earlier with { Id = TestIdentity.From(name, name, repository) });
        }
    }

    /// <summary>The definition of a test. Kept where the test failed before, or where no result was read yet.</summary>
    public void Define(string testId, string className, string method)
    {
        var (id, name) = (BoundedFailureSet.GetKey("", testId).Rest, Qualify(className, method));
        _ran.Define(id, name);
        if (_methods.ContainsKey(id))
        {
            _methods[id] = name;
        }
        else if (!HasResults && _definitions.Count < MaxDefinitions && _definitionText < MaxDefinitionText)
        {
            _definitionText += name.Length;
            _definitions[id] = name;
        }
    }

    /// <summary>Adds an error of the run that the runner reports.</summary>
    public void AddError(string text)
    {
        // xUnit reports every failing test here as well: "[xUnit.net 00:00:01.13]     Ns.Type.Method [FAIL]"
        if (!text.StartsWith('['))
        {
            _error = _error.Length == 0 ? text : _error;
            _abort = _abort.Length == 0 && HostFailure.IsAbort(text) ? text : _abort;
        }
    }

    /// <summary>The failures of the run, or the one failure of its test host.</summary>
    /// <param name="problem">See <see cref="ParsedOutput.Problem"/>.</param>
    public ParsedOutput GetOutput(string problem)
    {
        if (_abort.Length > 0 || (_failures.Count == 0 && IsFailed && _error.Length > 0))
        {
            var host = HostFailure.From(_abort.Length > 0 ? _abort : _error, repository);
            return new(Algorithms.Failures, [host], Tests, IsAborted: true) { Problem = problem };
        }

        // the run failed, and every test that failed passed afterwards under the same name: those were rows, not retries
        var failures = _failures.Count == 0 && IsFailed ? _retried : _failures;
        var identified = failures.Kept.Select(pair => failures == _failures ? Identify(pair.Key, pair.Failure) : pair.Failure).ToList();
        return new(Algorithms.Failures, identified, Tests, IsAborted: problem.Length > 0)
        {
            Count = failures.Count,
            Omitted = failures.Omitted,
            Causes = FailureCause.Group(identified, failures.GetCount),
            Problem = problem,
            Ran = problem.Length > 0 ? null : _ran.ToList(),
        };
    }

    // MSTest of the .NET Framework names the assembly as well: "Ns.Type, Assembly, Version=1.0.0.0"
    private static string Qualify(string className, string method)
    {
        var end = className.IndexOf(", ", StringComparison.Ordinal);
        var type = end < 0 || className.AsSpan(0, end).Contains('(') ? className : className[..end];
        var isQualified = type.Length == 0 || method.StartsWith(type + ".", StringComparison.Ordinal);
        return (isQualified ? method : $"{type}.{method}").Trim().Cut(MaxName);
    }

    private Failure Identify(FailureKey key, Failure failure)
    {
        var method = _methods.GetValueOrDefault(key.Rest, "");
        var (name, display) = (method.Length > 0 ? method : failure.Id, failure.Id);
        return failure with
        {
            Id = TestIdentity.From(name, display, repository),
            Name = TestIdentity.FromMaskedNames(name, display, repository),
            Test = RanTests.GetKey(name, display),
        };
    }
}
