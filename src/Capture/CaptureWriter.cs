namespace LoopJournal.Capture;

/// <summary>
/// Writes a capture: the results of a test run, while it runs. One JSON object a line: the header first (all inputs of the
/// attempt, so that any later process can journal it), then every failing result as it happens, at the end a footer. A capture without a
/// footer is that of a killed run.
/// </summary>
/// <remarks>
/// The writer holds the file's lock until the run ends, so a process that can take the lock knows that the writer is gone. Where the
/// journal's disk is full, the writer goes on in the fallback place. Once the file is made, no method throws: a full disk must not end the
/// run.
/// </remarks>
internal sealed class CaptureWriter : IDisposable
{
    /// <summary>In characters; no fingerprint takes more of a message.</summary>
    private const int MaxMessage = 16 * 1024;

    /// <summary>In characters; the top of a stack trace shows where a test failed.</summary>
    private const int MaxStack = 32 * 1024;

    private readonly object _lock = new();
    private FileStream _file;
    private string? _fallback;

    /// <summary>How many bytes of whole lines the file has.</summary>
    private long _length;

    /// <summary>Creates the file at <paramref name="path"/>, its folder too if need be, and writes the header line.</summary>
    /// <param name="path">The file; it must not be there, unless <paramref name="continues"/>.</param>
    /// <param name="header">Its first line.</param>
    /// <param name="continues">Whether a file that is there is written on: the run is a further try of the one that made it.</param>
    /// <param name="fallback">The file to go on in when this one cannot be written any more; null: the rest is lost.</param>
    /// <exception cref="IOException">The file cannot be created, or is there already.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be created.</exception>
    public CaptureWriter(string path, string header, bool continues = false, string? fallback = null)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        _file = PrivateFile.Open(path, continues ? FileMode.OpenOrCreate : FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        _fallback = fallback;
        Path = path;
        try
        {
            _length = _file.Seek(0, SeekOrigin.End);
            if (_length == 0)
            {
                Append(ToLine(new StringBuilder(header)), toDisk: true);
            }
        }
        catch (IOException)
        {
            Discard(); // the next process that lists the folder would take an empty capture for one that is about to be written
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; private set; }

    /// <summary>Makes a capture in the journal's folder, else in the fallback place; null where neither can be made.</summary>
    /// <param name="path">The file in the journal's folder; null or empty when there is none.</param>
    /// <param name="root">The repository's root: no link is followed between it and the file.</param>
    /// <param name="fallback">The file elsewhere; null or empty when there is none.</param>
    /// <param name="header">Its first line.</param>
    /// <param name="continues">Whether a file that is there is written on.</param>
    public static CaptureWriter? TryCreate(string? path, string root, string? fallback, string header, bool continues = false) =>
        TryCreate(path, () =>
        {
            JournalFolder.EnsureFor(path!, root);
            return new CaptureWriter(path!, header, continues, fallback);
        })
        ?? TryCreate(fallback, () => new CaptureWriter(fallback!, header, continues));

    /// <summary>Adds a failing result. A text is empty where the test platform does not give it.</summary>
    /// <remarks>
    /// A platform that reports every try gives a <paramref name="key"/>: a later result replaces an earlier one with the same key.
    /// <paramref name="printed"/> has the lines of <see cref="ErrorLines"/>.
    /// </remarks>
    public void Fail(
        string test, string display, string type, string message, string stack, string key = "", IReadOnlyList<string>? printed = null)
    {
        var line = new StringBuilder("{\"test\":").AppendJson(test)
            .Append(",\"display\":").AppendJson(display)
            .Append(",\"type\":").AppendJson(type)
            .Append(",\"message\":").AppendJson(Cut(message, MaxMessage))
            .Append(",\"stack\":").AppendJson(Cut(stack, MaxStack));
        if (key.Length > 0)
        {
            line.Append(",\"key\":").AppendJson(key);
        }

        for (var i = 0; i < printed?.Count; i++)
        {
            line.Append(i == 0 ? ",\"printed\":[" : ",").AppendJson(printed[i]).Append(i == printed.Count - 1 ? "]" : "");
        }

        Write(line.Append('}'));
    }

    /// <summary>Takes a failing result back: a later try of the test passed.</summary>
    public void Recover(string key) => Write(new StringBuilder("{\"recovered\":").AppendJson(key).Append('}'));

    /// <summary>Ends the run.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="results">Its results.</param>
    /// <param name="stopsEarly">Whether it ends at a failure: then a test without a result may just not have had its turn.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="message">The runner's words if it was aborted.</param>
    public void End(CaptureEnd end, IEnumerable<RanTest> results, bool stopsEarly, TimeSpan duration, string message)
    {
        var tests = results.ToList();
        int Count(RanOutcome outcome) => tests.Count(test => test.Outcome == outcome);
        var ran = stopsEarly && Count(RanOutcome.Failed) > 0 ? null : RanTest.Write(tests);
        End(end, Count(RanOutcome.Passed), Count(RanOutcome.Failed), Count(RanOutcome.Skipped), duration, message, ran);
    }

    /// <summary>
    /// Ends the run: counts by outcome, how it ended, how long it took, the runner's words if it was aborted, and which tests ran, where
    /// that is known in full (<see cref="RanTest.Write"/>).
    /// </summary>
    public void End(CaptureEnd end, int passed, int failed, int skipped, TimeSpan duration, string message, string? ran = null) =>
        Write(
            new StringBuilder("{\"end\":").AppendJson(end.ToString().ToLowerInvariant())
                .Append(",\"passed\":").Append(passed.ToString(CultureInfo.InvariantCulture))
                .Append(",\"failed\":").Append(failed.ToString(CultureInfo.InvariantCulture))
                .Append(",\"skipped\":").Append(skipped.ToString(CultureInfo.InvariantCulture))
                .Append(",\"durationMs\":").Append(((long)duration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture))
                .Append(",\"message\":").AppendJson(Cut(message, MaxMessage))
                .Append(ran is null ? "" : $",\"ran\":\"{ran}\"")
                .Append('}'),
            toDisk: true);

    /// <inheritdoc/>
    /// <remarks>Where it fails, every whole line is written already, because the file is not buffered.</remarks>
    public void Dispose() => FileErrors.Ignore(_file.Dispose);

    /// <summary>Deletes the file: before the lock is released, because another process would journal the file as a killed run.</summary>
    public void Discard()
    {
        Delete(Path);
        Dispose();
        Delete(Path); // Windows deletes no file that is open
    }

    private static CaptureWriter? TryCreate(string? path, Func<CaptureWriter> create)
    {
        try
        {
            return string.IsNullOrEmpty(path) ? null : create();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Cut(string text, int max) => text.Length <= max ? text : text.Substring(0, max);

    private static byte[] ToLine(StringBuilder line) => new UTF8Encoding(false).GetBytes(line.Append('\n').ToString());

    // Where it stays, a later attempt deletes a capture without a header
    private static void Delete(string path) => FileErrors.Ignore(() => File.Delete(path));

    private void Write(StringBuilder text, bool toDisk = false)
    {
        var line = ToLine(text);
        lock (_lock)
        {
            if (!TryAppend(line, toDisk) && TryMove())
            {
                TryAppend(line, toDisk);
            }
        }
    }

    private bool TryAppend(byte[] line, bool toDisk)
    {
        try
        {
            Append(line, toDisk);
            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void Append(byte[] line, bool toDisk)
    {
        _file.Write(line, 0, line.Length);
        _file.Flush(toDisk);
        _length += line.Length;
    }

    /// <summary>Moves the whole lines to the fallback place and goes on there. False where that cannot be, or was done already.</summary>
    private bool TryMove()
    {
        var (before, path, fallback) = (_file, Path, _fallback);
        _fallback = null;
        if (string.IsNullOrEmpty(fallback) || !before.CanRead)
        {
            return false;
        }

        FileStream? moved = null;
        try
        {
            before.SetLength(_length);
            before.Position = 0;
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(fallback)!);
            moved = PrivateFile.Open(fallback!, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            before.CopyTo(moved);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            moved?.Dispose();
            return false;
        }

        (_file, Path) = (moved, fallback!);
        Delete(path); // before the lock is released: another process would journal the file as a killed run
        before.Dispose();
        Delete(path); // Windows deletes no file that is open
        return true;
    }
}

/// <summary>How a captured run ended.</summary>
internal enum CaptureEnd
{
    /// <summary>Every test that was asked for has its result.</summary>
    Completed,

    /// <summary>The runner gave up: the test host died, or a time limit ran out.</summary>
    Aborted,

    /// <summary>The user stopped the run.</summary>
    Cancelled,
}
