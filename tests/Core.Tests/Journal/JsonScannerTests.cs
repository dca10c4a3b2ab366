using System.Text;
using System.Text.Json;
using CsCheck;
using LoopJournal.Journal;

namespace LoopJournal.Tests.Journal;

/// <summary>The scanner reads what System.Text.Json reads, and refuses what that refuses.</summary>
[TestClass]
public sealed class JsonScannerTests
{
    private const string Malformed = "malformed";

    [TestMethod]
    [DataRow("""{"a":1}""", "ObjectStart Name=a Number=1 ObjectEnd")]
    [DataRow(""" [ true , false,null ] """, "ArrayStart True False Null ArrayEnd")]
    [DataRow("""{"a":{},"b":[[]]}""", "ObjectStart Name=a ObjectStart ObjectEnd Name=b ArrayStart ArrayStart ArrayEnd ArrayEnd ObjectEnd")]
    [DataRow(""" "\u00e9\n\/\\\"é" """, "Text=é\n/\\\"é")]
    [DataRow(""" "\ud83d\ude00" """, "Text=😀")]
    [DataRow(""" "\ud83d" """, Malformed)]
    [DataRow(""" "\ude00\ud83d" """, Malformed)]
    [DataRow("-0.5e+3", "Number=-0.5e+3")]
    [DataRow("01", Malformed)]
    [DataRow("1.", Malformed)]
    [DataRow("-", Malformed)]
    [DataRow("[1,]", Malformed)]
    [DataRow("[,1]", Malformed)]
    [DataRow("""{"a":1,}""", Malformed)]
    [DataRow("""{"a"}""", Malformed)]
    [DataRow("""{"a":}""", Malformed)]
    [DataRow("""{1:2}""", Malformed)]
    [DataRow("""{"a":1 "b":2}""", Malformed)]
    [DataRow("[1 2]", Malformed)]
    [DataRow("[}", Malformed)]
    [DataRow("[1", Malformed)]
    [DataRow("1 2", Malformed)]
    [DataRow("]", Malformed)]
    [DataRow("", Malformed)]
    [DataRow("\"a\tb\"", Malformed)]
    [DataRow("\"\\x\"", Malformed)]
    [DataRow("\"\\u12g4\"", Malformed)]
    [DataRow("\"\\", Malformed)]
    [DataRow("truth", Malformed)]
    public void A_document_is_read_token_by_token(string json, string tokens)
    {
        Assert.AreEqual(tokens, Scanned(json));
        Assert.AreEqual(tokens, ReadByTheLibrary(json));
    }

    [TestMethod]
    public void It_agrees_with_the_library_on_any_document() =>
        Documents.Sample(json => Scanned(json) == ReadByTheLibrary(json), iter: 20_000, print: json => json);

    [TestMethod]
    [DataRow(32, true)]
    [DataRow(33, false)]
    public void It_goes_32_levels_deep(int levels, bool isRead)
    {
        var json = new string('[', levels) + new string(']', levels);
        Assert.AreEqual(isRead, Scanned(json) != Malformed);
        Assert.AreEqual(isRead, ReadByTheLibrary(json) != Malformed);
    }

    [TestMethod]
    public void A_value_is_skipped_with_all_that_is_in_it()
    {
        var json = new JsonScanner("""{"a":[{"x":[1,2]},{}],"b":7}"""u8);
        json.Read();
        json.Read();
        json.SkipValue();
        json.Read();
        Assert.IsTrue(json.Is("b"u8));
        json.Read();
        Assert.AreEqual(7, json.Int64());
    }

    [TestMethod]
    [DataRow("9223372036854775807", 9223372036854775807)]
    [DataRow("-12", -12L)]
    [DataRow("9223372036854775808", null)]
    [DataRow("1.0", null)]
    [DataRow("1e3", null)]
    public void A_whole_number_is_told_from_others(string json, long? number)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(json));
        scanner.Read();
        Assert.AreEqual(number, scanner.Int64());
    }

    [TestMethod]
    public void A_text_is_compared_as_it_is_meant() => Gen.Select(Texts, Texts).Sample((one, other) =>
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(one));
        scanner.Read();
        var meant = JsonSerializer.Deserialize<string>(other)!;
        return scanner.Is(meant) == (scanner.Text() == meant);
    });

    private static readonly Gen<string> Texts =
        Gen.OneOf("a", "b", "\\u0061", "\\n", "é", "\\u00e9", "😀", "\\ud83d\\ude00", "\\\\", "\\\"").Array[0, 3].Select(parts => $"\"{string.Concat(parts)}\"");

    private static readonly Gen<string> Pieces = Gen.OneOf(
        "{", "}", "[", "]", ":", ",", "\"a\"", "\"\\ud800\"", "\"\\u00zz\"", "\"", "\\", "1", "0", "-", ".", "e", "+", "true", "nul", " ", "\n", "\u0001", "é");

    /// <summary>Good documents, and the same with a piece put in, or cut off.</summary>
    private static Gen<string> Documents => Gen.Select(Values(3), Pieces, Gen.Int[0, 200], Gen.Int[0, 3]).Select((json, piece, at, kind) => kind switch
    {
        0 => json,
        1 => json[..(at % (json.Length + 1))],
        _ => json.Insert(at % (json.Length + 1), piece),
    }).Select(json => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(json))); // a pair that was cut is no UTF-8

    private static Gen<string> Values(int depth)
    {
        var plain = Gen.OneOf(
            Texts, Gen.OneOf("0", "-1", "12.5", "1e9", "-0.5E-3", "true", "false", "null", " 7 ", "99999999999999999999"));
        if (depth == 0)
        {
            return plain;
        }

        var inner = Values(depth - 1);
        return Gen.OneOf(
            plain,
            inner.Array[0, 3].Select(values => $"[{string.Join(", ", values)}]"),
            Gen.Select(Texts, inner).Array[0, 3].Select(members => $"{{{string.Join(",", members.Select(member => $"{member.Item1} :{member.Item2}"))}}}"));
    }

    private static string Scanned(string json)
    {
        var tokens = new List<string>();
        try
        {
            var scanner = new JsonScanner(Encoding.UTF8.GetBytes(json));
            while (scanner.Read())
            {
                tokens.Add(scanner.Token switch
                {
                    JsonToken.Name or JsonToken.Text => $"{scanner.Token}={scanner.Text()}",
                    JsonToken.Number => $"Number={Encoding.ASCII.GetString(scanner.Value)}",
                    var token => token.ToString(),
                });
            }
        }
        catch (FormatException)
        {
            return Malformed;
        }

        return string.Join(' ', tokens);
    }

    private static string ReadByTheLibrary(string json)
    {
        var tokens = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = 32 });
            while (reader.Read())
            {
                tokens.Add(reader.TokenType switch
                {
                    JsonTokenType.PropertyName => $"Name={reader.GetString()}",
                    JsonTokenType.String => $"Text={reader.GetString()}",
                    JsonTokenType.Number => $"Number={Encoding.ASCII.GetString(reader.ValueSpan)}",
                    JsonTokenType.StartObject => "ObjectStart",
                    JsonTokenType.EndObject => "ObjectEnd",
                    JsonTokenType.StartArray => "ArrayStart",
                    JsonTokenType.EndArray => "ArrayEnd",
                    var token => token.ToString(),
                });
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Malformed;
        }

        return string.Join(' ', tokens);
    }
}
