using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>A user's repository in a folder of its own, on which real commands run. It is deleted when the test is over.</summary>
internal sealed class Sandbox : IDisposable
{
    private readonly string _top;

    /// <param name="folder">The name of the repository's folder.</param>
    /// <param name="git">Whether it is a git repository, on branch <c>main</c>.</param>
    /// <param name="test">The test's name, which is part of the path.</param>
    public Sandbox(string folder = "repo", bool git = true, [CallerMemberName] string test = "")
    {
        _top = Path.Combine(Suite.Folder, $"{test}-{Guid.NewGuid().ToString("N")[..4]}");
        Root = Path.Combine(_top, folder);
        Directory.CreateDirectory(Root);

        // No file above the user's repository may reach into it.
        File.WriteAllText(Path.Combine(_top, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <RestoreAdditionalProjectSources>{Suite.Feed}</RestoreAdditionalProjectSources>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(_top, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(_top, "Directory.Packages.props"), "<Project />");
        File.WriteAllText(Path.Combine(_top, "Directory.Build.rsp"), "");
        if (git)
        {
            Write(".gitignore", "bin/\nobj/\nTestResults/\n");
            Git("init", "--quiet", "--initial-branch=main");
            Commit();
        }
    }

    public string Root { get; private set; }

    public string JournalFolder => In(".orchestrator/loop");

    /// <summary>Variables that every command gets.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["NUGET_PACKAGES"] = Suite.Packages };

    /// <summary>The journal's records, read without the code of the package.</summary>
    public IReadOnlyList<JsonElement> Journal => ReadJournal(JournalFolder);

    /// <summary>The captures that are left.</summary>
    public IReadOnlyList<string> Captures =>
        Directory.Exists(Path.Combine(JournalFolder, "captures")) ? Directory.GetFiles(Path.Combine(JournalFolder, "captures")) : [];

    public static IReadOnlyList<JsonElement> ReadJournal(string folder)
    {
        var file = Path.Combine(folder, "journal.jsonl");
        return File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonElement.Parse(line))] : [];
    }

    public string In(string path) => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
    }

    public void Edit(string path, string from, string to)
    {
        var text = File.ReadAllText(In(path));
        Assert.Contains(from, text, $"{path} has no '{from}'");
        File.WriteAllText(In(path), text.Replace(from, to, StringComparison.Ordinal));
    }

    public CommandResult Test(params string[] arguments) => Run(["test", .. arguments]);

    public CommandResult Run(params string[] arguments) => Dotnet.Run(Root, arguments, Environment);

    /// <summary>Runs a command with variables that this run alone has.</summary>
    public CommandResult RunWith(IEnumerable<KeyValuePair<string, string>> variables, params string[] arguments) =>
        Dotnet.Run(Root, arguments, new Dictionary<string, string>(Environment.Concat(variables)));

    public CommandResult Git(params string[] arguments)
    {
        // The repository may be another user's.
        var run = Dotnet.Run(
            "git", Root, ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "safe.directory=*", .. arguments]);
        Assert.AreEqual(0, run.ExitCode, run.Output);
        return run;
    }

    public void Commit()
    {
        Git("add", "-A");
        Git("commit", "--quiet", "--allow-empty", "-m", "as it is");
    }

    /// <summary>Continues in a copy of the repository with its journal, in another folder.</summary>
    public void MoveTo(string folder)
    {
        var there = Path.Combine(_top, folder);
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Root, file);
            if (!relative.Split('/', '\\').Any(part => part is "bin" or "obj"))
            {
                var target = Path.Combine(there, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        Root = there;
    }

    /// <summary>Continues in a folder of the sandbox, such as a worktree or a clone, which a path relative to the root names.</summary>
    public void Enter(string folder) => Root = Path.GetFullPath(In(folder));

    public void Dispose()
    {
        foreach (var file in new DirectoryInfo(_top).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes &= ~FileAttributes.ReadOnly;
        }

        Directory.Delete(_top, recursive: true);
    }
}
