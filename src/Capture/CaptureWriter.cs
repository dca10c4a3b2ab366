using System.Globalization;
using System.Text;

namespace LoopJournal.Capture;

/// <summary>
/// Writes a capture: what a test run says about itself, while it runs. One JSON object a line: the header first (all inputs of the
/// attempt, so that anybody can journal it), then every failing result as it happens, at the end a footer. A capture without a
/// footer is a run that was killed.
/// </summary>
/// <remarks>
/// The file is held open exclusively until the run ends: a capture whose lock can be taken has no living writer. Once it is made,
/// nothing throws: a full disk must not end the run, and a missing footer tells whoever reads the capture.
/// </remarks>
internal sealed class CaptureWriter : IDisposable
{
    /// <summary>More of a message than anybody reads or any fingerprint takes, in characters.</summary>
    private const int LongestMessage = 16 * 1024;

    /// <summary>Likewise of a stack trace: its top is what tells.</summary>
    private const int LongestStack = 32 * 1024;

    private readonly FileStream _file;
    private readonly object _lock = new();

    /// <summary>Creates the file at <paramref name="path"/>, its folder too if need be, and writes the header line.</summary>
    /// <param name="path">The file; it must not be there, unless <paramref name="continues"/>.</param>
    /// <param name="header">Its first line.</param>
    /// <param name="continues">Whether a file that is there is written on: the run is a further try of the one that made it.</param>
    /// <exception cref="IOException">The file cannot be created, or is there already.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be created.</exception>
    public CaptureWriter(string path, string header, bool continues = false)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        _file = new FileStream(path, continues ? FileMode.Append : FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Path = path;
        try
        {
            if (_file.Length == 0)
            {
                Append(new StringBuilder(header), toDisk: true);
            }
        }
        catch (IOException)
        {
            Dispose(); // a capture without a header is nothing: whoever comes next may take it away
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Makes a capture; null when it cannot be made.</summary>
    /// <param name="path">The file; null: there is no such place.</param>
    /// <param name="header">Its first line.</param>
    /// <param name="inJournal">Whether the file is in the journal's folder, which is then made as that folder has to be.</param>
    /// <param name="continues">Whether a file that is there is written on.</param>
    public static CaptureWriter? TryCreate(string? path, string header, bool inJournal, bool continues = false)
    {
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }

        try
        {
            if (inJournal)
            {
                JournalFolder.EnsureFor(path!);
            }

            return new CaptureWriter(path!, header, continues);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Adds a failing result. An empty text stands for what the test platform does not say.</summary>
    /// <remarks><paramref name="key"/> names the result where a platform tells of every try: a later result takes the place of an earlier one.</remarks>
    public void Fail(string test, string display, string type, string message, string stack, string key = "")
    {
        var line = new StringBuilder("{\"test\":").AppendJson(test)
            .Append(",\"display\":").AppendJson(display)
            .Append(",\"type\":").AppendJson(type)
            .Append(",\"message\":").AppendJson(Cut(message, LongestMessage))
            .Append(",\"stack\":").AppendJson(Cut(stack, LongestStack));
        if (key.Length > 0)
        {
            line.Append(",\"key\":").AppendJson(key);
        }

        Write(line.Append('}'));
    }

    /// <summary>Takes a failing result back: a later try of the test passed.</summary>
    public void Recover(string key) => Write(new StringBuilder("{\"recovered\":").AppendJson(key).Append('}'));

    /// <summary>Ends the run: counts by outcome, how it ended, how long it took, and the runner's words if it was aborted.</summary>
    public void End(CaptureEnd end, int passed, int failed, int skipped, TimeSpan duration, string message) =>
        Write(
            new StringBuilder("{\"end\":").AppendJson(end.ToString().ToLowerInvariant())
                .Append(",\"passed\":").Append(passed.ToString(CultureInfo.InvariantCulture))
                .Append(",\"failed\":").Append(failed.ToString(CultureInfo.InvariantCulture))
                .Append(",\"skipped\":").Append(skipped.ToString(CultureInfo.InvariantCulture))
                .Append(",\"durationMs\":").Append(((long)duration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture))
                .Append(",\"message\":").AppendJson(Cut(message, LongestMessage))
                .Append('}'),
            toDisk: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
        }
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text.Substring(0, longest);

    private void Write(StringBuilder line, bool toDisk = false)
    {
        try
        {
            Append(line, toDisk);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
        }
    }

    private void Append(StringBuilder line, bool toDisk)
    {
        var bytes = new UTF8Encoding(false).GetBytes(line.Append('\n').ToString());
        lock (_lock)
        {
            _file.Write(bytes, 0, bytes.Length);
            _file.Flush(toDisk);
        }
    }
}

/// <summary>How a captured run ended.</summary>
internal enum CaptureEnd
{
    /// <summary>Every test that was asked for has its result.</summary>
    Completed,

    /// <summary>The runner gave up: the test host died, or a time limit ran out.</summary>
    Aborted,

    /// <summary>Somebody stopped the run.</summary>
    Cancelled,
}
