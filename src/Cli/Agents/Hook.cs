using System.Text.Json.Nodes;
using LoopJournal.Capture;

namespace LoopJournal.Cli.Agents;

/// <summary>One call of a hook.</summary>
/// <param name="agent">The agent.</param>
/// <param name="input">What it handed over.</param>
/// <param name="options">The options of the call.</param>
/// <param name="parsed">The call.</param>
/// <param name="context">Its surroundings.</param>
internal sealed class Hook(HookAgent agent, HookInput input, LoopOptions options, ParseResult parsed, ToolContext context)
{
    private const int MaxBytes = 4096;

    /// <summary>How long git may take to look at the files when a session begins.</summary>
    private static readonly TimeSpan SnapshotLimit = TimeSpan.FromSeconds(20);

    private readonly JournalLocation _location = options.GetLocation(parsed);

    private JournalReader Journal => _location.Reader;

    private SessionStore Sessions => new(new(_location.Directory, _location.Root));

    /// <summary>A session begins, goes on, or was compacted: the agent gets the memory of the loop.</summary>
    public JsonObject? StartSession()
    {
        _ = Sessions.Find(input.Session) ?? Begin();
        var loop = options.ReadCurrent(parsed);
        return loop.Worst is null ? null : HookAnswer.AddContext(agent, agent.Events.SessionStart, Summarize(loop));
    }

    /// <summary>The agent has used a tool: it is told of an attempt that the tool made, where the loop is not making progress.</summary>
    public JsonObject? NoteTool()
    {
        var newest = FindNewest();
        if ((Sessions.Find(input.Session) ?? Begin()) is not { } session || newest == session.Told)
        {
            return null;
        }

        Sessions.Keep(input.Session, session with { Told = newest });
        var loop = options.ReadCurrent(parsed);
        return loop.Worst is { Verdict.Severity: not VerdictSeverity.None }
            ? HookAnswer.AddContext(agent, agent.Events.PostTool, Summarize(loop)) : null;
    }

    /// <summary>The agent is about to stop: it is held where it edited files and has no proof of them.</summary>
    public JsonObject? Stop()
    {
        if (input.IsInterrupted)
        {
            return null;
        }

        if (Sessions.Find(input.Session) is not { } session)
        {
            // what was edited before is not known
            return Begin() is null ? LetGo("LoopJournal: not checked: " + ProofText.NotKnown) : null;
        }

        var loop = options.ReadCurrent(parsed);
        var proof = _location.FindProof(loop)?.Proof;
        if (proof is not null)
        {
            proof = proof with { Resets = [.. proof.Resets.Where(row => string.CompareOrdinal(row.Id, session.Began) > 0)] };
        }

        var newest = FindNewest();
        var hasNewAttempt = session.Holds == 0 || newest != session.HeldAt;
        var decision = StopRule.Decide(
            new(FindEdits(session, proof), newest.Length > 0, proof, DescribeError(loop), session.Holds, hasNewAttempt),
            options.GetThreshold(parsed));
        if (decision.IsHeld)
        {
            // kept before the answer: where it cannot be kept, the agent is not held
            Sessions.Keep(input.Session, session with { Holds = session.Holds + 1, HeldAt = newest, Told = newest });
            return HookAnswer.Hold(agent, $"LoopJournal: {decision.Text}.\n{string.Join('\n', ProofText.GetLines(proof!, null).Skip(1))}\n"
                + (loop.Worst is { } worst && !worst.Attempts[^1].Clears ? Summarize(loop) + "\n" : "")
                + "Run the tests on these files. If the goal cannot be reached, say so and ask.");
        }

        return decision.Text.Length == 0 ? null : LetGo("LoopJournal: " + decision.Text);
    }

    private JsonObject? LetGo(string message)
    {
        if (HookAnswer.LetGo(agent, message) is { } answer)
        {
            return answer;
        }

        context.Error.WriteLine(OneLine.From(message));
        return null;
    }

    /// <summary>Null outside of a repository: the agent may be in any folder, and only a repository gets a journal's folder.</summary>
    private AgentSession? Begin()
    {
        if (!_location.GitStatus.IsRepository)
        {
            return null;
        }

        new JournalFolder(_location.Directory, _location.Root).Ensure();
        var newest = FindNewest();
        var session = new AgentSession
        {
            Began = AttemptInputs.CreateId(),
            Tree = _location.WorkingTree.Take(SnapshotLimit),
            Newest = newest,
            Told = newest,
        };
        Sessions.Keep(input.Session, session);
        return session;
    }

    /// <summary>What a gate wrote is not an edit. Null where the files of then or of now are not known.</summary>
    private bool? FindEdits(AgentSession session, Proof? proof) => session.Tree.Length == 0 || proof is not { Tree.Length: > 0 } ? null
        : proof.Tree == session.Tree ? false
        : _location.WorkingTree.FindChanges(
            session.Tree, proof.Tree, SnapshotLimit, Journal.ListTreesSince(new Attempt { Id = session.Newest })) is not { } changes ? null
        : changes.Count > 0;

    private string FindNewest() => Journal.FindNewest()?.Id ?? "";

    /// <summary>The error that ends the loop: a verdict or a spent budget. Null without one.</summary>
    private string? DescribeError(LoopState loop) => loop.Worst is { } worst
        && HostText.GetCodes(worst.Verdict, new(VerdictSeverity.Error, VerdictSeverity.Warning, CodeOptions.ReadBudget(context)))
            .FirstOrDefault(row => row.IsError) is { } error ? $"{error.Code}: {error.Text}" : null;

    private string Summarize(LoopState loop) => string.Join('\n', _location.Summarize(loop, options.GetThreshold(parsed), MaxBytes));
}
