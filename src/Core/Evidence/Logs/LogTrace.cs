using LoopJournal.Text;

namespace LoopJournal.Evidence.Logs;

/// <summary>
/// A run of frames in a log. Its first frame in the repository says where the fault was raised. Of a crash, whose frames name no file, the
/// first frame outside the platform does, and of a stack overflow the whole cycle.
/// </summary>
/// <param name="repository">Distinguishes the repository's own files from others.</param>
internal sealed class LogTrace(RepositoryPaths repository)
{
    private const int MaxFrames = 1000;

    private readonly CrashTrace _crash = new(KnownNames.PlatformAndFrameworks, MaxFrames);
    private string _own = ""; // the frame in the repository
    private string _other = ""; // the frame in a file of an unknown place

    /// <summary>Whether a frame of .NET was the line before.</summary>
    public bool HasBegun => _crash.HasBegun;

    /// <summary>Takes a frame of .NET or Java.</summary>
    public void Add(StackFrame frame)
    {
        _crash.Add(frame);
        var isOther = !frame.File.StartsWith("/_", StringComparison.Ordinal)
            && !frame.Method.StartsWithAny(KnownNames.PlatformAndFrameworks);
        Set(isOther, frame.File, frame.ToString(), isLast: false);
    }

    /// <summary>Takes a frame of another language.</summary>
    public void Add(KnownLine frame)
    {
        var (file, method) = (frame.Get("file"), frame.Get("method"));
        var site = method.Length > 0 ? new StackFrame(method, file).ToString() : new StackFrame("", file).FileName;
        Set(!KnownNames.IsInRuntime(file), file, site, frame.Runner!.IsInnermostLast);
    }

    /// <summary>Takes a line that is not a frame.</summary>
    /// <returns>Whether it belongs to the trace.</returns>
    public bool TryAdd(ReadOnlySpan<char> line) => _crash.TryAdd(line);

    /// <summary>Ends the trace.</summary>
    /// <returns>Where the fault was raised; nothing where no frame says it.</returns>
    public IReadOnlyList<string> End()
    {
        var site = _own.Length > 0 ? _own : _other;
        IReadOnlyList<string> sites = site.Length > 0 ? [site]
            : _crash.HasFiles ? [] : [.. _crash.Frames.Select(frame => frame.Method)];
        _crash.Clear();
        (_own, _other) = ("", "");
        return sites;
    }

    private void Set(bool isOther, string file, string site, bool isLast)
    {
        var path = repository.GetRelativePath(file);
        if (file.Length > 0 && !KnownNames.IsInPackage(path ?? file))
        {
            _other = isOther && (isLast || _other.Length == 0) ? site : _other;
            _own = path is not null && (isLast || _own.Length == 0) ? site : _own;
        }
    }
}
