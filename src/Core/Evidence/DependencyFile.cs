namespace LoopJournal.Evidence;

/// <summary>Finds the assemblies of a test's own projects, by the file <c>.deps.json</c> that the SDK writes beside it.</summary>
internal static class DependencyFile
{
    /// <summary>
    /// The test assembly, then those of the projects that it references, directly or not; without the file the test assembly alone.
    /// </summary>
    /// <param name="assembly">The test assembly, absolute.</param>
    public static IReadOnlyList<string> ListProjectAssemblies(string assembly)
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(assembly, ".deps.json")));
            var projects = file.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(library => library.Value.GetProperty("type").ValueEquals("project")).Select(library => library.Name).ToHashSet();
            var names = from target in file.RootElement.GetProperty("targets").EnumerateObject()
                        from library in target.Value.EnumerateObject()
                        where projects.Contains(library.Name) && library.Value.TryGetProperty("runtime", out _)
                        from runtime in library.Value.GetProperty("runtime").EnumerateObject()
                        select Path.Combine(Path.GetDirectoryName(assembly)!, Path.GetFileName(runtime.Name));
            return [.. names.Prepend(assembly).Distinct(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException
            or KeyNotFoundException or InvalidOperationException)
        {
            return [assembly]; // .NET Framework has no such file
        }
    }
}
