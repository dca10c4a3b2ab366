using System.Text;
using BenchmarkDotNet.Attributes;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Verdicts;

namespace LoopJournal.Pieces;

/// <summary>A row of the journal, and the verdict on a stream of rows.</summary>
[MemoryDiagnoser]
public class AttemptPieces
{
    private readonly Attempt _attempt = CreateAttempt(1);
    private byte[] _line = [];
    private List<Attempt> _stream = [];

    /// <summary>How many attempts the stream has.</summary>
    [Params(3, 100)]
    public int Attempts { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _line = Encoding.UTF8.GetBytes(AttemptJson.Write(_attempt));
        _stream = [.. Enumerable.Range(1, Attempts).Select(CreateAttempt)];
    }

    [Benchmark]
    public string WriteRow() => AttemptJson.Write(_attempt);

    [Benchmark]
    public object? ReadRow() => AttemptJson.Read(_line);

    [Benchmark]
    public object Judge() => StallDetector.Analyze(_stream, StallDetector.DefaultThreshold);

    private static Attempt CreateAttempt(int number) => new()
    {
        Id = number.ToString("x32"),
        Iteration = number,
        Stream = new("main", "tests/Shop.Tests/Shop.Tests.csproj", "net10.0", StreamKey.Test),
        Action = $"raise the timeout {number}",
        Gate = Gates.Fail,
        Stage = Stages.Test,
        Algorithm = Algorithms.Failures,
        Fingerprint = $"238b0942206{number % 3}",
        Tests = new(41, 39, 2, 0),
        Count = 2,
        Tree = $"{number % 5:x40}",
        Timestamp = "2026-01-01T00:00:00Z",
        Failures = [new("Shop.Tests.CartTests.Total", "", "expected: 27 actual: 30", "", "238b0942206c")],
    };
}
