using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>The files that a gate's run left.</summary>
/// <param name="Files">Logs, or files of <see cref="ParsedOutput.Formats"/>, left open.</param>
internal sealed record GateOutputs(IReadOnlyList<Stream> Files)
{
    /// <summary>What the gate printed: the evidence where the files name no failure; null where it is one of them, or not known.</summary>
    public Stream? Log { get; init; }

    /// <summary>Files of tests that a build tool did not run again, because nothing they depend on was edited.</summary>
    public IReadOnlyList<Stream> Cached { get; init; } = [];

    /// <summary>Reads them; null where there are none.</summary>
    /// <inheritdoc cref="ParsedOutput.Read(IReadOnlyList{Stream}, RepositoryPaths, bool)"/>
    public ParsedOutput? Read(RepositoryPaths repository, bool onlyTests)
    {
        var output = ParsedOutput.Read(Files, repository, onlyTests);
        if (output is not null && ParsedOutput.Read(Cached, repository, onlyTests: true) is { } cached)
        {
            output = output with { Ran = output.Ran is { } ran && cached.Ran is { } more ? [.. ran, .. more] : null };
        }

        if (Log is null || output is { Failures.Count: > 0 } || (output is not null && onlyTests))
        {
            return output;
        }

        // a coverage threshold, or a test file that does not compile: the tests that ran have not failed
        var log = ParsedOutput.Read(Log, repository, onlyTests);
        return output is null ? log
            : log with { Tests = output.Tests, Ran = output.Ran, Problem = output.Problem.Length > 0 ? output.Problem : log.Problem };
    }
}
