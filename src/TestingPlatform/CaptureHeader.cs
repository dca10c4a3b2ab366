using LoopJournal.Capture;

namespace LoopJournal.TestingPlatform;

/// <summary>The first line of the capture: the build's header, and the two fields that only the test program knows.</summary>
internal static class CaptureHeader
{
    /// <summary>The whole line.</summary>
    /// <param name="header">The build's header, a JSON object that is not empty and has neither of the two fields.</param>
    /// <param name="id">The attempt's id.</param>
    /// <param name="command">The stream's command.</param>
    public static string Complete(string header, string id, string command) =>
        new StringBuilder(header.TrimEnd('}')).Append(",\"id\":").AppendJson(id)
            .Append(",\"command\":").AppendJson(command).Append('}').ToString();

    /// <summary>As the other attempts' ids: a version 7 UUID, so that ids of later attempts sort later (RFC 9562, 5.7).</summary>
    public static string CreateId() =>
        DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture)
        + "7" + Guid.NewGuid().ToString("N").Substring(13);
}
