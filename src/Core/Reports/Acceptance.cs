using LoopJournal.Recording;
using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>What <c>accept</c> writes for one stream, or for all streams of a loop. Pure.</summary>
/// <param name="Key">The stream; all of its loop where the rest of the names is blank.</param>
/// <param name="Count">How many failures are known from now on.</param>
/// <param name="IsTooMuch">Whether these are more than a record can hold: then nothing may be written.</param>
/// <param name="Row">The row.</param>
internal sealed record Acceptance(StreamKey Key, int Count, bool IsTooMuch, GateResult Row)
{
    /// <summary>The rows of an <c>accept</c>; none where there is nothing to do.</summary>
    /// <param name="loop">The loop, with the streams that the filter selects.</param>
    /// <param name="filter">The filter: where it selects the whole loop, one row is for all streams.</param>
    /// <param name="isUndo">Whether the list before the newest <c>accept</c> comes back.</param>
    public static List<Acceptance> Find(LoopState loop, StreamFilter filter, bool isUndo) =>
    [
        .. loop.GetScopes(filter).Where(scope => scope.Streams.Any(stream => HasWork(stream, isUndo)))
            .Select(scope => From(scope.Key, scope.Streams, isUndo)),
    ];

    private static Acceptance From(StreamKey key, IReadOnlyList<StreamState> streams, bool isUndo)
    {
        var known = streams.SelectMany(stream => isUndo ? stream.Known.Before ?? [] : stream.Known.ListFailing()).ToHashSet();
        var isTooMuch = known.Count > FailedIds.MaxCount || (!isUndo && streams.Any(stream => stream.Known.HasTooMany));
        return new(key, known.Count, isTooMuch, GateResult.Accept(known, streams.SelectMany(stream => stream.Known.ListNamed())));
    }

    private static bool HasWork(StreamState stream, bool isUndo) =>
        isUndo ? stream.Known.Before is not null
        : stream.Known.HasTooMany || stream.Known.ListFailing().Any() || stream.Verdict.Pass.Last is { VanishedCount: > 0 };
}
