using System.Diagnostics;

namespace LoopJournal.Tests;

/// <summary>A shell in the folder of a tool, with <c>loop-journal</c> and made-up programs on its path. Not for Windows.</summary>
internal sealed class Shell
{
    private readonly Tool _tool;

    public Shell(Tool tool)
    {
        _tool = tool;
        AddProgram("loop-journal", $"exec dotnet '{Tool.Program}' \"$@\"");
    }

    public void AddProgram(string name, string script)
    {
        _tool.Write($"programs/{name}", $"#!/bin/sh\n{script}\n");
        AssertRuns($"chmod +x programs/{name}");
    }

    /// <summary>Runs a script, and fails where one of its commands or pipes does.</summary>
    /// <returns>Its output and errors.</returns>
    public string AssertRuns(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", $"exec 2>&1; {script}"])
        {
            WorkingDirectory = _tool.Folder,
            RedirectStandardOutput = true,
            Environment = { ["PATH"] = $"{Path.Combine(_tool.Folder, "programs")}:{Environment.GetEnvironmentVariable("PATH")}" },
        })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.AreEqual(0, shell.ExitCode, $"{script}\n{output}");
        Assert.DoesNotContain("not found", output, script);
        return output;
    }
}
