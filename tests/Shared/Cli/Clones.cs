using System.Diagnostics;

namespace LoopJournal.Tests;

/// <summary>A bare repository and clones of it, each with the tool in this process.</summary>
internal sealed class Clones : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Tool> _tools = [];

    public Clones()
    {
        Git(_folder.Path, "init", "-q", "--bare", "-b", "main", Remote);
        var first = Add();
        first.Write("cart.txt", "bad");
        Git(first.Folder, "add", ".");
        Git(first.Folder, "commit", "-q", "-m", "c");
        Git(first.Folder, "push", "-q", "origin", "HEAD:main");
    }

    /// <summary>The bare repository's folder.</summary>
    public string Remote => _folder["remote.git"];

    /// <summary>The first clone, which has made the only commit.</summary>
    public Tool First => _tools[0];

    /// <summary>Makes a clone.</summary>
    public Tool Add()
    {
        var tool = new Tool();
        Directory.Delete(tool.Folder, recursive: true);
        Git(_folder.Path, "clone", "-q", Remote, tool.Folder);
        tool.Variables["LoopId"] = "l";
        _tools.Add(tool);
        return tool;
    }

    /// <summary>The references of writers in the remote: their names and commits.</summary>
    public Dictionary<string, string> ListRefs() => Git(Remote, "for-each-ref", "--format=%(refname) %(objectname)", "refs/loop-journal")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>Runs git, and gives its output.</summary>
    public static string Git(string folder, params string[] arguments) => GitWith("", folder, arguments);

    /// <summary>Runs git with an input, and gives its output.</summary>
    public static string GitWith(string input, string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, "-c", "user.name=n", "-c", "user.email=e", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        var error = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.AreEqual(0, git.ExitCode, error.Result);
        return output.Trim();
    }

    /// <summary>Records a failing attempt.</summary>
    public static void Fail(Tool tool, string action)
    {
        var log = Path.GetTempFileName();
        File.WriteAllText(log, "error: the cart is bad\n");
        Assert.AreEqual(0, tool.Run("record", "--gate", "fail", "--action", action, "--gate-output", log).ExitCode);
        File.Delete(log);
    }

    public void Dispose()
    {
        _tools.ForEach(tool => tool.Dispose());
        _folder.Dispose();
    }
}
