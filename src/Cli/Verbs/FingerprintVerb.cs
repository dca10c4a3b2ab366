using LoopJournal.Fingerprints.Seed;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>fingerprint</c>: prints the fingerprint of a gate's output, without the journal.</summary>
internal static class FingerprintVerb
{
    private const string Automatic = "auto";
    private const string NoFailure = "(no-failure)";

    public static Command Create(ToolContext context)
    {
        var files = new Argument<string[]>("file")
        {
            Description = $"Each is {ParsedOutput.Formats}; '-' or none is standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var file = new Option<string?>("--file", "--input") { Description = "The same as an argument.", HelpName = "file" };
        const string choices = "auto: the one that fits the content; seed: that of loop_journal.py.";
        var algorithm = SharedOptions.CreateChoice("--algorithm", choices, "name", Automatic, Automatic, Algorithms.Seed);
        var detail = new Option<bool>("--detail") { Description = "The fingerprint with the values kept." };
        var format = OutputFormat.CreateOption();
        var verb = new Verb(
            "fingerprint",
            "Print the fingerprint of a failure.",
            "fingerprint test.log",
            "fingerprint TestResults/*.trx",
            "npm test 2>&1 | loop-journal fingerprint -") { files, file, algorithm, detail, format };
        return verb.WithAction(parsed =>
        {
            List<string> names = [.. parsed.GetValue(files) ?? [], .. parsed.GetValue(file) is { } named ? [named] : Array.Empty<string>()];
            if (names.Count == 0)
            {
                names.Add(OutputFiles.StandardInput);
            }

            var isSeed = parsed.GetValue(algorithm) == Algorithms.Seed;
            var answers = names.ConvertAll(name => (Name: name, Answer: Read(name, isSeed, context)));
            var lines = answers.Where(a => a.Answer is { Fingerprint.Length: > 0 } or { Problem: "" }).Select(a =>
            {
                var hash = parsed.GetValue(detail) ? a.Answer!.Detail : a.Answer!.Fingerprint;
                hash = hash.Length > 0 ? hash : NoFailure;
                return names.Count == 1 ? hash : $"{hash}  {Quoted.From(a.Name)}";
            });
            context.Answer(
                parsed.IsJson(format),
                json => VerdictJson.WriteObjects(json, "inputs", answers, input => WriteInput(json, input.Name, input.Answer)),
                () => lines);
            return answers.Exists(a => a.Answer is not { Problem: "" }) ? ExitCodes.Failed : ExitCodes.Done;
        });
    }

    private static Answer? Read(string name, bool isSeed, ToolContext context)
    {
        using var stream = OutputFiles.Open(name, context);
        if (stream is null)
        {
            return null;
        }

        if (isSeed)
        {
            using var text = new StreamReader(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
            var fingerprint = SeedFingerprint.Compute(text);
            if (name == OutputFiles.StandardInput)
            {
                stream.CopyTo(Stream.Null); // the process that writes into a pipe must not meet a closed one
            }

            return new(Algorithms.Seed, fingerprint, "", [], 0, "");
        }

        var output = ParsedOutput.Read(stream, new RepositoryPaths(RepositoryRoot.Find(context.Directory), File.Exists));
        AttemptReporter.WriteEvidenceProblem(output.Problem, context);
        return new(
            output.Algorithm,
            FailureSetFingerprint.Compute(output.Algorithm, output.Failures),
            FailureSetFingerprint.ComputeDetail(output.Algorithm, output.Failures),
            output.Failures,
            output.Count,
            output.Problem);
    }

    private static void WriteInput(Utf8JsonWriter json, string name, Answer? answer)
    {
        VerdictJson.WriteText(json, "file", name);
        json.WriteBoolean("read", answer is not null);
        if (answer is not null)
        {
            json.WriteString("algorithm", answer.Algorithm);
            json.WriteString("fingerprint", answer.Fingerprint);
            json.WriteString("detail", answer.Detail);
            VerdictJson.WriteTexts(json, "failures", answer.Failures.Select(failure => failure.Name).Take(Attempt.MaxFailures));
            json.WriteNumber("failure_count", answer.Count);
        }

        if (answer is { Problem.Length: > 0 })
        {
            json.WriteString("problem", answer.Problem);
        }
    }

    private sealed record Answer(
        string Algorithm, string Fingerprint, string Detail, IReadOnlyList<Failure> Failures, int Count, string Problem);
}
