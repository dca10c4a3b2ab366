namespace LoopJournal.Greens;

/// <summary>Edits of the test project's file.</summary>
internal static class ProjectFile
{
    public const string Name = "Tests.csproj";

    public static bool Uses(string folder, string package) =>
        File.ReadAllText(Path.Combine(folder, Name)).Contains($"\"{package}\"", StringComparison.Ordinal);

    public static void AddItem(string folder, string item) => Add(folder, $"<ItemGroup>{item}</ItemGroup>");

    public static void AddProperty(string folder, string property) => Add(folder, $"<PropertyGroup>{property}</PropertyGroup>");

    private static void Add(string folder, string element)
    {
        var path = Path.Combine(folder, Name);
        File.WriteAllText(path, File.ReadAllText(path).Replace("</Project>", $"  {element}\n</Project>", StringComparison.Ordinal));
    }
}
