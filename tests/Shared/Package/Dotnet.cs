using System.Collections;
using System.Diagnostics;
using System.Text;

namespace LoopJournal.Tests;

/// <summary>Runs commands as a user's shell would, without the variables of the surrounding build, test run or agent.</summary>
internal static class Dotnet
{
    private static readonly string[] Leaking =
    [
        "MSBUILD", "VSTEST", "TESTINGPLATFORM", "DOTNET_CLI_", "DOTNET_ROOT", "DOTNET_HOST_PATH", "COVERLET", "Loop", "GIT_",
        // Variables of agents: the test platforms print other texts for an agent.
        "CLAUDE", "CODEX", "CURSOR", "GEMINI", "COPILOT", "AGENT", "AI_",
    ];

    public static CommandResult Run(
        string directory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Run("dotnet", directory, arguments, environment);

    public static CommandResult Run(
        string command, string directory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var output = new StringBuilder();
        using var process = Start(command, directory, arguments, environment, line =>
        {
            lock (output)
            {
                output.Append(line).Append('\n');
            }
        });
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output.ToString());
    }

    /// <summary>Starts a command and does not wait for it. A variable that is given as an empty text is not set.</summary>
    public static Process Start(
        string command, string directory, IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment, Action<string> output)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (Leaking.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                start.Environment.Remove(name);
            }
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            if (value == "")
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Append(e.Data);
        process.ErrorDataReceived += (_, e) => Append(e.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Append(string? line)
        {
            if (line is not null)
            {
                output(line);
            }
        }
    }
}

/// <summary>The result of a command.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public IReadOnlyList<string> Lines => Output.Split('\n');

    /// <summary>The lines that hold a text.</summary>
    public IReadOnlyList<string> LinesWith(string text) => [.. Lines.Where(l => l.Contains(text, StringComparison.Ordinal))];
}
