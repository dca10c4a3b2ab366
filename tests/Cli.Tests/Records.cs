namespace LoopJournal.Tests;

/// <summary>Records as a journal holds them.</summary>
internal static class Records
{
    public static object Fail(string command, string fingerprint = "aaaaaaaaaaa1", string action = "", string gate = "fail",
        string loop = "main", string project = "src/Shop.Tests.csproj") => new
    {
        iteration = 1,
        action,
        hypothesis = "",
        gate,
        fingerprint = gate is "pass" or "reset" ? "" : fingerprint,
        note = "",
        commit = "",
        ts = "2026-06-24T10:00:00Z",
        id = Guid.NewGuid().ToString("N"),
        loop,
        project,
        framework = "net10.0",
        command,
        stage = "test",
    };

    public static object Pass(string command) => Fail(command, gate: "pass");
}
