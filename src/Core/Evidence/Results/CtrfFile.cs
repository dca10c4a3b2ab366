using LoopJournal.Text;

namespace LoopJournal.Evidence.Results;

/// <summary>
/// Reads the Common Test Report Format, which reporters for most runners write (https://ctrf.io), as a stream and in bounded memory. A
/// value of another type than the format gives it counts as missing.
/// </summary>
internal static class CtrfFile
{
    /// <summary>Whether a file begins as such a report does.</summary>
    public static bool IsHead(string start) =>
        start.Contains("\"CTRF\"", StringComparison.Ordinal)
        || (start.Contains("\"results\"", StringComparison.Ordinal) && start.Contains("\"tool\"", StringComparison.Ordinal)
            && start.Contains("\"summary\"", StringComparison.Ordinal));

    /// <summary>The failures of the run.</summary>
    /// <remarks>
    /// A file that stops in the middle, or is not JSON from some point on, gives the tests before that point, and counts as aborted.
    /// </remarks>
    /// <param name="stream">The file.</param>
    /// <param name="repository">Distinguishes the repository's own files from others.</param>
    public static ParsedOutput Read(Stream stream, RepositoryPaths repository)
    {
        var report = new TestReport(repository);
        var problem = "";
        try
        {
            ReadTests(stream, report);
        }
        catch (JsonException e)
        {
            problem = JsonTokens.Describe(e);
        }

        return report.GetOutput(problem);
    }

    // { "results": { "tests": [ { "name": ..., "status": ..., ... } ] } }: a test is at depth 3, its values at depth 4, lists at depth 5
    private static void ReadTests(Stream stream, TestReport report)
    {
        var json = new JsonTokens(stream);
        var names = new string[5];
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (json.Read())
        {
            var isInTest = names is [_, "results", "tests", ..] && json.Depth is 4 or 5;
            switch (json.Type)
            {
                case JsonTokenType.PropertyName when json.Depth < names.Length:
                    names[json.Depth] = json.GetText();
                    names.AsSpan(json.Depth + 1).Clear();
                    break;
                case JsonTokenType.String when isInTest && names[4] is { } name:
                    var text = json.GetText();
                    values[name] = values.TryGetValue(name, out var before) ? $"{before}{(name == "suite" ? " > " : "\n")}{text}" : text;
                    break;
                case JsonTokenType.EndObject when json.Depth == 3 && names is [_, "results", "tests", ..]:
                    report.Add(CreateTest(values));
                    values.Clear();
                    break;
            }
        }
    }

    private static ReportedTest CreateTest(Dictionary<string, string> values)
    {
        string Get(string name) => values.GetValueOrDefault(name, "");
        var outcome = Get("status") switch
        {
            "passed" => RanOutcome.Passed,
            "failed" => RanOutcome.Failed,
            _ => RanOutcome.Skipped, // skipped, pending, other
        };
        var printed = new List<string>();
        ErrorLines.AddTo(printed, $"{Get("stdout")}\n{Get("stderr")}");
        return new(Get("suite"), Get("name"), outcome)
        {
            Message = Get("message"),
            Text = Get("trace"),
            File = Get("filePath"),
            Printed = outcome == RanOutcome.Failed ? printed : [],
        };
    }
}
