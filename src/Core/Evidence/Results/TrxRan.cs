namespace LoopJournal.Evidence.Results;

/// <summary>
/// The tests that have a result in a TRX file. A file names the method of a test apart from its results, mostly after them, so both are
/// kept as hashes until the end.
/// </summary>
internal sealed class TrxRan
{
    private readonly List<(ulong TestId, RanTest Test)> _results = [];
    private readonly Dictionary<ulong, MethodKey> _methods = [];

    /// <summary>A result.</summary>
    public void Add(ulong testId, string name, RanOutcome outcome)
    {
        if (_results.Count <= RanTest.MaxCount)
        {
            _results.Add((testId, RanTest.From(name, name, outcome)));
        }
    }

    /// <summary>The method of a test.</summary>
    public void Define(ulong testId, string method)
    {
        if (_methods.Count <= RanTest.MaxCount)
        {
            _methods[testId] = RanTest.From(method, "", RanOutcome.Passed).GetKey().Row;
        }
    }

    /// <summary>The tests; null where they are too many.</summary>
    public IReadOnlyList<RanTest>? ToList() => _results.Count > RanTest.MaxCount ? null :
    [
        .. from result in _results
           where result.Test.IsTest
           let method = _methods.GetValueOrDefault(result.TestId)
           select method is null ? result.Test : new(method.Type, method.Method, result.Test.Name, result.Test.Outcome),
    ];
}
