#:property PublishAot=false
#:property GenerateDocumentationFile=false

// A retry loop that stalls, sees the error of the build, and recovers. Run it from anywhere:
//   dotnet run --file samples/StalledCart/Loop.cs
// Packs LoopJournal, copies the sample into a temporary folder, and works on the copy.

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

var sample = GetSourceFolder();
var work = Directory.CreateTempSubdirectory("stalled-cart-").FullName;
var version = $"0.0.0-sample.{Guid.NewGuid():N}";

Say("packing LoopJournal");
var pack = Run("pack", Path.Combine(sample, "..", "..", "src", "Tasks"), "-c", "Release", "-o", Path.Combine(work, "feed"),
    $"-p:PackageVersion={version}");
if (pack.ExitCode != 0)
{
    Console.Error.WriteLine(pack.Output);
    return 1;
}

CopySample();
RunAttempt("", expected: 1);

Edit("return askPrice(item);", "try { return askPrice(item); } catch (TimeoutException) { return askPrice(item); }");
RunAttempt("add a retry to Fetch", expected: 1);

Edit("var sum = 0m;", "decimal sum = decimal.Zero;");
var stalled = RunAttempt("make the sum a decimal", expected: 1);
if (!stalled.Contains("error LOOP0010"))
{
    return Fail("the stall was not noticed");
}

Say("the build reports the stall, so the loop looks at the failing test instead: three items are not more than three");
Edit("_items.Count > 3", "_items.Count >= 3");
RunAttempt("discount from three items on", expected: 0);

Say("the journal");
foreach (var line in File.ReadLines(Path.Combine(work, "repo", ".orchestrator", "loop", "journal.jsonl")))
{
    var record = JsonElement.Parse(line);
    Console.WriteLine(
        $"  {record.GetProperty("iteration")}  {record.GetProperty("gate"),-5} {record.GetProperty("fingerprint"),-13}"
        + $" {record.GetProperty("action")}");
}

Say("the report");
var report = Path.Combine(Directory.CreateTempSubdirectory("stalled-cart-report-").FullName, "report.html");
var written = Run("msbuild", Path.Combine(work, "repo", "Shop.Tests"), "-nologo", "-t:LoopReport", $"-p:LoopReportFile={report}",
    $"-p:LoopJournalVersion={version}");
if (!File.Exists(report))
{
    Console.Error.WriteLine(written.Output);
    return Fail("the report was not written");
}

Console.WriteLine($"  {written.Output.Trim()}");
Console.WriteLine("  Open the file in a browser.");
Directory.Delete(work, recursive: true);
return 0;

string RunAttempt(string action, int expected)
{
    Say(action.Length > 0 ? action : "the tests as they are");
    var test = Run("test", Path.Combine(work, "repo", "Shop.Tests"), $"-p:LoopAction={action}", $"-p:LoopJournalVersion={version}");
    foreach (var line in test.Output.Split('\n')
        .Where(l => l.Contains("LoopJournal:") || l.Contains(" LOOP") || l.Contains("Assert.") || l.Contains("error")))
    {
        Console.WriteLine("  " + line.Trim());
    }

    if (test.ExitCode != expected)
    {
        Console.Error.WriteLine(test.Output);
        Environment.Exit(Fail($"dotnet test ended with exit code {test.ExitCode}, not {expected}"));
    }

    return test.Output;
}

void CopySample()
{
    // The files are empty, so that nothing above the temporary folder reaches into the copy
    var repo = Directory.CreateDirectory(Path.Combine(work, "repo")).FullName;
    File.WriteAllText(
        Path.Combine(repo, "Directory.Build.props"),
        "<Project><PropertyGroup>"
        + $"<RestoreAdditionalProjectSources>{work}/feed</RestoreAdditionalProjectSources>"
        + "</PropertyGroup></Project>");
    File.WriteAllText(Path.Combine(repo, "Directory.Build.targets"), "<Project />");
    File.WriteAllText(Path.Combine(repo, "Directory.Packages.props"), "<Project />");
    File.WriteAllText(Path.Combine(repo, "StalledCart.slnx"), "<Solution><Project Path=\"Shop.Tests/Shop.Tests.csproj\" /></Solution>");
    foreach (var file in new[] { "Shop", "Shop.Tests" }.SelectMany(folder => Directory.GetFiles(Path.Combine(sample, folder))))
    {
        var target = Path.Combine(repo, Path.GetRelativePath(sample, file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
    }
}

void Edit(string from, string to)
{
    var cart = Path.Combine(work, "repo", "Shop", "Cart.cs");
    File.WriteAllText(cart, File.ReadAllText(cart).Replace(from, to));
}

(int ExitCode, string Output) Run(params string[] arguments)
{
    var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, WorkingDirectory = work };
    start.Environment["NUGET_PACKAGES"] = Path.Combine(work, "packages");
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return (process.ExitCode, output);
}

static void Say(string text) => Console.WriteLine($"\n> {text}");

static int Fail(string reason)
{
    Console.Error.WriteLine($"The sample did not go as it should: {reason}.");
    return 1;
}

static string GetSourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
