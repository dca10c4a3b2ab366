namespace LoopJournal.Snapshots;

/// <summary>The file or link that is to be at a path of the working tree. Without either, the path is to be absent.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="File">A file that is moved to the path.</param>
/// <param name="Target">Where a link at the path leads.</param>
internal sealed record Replacement(string Path, string? File = null, string? Target = null)
{
    /// <summary>Whether the path is to be absent.</summary>
    public bool IsDeletion => File is null && Target is null;
}
