using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>Reads a field of a record as text.</summary>
internal static class Record
{
    public static string Text(this JsonElement record, string field) => record.GetProperty(field).ToString();
}
