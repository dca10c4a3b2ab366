using System.Diagnostics;

namespace LoopJournal.Greens;

/// <summary>Runs commands as a user's shell would, without the variables of the surrounding run.</summary>
internal static class Shell
{
    private static readonly string[] Leaking = ["MSBUILD", "VSTEST", "TESTINGPLATFORM", "DOTNET_CLI_", "DOTNET_HOST_PATH", "Loop", "GIT_"];

    public static (int ExitCode, string Output) Run(
        string folder, IEnumerable<KeyValuePair<string, string>> variables, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => Leaking.Any(p => name.StartsWith(p, StringComparison.Ordinal))).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    public static string RunOrFail(string folder, string command, params string[] arguments) =>
        Run(folder, [], command, arguments) is (0, var output)
            ? output
            : throw new InvalidOperationException($"'{command} {string.Join(' ', arguments)}' failed in {folder}.");
}
