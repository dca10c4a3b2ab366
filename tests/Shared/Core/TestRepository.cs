using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using LoopJournal.Snapshots;

namespace LoopJournal.Tests;

/// <summary>A real repository in a folder of its own, with a journal's folder that hides itself.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly string _folder = TemporaryFolder.Create();

    public TestRepository(params string[] init)
    {
        // The name has a blank and an umlaut, and also a colon and a quote, which git's list of object stores must quote.
        Root = Path.Combine(_folder, OperatingSystem.IsWindows() ? "the ü repository" : "the \"ü\" repository: one");
        Directory.CreateDirectory(Root);
        Git(["init", "-q", .. init]);
        MakeJournal();
    }

    public string Root { get; private init; }

    public string Journal => Path.Combine(Root, ".orchestrator", "loop");

    public WorkingTree WorkingTree => new(Root, Journal);

    public Restorer Restorer => new(Root, Journal);

    public string At(string path) => Path.Combine(Root, path);

    public void MakeJournal()
    {
        Directory.CreateDirectory(Journal);
        File.WriteAllText(Path.Combine(Journal, ".gitignore"), "*\n");
    }

    public TestRepository Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), content);
        return this;
    }

    public TestRepository Commit()
    {
        Git("add", "-A");
        Git("commit", "-q", "--allow-empty", "-m", "c");
        return this;
    }

    /// <summary>Takes a snapshot, with enough time for a busy machine.</summary>
    public string Take()
    {
        var tree = WorkingTree.Take(TimeSpan.FromMinutes(1));
        Assert.AreNotEqual("", tree, "no snapshot was taken");
        return tree;
    }

    public string Git(params string[] arguments) => GitIn(Root, arguments);

    /// <summary>Runs git with standard input, one character a byte.</summary>
    public string GitWith(string input, params string[] arguments) => Run(Root, input, arguments);

    public static string GitIn(string folder, params string[] arguments) => Run(folder, "", arguments);

    private static string Run(string folder, string input, string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Encoding.Latin1,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        string[] settings =
            ["-c", "user.name=n", "-c", "user.email=e", "-c", "protocol.file.allow=always", "-c", "advice.addEmbeddedRepo=false"];
        foreach (var argument in settings.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        using var git = Process.Start(start)!;
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        var error = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.AreEqual(0, git.ExitCode, $"git {string.Join(' ', arguments)}: {error.Result}");
        return output.TrimEnd('\n');
    }

    /// <summary>All of a repository that a snapshot must leave alone: every file below .git with its content.</summary>
    public string GitFolder() => string.Join('\n', Directory.EnumerateFiles(At(".git"), "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetRelativePath(Root, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"));

    /// <summary>All files of the working tree, without git's and ours: path, kind and content.</summary>
    public string Files() => string.Join('\n', Directory
        .EnumerateFiles(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Select(file => Path.GetRelativePath(Root, file))
        .Where(file => !file.StartsWith(".git/", StringComparison.Ordinal) && !file.StartsWith(".orchestrator/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(file => new FileInfo(At(file)) is { LinkTarget: { } target }
            ? $"{file} -> {target}"
            : $"{file} {(OperatingSystem.IsWindows() ? 0 : File.GetUnixFileMode(At(file)) & UnixFileMode.UserExecute)}"
                + $" {Convert.ToHexString(File.ReadAllBytes(At(file)))}"));

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(
            _folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(_folder, recursive: true);
    }
}
