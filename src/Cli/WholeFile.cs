using LoopJournal.Capture;

namespace LoopJournal.Cli;

/// <summary>
/// A file that is written in one step: readers see the old one or the new one, and where writing fails the old one stays.
/// </summary>
/// <param name="path">The file, absolute. Where it is there, it keeps its mode.</param>
/// <param name="cure">What a user can do where it cannot be written.</param>
/// <param name="isPrivate">Whether only its owner may read it.</param>
internal sealed class WholeFile(string path, string cure, bool isPrivate = false)
{
    /// <summary>What a user can do where a file of <c>--out</c> cannot be written.</summary>
    public const string NameAnother = "Name another file with --out.";

    /// <summary>The file, absolute.</summary>
    public string Path => path;

    /// <summary>A file that the user names with <c>--out</c>.</summary>
    /// <exception cref="UsageException">It is the journal itself.</exception>
    public static WholeFile FromOption(string named, JournalLocation location, ToolContext context)
    {
        var path = context.GetFullPath(named);
        return path != location.Path ? new(path, NameAnother)
            : throw new UsageException($"--out is the journal itself, {Quoted.From(path)}: name another file");
    }

    /// <summary>A file of the journal's folder.</summary>
    /// <exception cref="IOException">A link is in its place, or on the way to it.</exception>
    public static WholeFile InJournal(JournalLocation location, string name, string cure) =>
        new(new JournalFolder(location.Directory, location.Root).GetPath(name), cure, isPrivate: true);

    /// <summary>Writes the file, and gives its size in bytes.</summary>
    /// <exception cref="IOException">It cannot be written; the message says why, and what to do.</exception>
    public long Write(Action<Stream> write)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw Refuse("It is a link. Name the file itself.");
        }

        if (Directory.Exists(path))
        {
            throw Refuse("It is a folder. Name a file in it.");
        }

        var part = $"{path}.{Guid.NewGuid():N}.tmp"; // beside the file: a rename does not cross file systems
        try
        {
            var share = FileShare.Read | FileShare.Delete;
            long size;
            using (var file = isPrivate
                ? PrivateFile.Open(part, FileMode.CreateNew, FileAccess.Write, share)
                : new FileStream(part, FileMode.CreateNew, FileAccess.Write, share, bufferSize: 0))
            using (var buffer = new BufferedStream(file, 64 * 1024))
            {
                write(buffer);
                buffer.Flush();
                size = file.Length;
            }

            if (!isPrivate && !OperatingSystem.IsWindows() && File.Exists(path))
            {
                File.SetUnixFileMode(part, File.GetUnixFileMode(path));
            }

            File.Move(part, path, overwrite: true);
            return size;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // beyond the limit of `ulimit -f` it is the last of them
            File.Delete(part);
            throw Refuse($"{e.Message.TrimEnd('.')}. {cure}");
        }
    }

    private IOException Refuse(string why) => new($"{path} cannot be written: {why}");
}
