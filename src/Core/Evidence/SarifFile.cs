using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>
/// Reads SARIF 2.1 and 1.0, which compilers write for <c>ErrorLog</c>, as a stream and in bounded memory. Only errors: warnings and notes
/// fail no gate.
/// </summary>
internal static class SarifFile
{
    /// <summary>The errors of all runs that are not suppressed.</summary>
    /// <remarks>
    /// A file that stops in the middle (the compiler was killed), or is not JSON from some point on, gives the errors before that point,
    /// and counts as aborted.
    /// </remarks>
    /// <param name="stream">The file.</param>
    /// <param name="repository">Gives the files' paths relative to the repository.</param>
    public static ParsedOutput Read(Stream stream, RepositoryPaths repository)
    {
        var failures = new BoundedFailureSet();
        var count = 0;
        var problem = "";
        try
        {
            new SarifReader(ToUtf8(stream), (rule, file, line, message) =>
            {
                count++;
                var failure = DiagnosticFailure.From(rule, file, message, repository, line);
                if (!failures.Add(failure, failure.Message))
                {
                    failures.Repeat(failure);
                }
            }).Read();
        }
        catch (JsonException e)
        {
            problem = JsonTokens.Describe(e);
        }

        return new(Algorithms.Diagnostics, failures.ToList(), null, IsAborted: problem.Length > 0)
        {
            Count = count,
            Reported = count,
            Omitted = failures.Omitted,
            Causes = FailureCause.Group(failures.ToList(), failures.GetCount),
            Problem = problem,
        };
    }

    // some shells redirect output as UTF-16
    private static Stream ToUtf8(Stream file)
    {
        var whole = new PrefixedStream(file);
        var encoding = TextEncoding.Detect(whole.Peek(512));
        return encoding == Encoding.UTF8 ? whole : Encoding.CreateTranscodingStream(whole, encoding, Encoding.UTF8, leaveOpen: true);
    }
}
