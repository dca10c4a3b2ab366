using LoopJournal.Text;

namespace LoopJournal.Evidence.Results;

/// <summary>The run that a JUnit or CTRF file reports.</summary>
/// <param name="repository">Distinguishes the repository's own files from others.</param>
internal sealed class TestReport(RepositoryPaths repository)
{
    private readonly BoundedFailureSet _failures = new();
    private readonly List<RanTest> _ran = [];
    private long _passed;
    private long _failed;
    private long _skipped;

    /// <summary>Adds a result.</summary>
    public void Add(ReportedTest test)
    {
        var ran = ReportedFailure.Identify(test);
        if (_ran.Count <= RanTest.MaxCount)
        {
            _ran.Add(ran);
        }

        _passed += test.Outcome == RanOutcome.Passed ? 1 : 0;
        _skipped += test.Outcome == RanOutcome.Skipped ? 1 : 0;
        if (test.Outcome == RanOutcome.Failed)
        {
            _failed++;
            var failure = ReportedFailure.From(test, repository) with { Test = ran.GetKey() };
            if (!_failures.Add(failure, failure.Message))
            {
                _failures.Repeat(failure);
            }
        }
    }

    /// <summary>The failures of the run.</summary>
    /// <param name="problem">See <see cref="ParsedOutput.Problem"/>.</param>
    public ParsedOutput GetOutput(string problem)
    {
        var tests = TestCounts.From(_passed + _failed + _skipped, _passed, _failed, _skipped);
        return new(Algorithms.Failures, _failures.ToList(), tests, IsAborted: problem.Length > 0)
        {
            Count = tests.Failed,
            Omitted = _failures.Omitted,
            Causes = FailureCause.Group(_failures.ToList(), _failures.GetCount),
            Problem = problem,
            Ran = problem.Length > 0 || _ran.Count > RanTest.MaxCount ? null : _ran,
        };
    }
}
