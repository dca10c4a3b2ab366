using System.CommandLine;
using System.Text;
using System.Text.Json;
using LoopJournal.Fingerprints.Seed;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>fingerprint</c>: the fingerprint of what a gate left behind, without the journal.</summary>
internal static class FingerprintVerb
{
    private const string Automatic = "auto";
    private const string NoFailure = "(no-failure)";

    public static Command Create(Shell shell)
    {
        var files = new Argument<string[]>("file") { Description = "Logs, TRX and SARIF files, captures; '-' or none is standard input.", Arity = ArgumentArity.ZeroOrMore };
        var file = new Option<string?>("--file", "--input") { Description = "The same as an argument.", HelpName = "file" };
        var algorithm = new Option<string>("--algorithm")
        {
            Description = "auto: the one that fits the content; seed: that of loop_journal.py.",
            HelpName = "name",
            DefaultValueFactory = _ => Automatic,
        };
        algorithm.AcceptOnlyFromAmong(Automatic, Algorithms.Seed);
        var detail = new Option<bool>("--detail") { Description = "The fingerprint with the values kept." };
        var format = OutputFormat.Option();
        var verb = new Verb(
            "fingerprint",
            "Print the fingerprint of a failure.",
            "fingerprint test.log",
            "fingerprint TestResults/*.trx",
            "npm test 2>&1 | loop-journal fingerprint -") { files, file, algorithm, detail, format };
        verb.SetAction(parsed =>
        {
            List<string> names = [.. parsed.GetValue(files) ?? [], .. parsed.GetValue(file) is { } named ? [named] : Array.Empty<string>()];
            if (names.Count == 0)
            {
                names.Add(GateOutputs.StandardInput);
            }

            var isSeed = parsed.GetValue(algorithm) == Algorithms.Seed;
            var answers = names.ConvertAll(name => (Name: name, Answer: Read(name, isSeed, shell)));
            var lines = answers.Where(a => a.Answer is { Fingerprint.Length: > 0 } or { Problem: "" })
                .Select(a => (parsed.GetValue(detail) ? a.Answer!.Detail : a.Answer!.Fingerprint) is { Length: > 0 } hash ? (a.Name, hash) : (a.Name, NoFailure))
                .Select(line => names.Count == 1 ? line.Item2 : $"{line.Item2}  {Quoted.Of(line.Name)}");
            shell.Answer(
                parsed.IsJson(format),
                json => VerdictJson.Objects(json, "inputs", answers, input => WriteInput(json, input.Name, input.Answer)),
                lines);
            return answers.Exists(a => a.Answer is not { Problem: "" }) ? ExitCodes.Failed : ExitCodes.Done;
        });
        return verb;
    }

    private static Answer? Read(string name, bool isSeed, Shell shell)
    {
        using var stream = GateOutputs.Open(name, shell);
        if (stream is null)
        {
            return null;
        }

        if (isSeed)
        {
            using var text = new StreamReader(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
            return new(Algorithms.Seed, SeedFingerprint.Of(text.ReadToEnd()), "", [], 0, "");
        }

        var output = GateOutput.Read(stream, new RepositoryPaths(RepositoryRoot.Find(shell.Directory), File.Exists));
        Report.EvidenceProblem(output.Problem, shell);
        return new(
            output.Algorithm,
            FailureSetFingerprint.Of(output.Algorithm, output.Failures),
            FailureSetFingerprint.DetailOf(output.Algorithm, output.Failures),
            output.Failures,
            output.Count,
            output.Problem);
    }

    private static void WriteInput(Utf8JsonWriter json, string name, Answer? answer)
    {
        VerdictJson.Text(json, "file", name);
        json.WriteBoolean("read", answer is not null);
        if (answer is not null)
        {
            json.WriteString("algorithm", answer.Algorithm);
            json.WriteString("fingerprint", answer.Fingerprint);
            json.WriteString("detail", answer.Detail);
            VerdictJson.Texts(json, "failures", answer.Failures.Select(failure => failure.Name).Take(Attempt.MostFailures));
            json.WriteNumber("failure_count", answer.Count);
        }

        if (answer is { Problem.Length: > 0 })
        {
            json.WriteString("problem", answer.Problem);
        }
    }

    private sealed record Answer(string Algorithm, string Fingerprint, string Detail, IReadOnlyList<Failure> Failures, int Count, string Problem);
}
