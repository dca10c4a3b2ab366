using System.IO.Enumeration;
using System.Security.Cryptography;

namespace LoopJournal.Cli.Running;

/// <summary>
/// The results files of a command: those that match a pattern after it, and are new or differ from before it. No clock is compared, so an
/// old file never counts.
/// </summary>
internal sealed class ResultFiles : IDisposable
{
    private const int MaxFiles = 10_000;
    private const int MaxNames = 3;
    private const int MaxName = 120;

    /// <summary>Folders that hold other people's files.</summary>
    private static readonly string[] Foreign = [".git", "node_modules"];

    private readonly string _directory;
    private readonly List<ResultPattern> _patterns;
    private readonly Dictionary<string, FileState> _before;
    private readonly List<FileStream> _open = [];

    private ResultFiles(string directory, IEnumerable<string> patterns)
    {
        _directory = directory;
        _patterns = [.. patterns.Select(pattern => ResultPattern.Parse(directory, pattern))];
        _before = List();
    }

    private readonly record struct FileState(long Length, DateTime Written, string Hash);

    /// <summary>Remembers the files that match before the command runs.</summary>
    /// <param name="directory">Where the command will run; patterns are relative to it.</param>
    /// <param name="patterns">As <see cref="ResultPattern"/> reads them.</param>
    public static ResultFiles Remember(string directory, IEnumerable<string> patterns) =>
        new(directory, patterns);

    /// <summary>Why no file is evidence, in a sentence; empty where one is, or none is looked for.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Opens what the command wrote.</summary>
    /// <param name="log">What the command printed.</param>
    public GateOutputs Open(Stream log)
    {
        var now = List();
        var written = now.Keys.Where(path => !_before.TryGetValue(path, out var before) || before != now[path]).ToList();
        var old = now.Keys.Except(written).ToList();
        if (written.Count == 0)
        {
            var names = Quoted.FromList([.. old.Select(path => Path.GetRelativePath(_directory, path))], MaxNames, MaxName);
            Problem = _patterns.Count == 0 ? ""
                : old.Count == 0 ? "no file matches --results, so the output is the evidence"
                : $"the command wrote no file that matches --results, so the output is the evidence. As before: {names}";
            return new([log]);
        }

        // Where a tool wrote no file into a folder, it did not run its tests again. Beside new files, an old one is left over.
        var folders = written.Select(Path.GetDirectoryName).ToHashSet();
        var cached = old.FindAll(file => !folders.Contains(Path.GetDirectoryName(file)));
        return new(OpenAll(written)) { Log = log, Cached = OpenAll(cached) };
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _open.ForEach(file => file.Dispose());

    private List<Stream> OpenAll(List<string> paths)
    {
        var first = _open.Count;
        foreach (var path in paths)
        {
            try
            {
                _open.Add(new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)); // it may still be written
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Problem = $"a results file cannot be read: {Quoted.From(e.Message)}";
            }
        }

        return [.. _open.Skip(first)];
    }

    private Dictionary<string, FileState> List()
    {
        var found = new Dictionary<string, FileState>(StringComparer.Ordinal);
        foreach (var path in _patterns.SelectMany(ListFiles).Distinct().Order(StringComparer.Ordinal).Take(MaxFiles))
        {
            try
            {
                using var file = File.OpenRead(path);
                found[path] = new(file.Length, File.GetLastWriteTimeUtc(path), Convert.ToHexStringLower(SHA256.HashData(file)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // a file that is gone or cannot be read is not evidence
            }
        }

        return found;
    }

    private static IEnumerable<string> ListFiles(ResultPattern pattern)
    {
        if (!Directory.Exists(pattern.Folder))
        {
            return [];
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return new FileSystemEnumerable<string>(pattern.Folder, (ref FileSystemEntry file) => file.ToFullPath(), options)
        {
            // a pipe or a device has no length, and reading one may never end
            ShouldIncludePredicate = (ref FileSystemEntry file) =>
                !file.IsDirectory && file.Length > 0 && pattern.Matches(file.ToFullPath()),
            ShouldRecursePredicate = (ref FileSystemEntry folder) =>
                pattern.IsDeep && !Foreign.Contains(folder.FileName.ToString()),
        };
    }
}
