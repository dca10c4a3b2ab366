namespace LoopJournal.Text;

/// <summary>The values of the record's fields, read leniently: other programs write rows too.</summary>
internal static class JsonValues
{
    /// <summary>A text; empty for null, and for the <c>true</c> that the original script writes for an option without a value.</summary>
    public static string ReadText(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => json.GetString()!,
        JsonTokenType.Null or JsonTokenType.True => "",
        _ => throw new JsonException("A text is expected."),
    };

    /// <summary>
    /// A whole number of zero or more, which may be in quotes: a negative one is 0, and a fraction is cut off. Null for null.
    /// </summary>
    public static long? ReadNumber(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.Null)
        {
            return null;
        }

        if (json.TokenType is JsonTokenType.Number && json.TryGetInt64(out var whole))
        {
            return Math.Max(whole, 0);
        }

        var text = json.TokenType is JsonTokenType.Number ? Encoding.ASCII.GetString(json.ValueSpan) : ReadText(ref json);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
            ? (long)Math.Clamp(number, 0, long.MaxValue)
            : throw new JsonException("A number is expected.");
    }

    /// <summary>A count; the largest one for a larger one.</summary>
    public static int ToCount(long? number, int unknown = 0) => (int)Math.Min(number ?? unknown, int.MaxValue);

    /// <summary>True or false; null for null.</summary>
    public static bool? ReadFlag(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => throw new JsonException("True or false is expected."),
    };

    /// <summary>Reads the value that the reader is at.</summary>
    public delegate T Reader<T>(ref Utf8JsonReader json);

    /// <summary>A list; null for null.</summary>
    public static List<T>? ReadList<T>(ref Utf8JsonReader json, Reader<T> read)
    {
        if (json.TokenType is JsonTokenType.Null)
        {
            return null;
        }

        Expect(ref json, JsonTokenType.StartArray);
        var values = new List<T>();
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            values.Add(read(ref json));
        }

        return values;
    }

    /// <summary>A list of texts; null for null.</summary>
    public static List<string>? ReadTexts(ref Utf8JsonReader json) => ReadList(ref json, ReadText);

    /// <summary>Writes a text that stays on its line and is safe to print.</summary>
    public static void WriteText(this Utf8JsonWriter json, string text) =>
        json.WriteRawValue(new StringBuilder(text.Length + 2).AppendJson(text).ToString(), skipInputValidation: true);

    /// <inheritdoc cref="WriteText(Utf8JsonWriter, string)"/>
    public static void WriteText(this Utf8JsonWriter json, string name, string text)
    {
        json.WritePropertyName(name);
        json.WriteText(text);
    }

    /// <summary>Writes a list; nothing for null.</summary>
    public static void WriteList<T>(this Utf8JsonWriter json, string name, IReadOnlyList<T>? values, Action<Utf8JsonWriter, T> write)
    {
        if (values is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            write(json, value);
        }

        json.WriteEndArray();
    }

    /// <exception cref="JsonException">The reader is at another token.</exception>
    public static void Expect(ref Utf8JsonReader json, JsonTokenType token)
    {
        if (json.TokenType != token)
        {
            throw new JsonException($"{token} is expected.");
        }
    }
}
