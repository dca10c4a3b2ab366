using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LoopJournal.Startup;

/// <summary>
/// A repository with a journal of two streams: the failures change, one run in 17 passes, and the last 8 fail in one way.
/// </summary>
internal static class SampleJournal
{
    private const int Records = 1000;

    public static void Write(string folder)
    {
        RunGit(folder, "init", "-q");
        RunGit(folder, "-c", "user.name=n", "-c", "user.email=n@localhost", "commit", "-q", "--allow-empty", "-m", "c");
        var commit = RunGit(folder, "rev-parse", "HEAD").Trim();
        var journal = Directory.CreateDirectory(Path.Combine(folder, ".orchestrator", "loop"));
        File.WriteAllLines(Path.Combine(journal.FullName, "journal.jsonl"),
            Enumerable.Range(0, Records).Select(i => JsonSerializer.Serialize(CreateRecord(i, commit))));
    }

    private static string RunGit(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : throw new InvalidOperationException($"git {arguments[0]} ended with {git.ExitCode}");
    }

    private static object CreateRecord(int i, string commit)
    {
        var isLast = i >= Records - 8;
        var passes = i % 17 == 16 && !isLast;
        var failure = isLast ? 0 : i * 7 % 6;
        var failures = passes ? [] : Enumerable.Range(0, 1 + (failure % 3)).Select(test => new
        {
            id = $"Shop.Tests.CartTests.Total{test}(n: {failure})",
            type = "System.TimeoutException",
            message = $"no answer from the cart {failure} after 3 s: expected 200 but was 503",
            site = $"Cart.Total{test} Cart.cs",
            fingerprint = ComputeHash($"failure {failure} {test}", 12),
        }).ToArray();
        return new
        {
            iteration = i + 1,
            action = $"{(i % 2 == 0 ? "add retry to fetch" : "raise the timeout")} {i % 11}",
            hypothesis = "the cart is slow",
            gate = passes ? "pass" : "fail",
            fingerprint = passes ? "" : ComputeHash($"failure {failure}", 12),
            note = "",
            commit,
            ts = $"2026-11-23T{i / 60 % 24:00}:{i % 60:00}:00Z",
            id = ComputeHash($"id {i}", 32),
            loop = "main",
            project = isLast || i / 3 % 2 == 0 ? "src/Shop.Tests/Shop.Tests.csproj" : "src/Cart.Tests/Cart.Tests.csproj",
            framework = "net10.0",
            command = "test",
            stage = passes ? "" : "test",
            algorithm = passes ? "" : "failures/1",
            detail = passes ? "" : ComputeHash($"detail {failure} {i % 4}", 12),
            tests = new { total = 42, passed = 42 - failures.Length, failed = failures.Length, skipped = 0 },
            failures,
            tree = ComputeHash($"tree {i}", 40),
            changed = new[] { $"src/F{i % 20}.cs" },
            durationMs = 1800 + i,
        };
    }

    private static string ComputeHash(string text, int length) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..length];
}
