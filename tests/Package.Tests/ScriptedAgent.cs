using System.Text.Json.Nodes;

namespace LoopJournal.Tests;

/// <summary>An agent in a repository with a failing test: it edits, runs the tests, and calls the hooks of Claude Code.</summary>
internal sealed class ScriptedAgent : IDisposable
{
    private int _edits;

    public ScriptedAgent()
    {
        Shop = new TamperedShop("mstest").Create();
        Shop.Repo.Run("restore", global::LoopJournal.Tests.Shop.TestFolder);
    }

    public TamperedShop Shop { get; }

    public void Begin() => Call("session-start");

    /// <summary>Edits a file so that no test result changes.</summary>
    public void EditComment() => Shop.Repo.Write("notes.txt", $"{++_edits}");

    /// <summary>Makes the test fail in another way.</summary>
    public void Wander() => Shop.Repo.Write(global::LoopJournal.Tests.Shop.Tests, $$"""
        namespace Shop.Tests;

        [TestClass]
        public class CartTests
        {
            [TestMethod]
            public void Total() => throw new System.{{(++_edits % 2 == 0 ? "NotSupportedException" : "TimeoutException")}}("way {{(char)('a' + _edits)}}");
        }
        """);

    /// <summary>A turn: an edit, a run of the tests, and the attempt to stop.</summary>
    public JsonObject? Turn(Action edit)
    {
        edit();
        Shop.Run();
        return Stop();
    }

    /// <summary>The answer of the stop hook; null where it says nothing.</summary>
    public JsonObject? Stop() => Call("stop") is { Length: > 0 } answer ? JsonNode.Parse(answer)!.AsObject() : null;

    public void Dispose() => Shop.Dispose();

    private string Call(string name)
    {
        var tool = Path.Combine(Suite.Packages, "loopjournal", Suite.PackageVersion, "tool", "net10.0", "loop-journal.dll");
        var payload = new JsonObject { ["session_id"] = "s", ["cwd"] = Shop.Repo.Root }.ToJsonString();
        var script = $"echo '{payload}' | dotnet '{tool}' hook {name} --agent claude";
        var answer = Dotnet.Run("sh", Shop.Repo.Root, ["-c", script], Shop.Repo.Environment);
        Assert.AreEqual(0, answer.ExitCode, answer.Output);
        return answer.Output.Trim();
    }
}
