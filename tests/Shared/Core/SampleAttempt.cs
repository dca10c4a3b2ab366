using LoopJournal.Model;

namespace LoopJournal.Tests;

/// <summary>An attempt with a value in every field.</summary>
internal static class SampleAttempt
{
    public static readonly Attempt Full = new()
    {
        Iteration = 3,
        Action = "add retry to fetch",
        Hypothesis = "timeout is transient",
        Gate = Gates.Fail,
        Fingerprint = "7f3a91c2d4e5",
        Note = "n",
        Agent = "claude",
        Commit = "553c2f4",
        Timestamp = "2026-06-24T10:00:00Z",
        Id = "a1",
        Stream = new("main", "tests/Shop.Tests.csproj", "net10.0", "test"),
        Stage = Stages.Test,
        Algorithm = Algorithms.Failures,
        Detail = "0123456789ab",
        Tests = new(4, 2, 1, 1),
        Count = 1,
        Evidence = EvidenceKinds.Environment,
        Failures = [new("Shop.CartTests.Total", "System.TimeoutException", "no answer", "Cart.Total Cart.cs", "aaaabbbbcccc")],
        FailuresOmitted = 2,
        FailedIds = "AAAAAAAAAAE=",
        Causes =
        [
            new(2, "Shop.CartTests.Total", "System.TimeoutException", "no answer <n>", "no answer 3", "src/Cart.cs:30",
                "tests/CartTests.cs:5", ["error: no disk"]) { Callers = ["src/Shop.cs:7"] },
        ],
        CausesOmitted = 1,
        Frames = ["src/Cart.cs"],
        FailedTests = "AAAAAAAAAAEAAAACAAAAAwAAAAAAAAAEqqqqu7u7",
        Known = "AAAAAAAAAAIAAAACAAAAAwAAAAAAAAAFqqqqu7u7",
        KnownFixed = ["Shop.CartTests.Tax"],
        Vanished = [new("Shop.CartTests.Owner", VanishedTest.Skipped)],
        VanishedOmitted = 4,
        Renamed = ["Shop.CartTests.Sum"],
        Gone = ["Shop.CartTests.Old"],
        OnlyTestsEdited = true,
        Stale = true,
        StaleFiles = ["src/Cart.cs"],
        Tree = "d670460b4b4aece5915caf5c68d12f560a9fe3e4",
        TreeAfter = "0b7e2b5c0c1e8a0c1f6f1a8f9d2f5e3b4a697887",
        Changed = ["src/Cart.cs", "src/ü.cs"],
        Duration = TimeSpan.FromMilliseconds(1234),
    };
}
