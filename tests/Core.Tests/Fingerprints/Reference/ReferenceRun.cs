namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 5 of the page: a run of frames in a log.</summary>
internal sealed class ReferenceRun(ReferenceRepository repository)
{
    private static readonly string[] Names = SpecificationPage.List("names of the platform and the frameworks");
    private static readonly string[] PackageFolders = SpecificationPage.List("folders of packages");
    private static readonly string[] RuntimePaths = SpecificationPage.List("parts of the paths of runtimes");

    private readonly List<string> _lines = [];
    private string _own = "";
    private string _other = "";

    /// <summary>Whether a .NET frame is in it.</summary>
    public bool HasFrame => _lines.Exists(line => ReferenceFrame.TryRead(line) is not null);

    /// <summary>Takes a .NET frame, or a line between two.</summary>
    public void Add(string line, ReferenceFrame? frame)
    {
        _lines.Add(line);
        if (frame is null || frame.File.Length == 0 || IsInPackage(repository.Relate(frame.File) ?? frame.File))
            return;

        if (_other.Length == 0 && !frame.File.StartsWith("/_", StringComparison.Ordinal) && !IsOfRunner(frame.Method))
            _other = frame.Describe();

        if (_own.Length == 0 && repository.Relate(frame.File) is not null)
            _own = frame.Describe();
    }

    /// <summary>Takes the frame of another language.</summary>
    public void Add(string file, string method, bool isLast)
    {
        var frame = new ReferenceFrame(method, file);
        var site = method.Length > 0 ? frame.Describe() : file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        if (IsInPackage(repository.Relate(file) ?? file))
            return;

        if (!IsInRuntime(file) && (isLast || _other.Length == 0))
            _other = site;

        if ((isLast || _own.Length == 0) && repository.Relate(file) is not null)
            _own = site;
    }

    /// <summary>Ends it: the ids of its failures.</summary>
    public List<string> End()
    {
        var frames = _lines.Select(ReferenceFrame.TryRead).OfType<ReferenceFrame>().ToList();
        var cycle = ReferenceHost.FindCycle(_lines);
        var site = _own.Length > 0 ? _own : _other;
        List<string> sites = site.Length > 0 ? [site]
            : frames.Exists(frame => frame.File.Length > 0) ? []
            : cycle.Count > 0 ? cycle
            : [.. frames.Select(frame => frame.Method).Where(method => !IsOfRunner(method)).Take(1)];
        _lines.Clear();
        (_own, _other) = ("", "");
        return sites.ConvertAll(one => "at " + one);
    }

    private static bool IsOfRunner(string method) => Array.Exists(Names, name => method.StartsWith(name, StringComparison.Ordinal));

    private static bool IsInPackage(string file) => file.Split('/', '\\').Any(PackageFolders.Contains);

    private static bool IsInRuntime(string file) =>
        Array.Exists(RuntimePaths, part => ("/" + file.Replace('\\', '/')).Contains(part, StringComparison.Ordinal));
}
