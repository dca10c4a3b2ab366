using System.Buffers;

namespace LoopJournal.Text;

/// <summary>A field of a JSON object, read into a <typeparamref name="T"/> and written from it.</summary>
/// <param name="Name">The field's name, which needs no escape.</param>
/// <param name="Read">Sets the value that the reader is at.</param>
/// <param name="Write">Writes name and value, or nothing where the value is not known.</param>
internal sealed record JsonField<T>(string Name, JsonField<T>.Reader Read, Action<Utf8JsonWriter, T> Write)
    where T : class
{
    /// <summary>Reads one value into an object, or puts a changed copy in the object's place.</summary>
    public delegate void Reader(ref Utf8JsonReader json, ref T value);

    /// <summary>Sets one value of an object, or puts a changed copy in the object's place.</summary>
    public delegate void Setter<TValue>(ref T target, TValue value);

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    private readonly byte[] _name = Encoding.UTF8.GetBytes(Name);

    /// <summary>
    /// Reads a line that holds one object and nothing else; null where it does not, or a field has another type. Never throws.
    /// </summary>
    /// <param name="line">UTF-8.</param>
    /// <param name="fields">The table.</param>
    /// <param name="value">The object without any field; the setters of the table may fill it.</param>
    public static T? ReadLine(ReadOnlySpan<byte> line, JsonField<T>[] fields, T value)
    {
        try
        {
            var json = new Utf8JsonReader(line, Options);
            json.Read();
            value = ReadObject(ref json, fields, value);
            return json.Read() ? null : value;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // InvalidOperationException: an escape that is half of a surrogate pair
        }
    }

    /// <summary>The line for an object, without the line break.</summary>
    public static string WriteLine(JsonField<T>[] fields, T value)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(bytes);
        WriteObject(json, fields, value);
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>
    /// Reads an object whose fields may come in any order and may be missing; fields without a row in the table are skipped.
    /// </summary>
    /// <param name="json">At the object's beginning, afterwards at its end.</param>
    /// <param name="fields">The table, at most 64 rows.</param>
    /// <param name="value">The object without any field; the setters of the table may fill it.</param>
    /// <exception cref="JsonException">It is not an object, or a field occurs twice: the last would win, and hide the first.</exception>
    public static T ReadObject(ref Utf8JsonReader json, JsonField<T>[] fields, T value)
    {
        JsonValues.Expect(ref json, JsonTokenType.StartObject);
        var (seen, next) = (0UL, 0);
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            // The writer keeps an order: the name is most often that of one of the next rows.
            var field = Find(ref json, fields, next);
            if (field < 0)
            {
                json.Skip();
                continue;
            }

            if ((seen & (1UL << field)) != 0)
            {
                throw new JsonException($"The field {fields[field].Name} occurs twice.");
            }

            seen |= 1UL << field;
            next = field + 1;
            json.Read();
            fields[field].Read(ref json, ref value);
        }

        return value;
    }

    /// <summary>Writes an object with the fields of a table, in its order.</summary>
    public static void WriteObject(Utf8JsonWriter json, JsonField<T>[] fields, T value)
    {
        json.WriteStartObject();
        foreach (var field in fields)
        {
            field.Write(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>A text.</summary>
    public static JsonField<T> AnyText(string name, Func<T, string> get, Setter<string> set) =>
        Create(name, JsonValues.ReadText, set, (json, value) => json.WriteText(name, get(value)));

    /// <summary>A text that is written where it is not empty.</summary>
    public static JsonField<T> KnownText(string name, Func<T, string> get, Setter<string> set) =>
        AnyText(name, get, set).Where(value => get(value).Length > 0);

    /// <summary>A number of zero or more; not written where it is null.</summary>
    public static JsonField<T> Number(string name, Func<T, long?> get, Setter<long?> set) =>
        Create(name, JsonValues.ReadNumber, set, (json, value) => json.WriteNumber(name, get(value)!.Value))
            .Where(value => get(value) is not null);

    /// <summary>True or false; not written where it is null.</summary>
    public static JsonField<T> Flag(string name, Func<T, bool?> get, Setter<bool?> set) =>
        Create(name, JsonValues.ReadFlag, set, (json, value) => json.WriteBoolean(name, get(value)!.Value))
            .Where(value => get(value) is not null);

    /// <summary>A list of texts that is written where it is not empty.</summary>
    public static JsonField<T> Texts(string name, Func<T, IReadOnlyList<string>> get, Setter<IReadOnlyList<string>> set) =>
        CreateList(name, JsonValues.ReadText, get, set, (json, text) => json.WriteText(text));

    /// <summary>A list of objects that is written where it is not empty.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="fields">The table of the objects' fields.</param>
    /// <param name="empty">An object without any field.</param>
    /// <param name="get">Gives the list.</param>
    /// <param name="set">Sets it.</param>
    public static JsonField<T> Objects<TItem>(
        string name, JsonField<TItem>[] fields, TItem empty, Func<T, IReadOnlyList<TItem>> get, Setter<IReadOnlyList<TItem>> set)
        where TItem : class => CreateList(
            name,
            (ref json) => JsonField<TItem>.ReadObject(ref json, fields, empty),
            get,
            set,
            (json, item) => JsonField<TItem>.WriteObject(json, fields, item));

    /// <summary>The same field, written only where it is known.</summary>
    public JsonField<T> Where(Func<T, bool> isKnown) => this with
    {
        Write = (json, value) =>
        {
            if (isKnown(value))
            {
                Write(json, value);
            }
        },
    };

    private static JsonField<T> Create<TValue>(
        string name, JsonValues.Reader<TValue> read, Setter<TValue> set, Action<Utf8JsonWriter, T> write) =>
        new(name, (ref json, ref value) => set(ref value, read(ref json)), write);

    private static JsonField<T> CreateList<TItem>(
        string name,
        JsonValues.Reader<TItem> read,
        Func<T, IReadOnlyList<TItem>> get,
        Setter<IReadOnlyList<TItem>> set,
        Action<Utf8JsonWriter, TItem> write) =>
        Create(name, (ref json) => JsonValues.ReadList(ref json, read) ?? [], set, (json, value) => json.WriteList(name, get(value), write))
            .Where(value => get(value).Count > 0);

    /// <summary>The row that has the name; those from <paramref name="next"/> on are asked first. -1 where there is none.</summary>
    private static int Find(ref Utf8JsonReader json, JsonField<T>[] fields, int next)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var row = (next + i) % fields.Length;
            if (json.ValueTextEquals(fields[row]._name))
            {
                return row;
            }
        }

        return -1;
    }
}
