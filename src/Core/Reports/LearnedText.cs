using LoopJournal.Git;
using LoopJournal.Sharing;
using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>What other streams learned about the live failure, in at most three lines: data from others, in quotes.</summary>
internal static class LearnedText
{
    private const int MaxTried = 4;
    private const int ActionLength = 60;
    private const int NameLength = 80;

    /// <summary>The lines, without their breaks; none where no other stream had the failure.</summary>
    public static IEnumerable<string> GetLines(Learned? learned)
    {
        if (learned is null)
        {
            yield break;
        }

        var streams = learned.Streams == 1 ? "another stream" : $"{learned.Streams} other streams";
        yield return learned.Tried.Count == 0 ? $"  {streams} had this failure too"
            : $"  tried by {streams} under this failure: {Quoted.FromList(learned.Tried, MaxTried, ActionLength)}";
        if (learned.Solution is { } pass)
        {
            var action = Quoted.FromVisible(pass.Action, ActionLength) is { Length: > 0 } text ? text + " in " : "";
            var loop = pass.Stream.Loop.Length > 0 ? $" of loop {Quoted.From(pass.Stream.Loop, NameLength)}" : "";
            var writer = OtherRows.GetWriter(pass) is { Length: > 0 } clone ? $" by clone {Quoted.FromId(clone)}" : "";
            var commit = pass.Commit.Length > 0 ? $", commit {Quoted.FromId(pass.Commit)}" : "";
            yield return $"  solved by {action}{Quoted.From(AttemptLine.GetStreamName(pass.Stream), NameLength)}{loop}{writer}{commit}";
            if (GitText.IsId(pass.Tree))
            {
                var change = GitText.IsId(learned.Failed!.Tree) ? $"loop-journal diff {learned.Failed.Tree} {pass.Tree}" : "";
                yield return $"    {(change.Length > 0 ? $"the change: {change}" : $"its files: loop-journal restore {pass.Tree}")}";
            }
        }
    }

    /// <summary>The same as a member of the object that is being written; none where no other stream had the failure.</summary>
    public static void Write(Utf8JsonWriter json, Learned? learned)
    {
        if (learned is null)
        {
            return;
        }

        json.WriteStartObject("others");
        json.WriteNumber("streams", learned.Streams);
        VerdictJson.WriteTexts(json, "tried", learned.Tried);
        if (learned.Solution is { } pass)
        {
            json.WriteStartObject("solved_by");
            ResumeJson.WriteAttempt(json, pass);
            VerdictJson.WriteStream(json, pass.Stream);
            VerdictJson.WriteText(json, "worktree", pass.Worktree[(pass.Worktree.IndexOf('/') + 1)..]);
            VerdictJson.WriteText(json, "writer", OtherRows.GetWriter(pass));
            VerdictJson.WriteText(json, "tree", pass.Tree);
            VerdictJson.WriteText(json, "failed_tree", learned.Failed!.Tree);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
