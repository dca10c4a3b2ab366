using System.IO.Compression;
using System.Reflection;

namespace LoopJournal.Suite;

/// <summary>The packages of a release, made by <c>.ci/pack</c> or found in a folder.</summary>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Tool">The native tool; the portable one where there is none.</param>
internal sealed record Packages(string Folder, string[] Tool)
{
    public const string Version = "0.0.1-suite";

    public static string Root { get; } =
        typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>Packs, and unpacks the tool.</summary>
    /// <param name="work">A folder for both.</param>
    public static Packages Make(string work)
    {
        var folder = Environment.GetEnvironmentVariable("LOOPJOURNAL_PACKAGES") ?? "";
        if (folder.Length == 0)
        {
            folder = Path.Combine(work, "packages");
            new Shell(Root, "bash", ".ci/pack", folder, Version).Run();
        }

        var package = Directory.GetFiles(folder, "LoopJournal.Tool.*.nupkg")
            .OrderBy(file => file.Contains(".any.", StringComparison.Ordinal)).ThenByDescending(file => new FileInfo(file).Length).First();
        var unpacked = Path.Combine(work, "tool");
        ZipFile.ExtractToDirectory(package, unpacked);
        var native = Directory.GetFiles(unpacked, "loop-journal", SearchOption.AllDirectories).FirstOrDefault();
        if (native is null)
        {
            return new(folder, ["dotnet", Directory.GetFiles(unpacked, "loop-journal.dll", SearchOption.AllDirectories).First()]);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(native, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return new(folder, [native]);
    }

    /// <summary>A call of the tool.</summary>
    public Shell Call(string folder, params string[] arguments) => new(folder, Tool[0], [.. Tool[1..], .. arguments]) { Allowed = [0, 1, 10] };
}
