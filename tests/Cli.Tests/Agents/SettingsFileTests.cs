using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using LoopJournal.Cli.Agents;

namespace LoopJournal.Tests.Agents;

/// <summary>What <c>init</c> does to files that users own.</summary>
[TestClass]
public sealed class SettingsFileTests
{
    private const string Tool = "loop-journal";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static IEnumerable<object[]> Agents => HookAgent.All.Select(agent => new object[] { agent.Name });

    /// <summary>Files as editors, formatters and people leave them.</summary>
    public static IEnumerable<object[]> Layouts =>
    [
        ["{}"], ["{ }"], ["{\n}"], ["{\r\n}\r\n"], ["\n{\n\n}\n\n"],
        ["{\"a\":1}"], ["{ \"a\": 1 }\n"], ["{\n  \"a\": 1\n}\n"], ["{\n\t\"a\": [\n\t\t1\n\t]\n}"], ["{\r\n    \"a\": {}\r\n}\r\n"],
        ["{\n  \"a\": 1,\n}\n"], ["// mine\n{\n  \"a\": 1 // one\n  /* end */\n}\n"], ["{\n  \"a\": 1, // a comma, and more\n}\n"],
        ["{\n  \"hooks\": {\n    \"Other\": []\n  }\n}\n"], ["{\"hooks\":{\"Other\":[{\"command\":\"x\"}]}}"],
        ["{\n  \"hooks\": {\n    \"Stop\": [\n      { \"command\": \"echo \\\"hook stop\\\"\" }\n    ]\n  },\n  \"z\": \"ü\"\n}\n"],
        ["{\n  \"hooks\": {\n    \"stop\": [{ \"command\": \"loop-journal status\" }],\n  },\n}\n"],
        ["{\"text\": \"}{[]//\\\",\", \"hooks\": {\"sessionStart\": [1, 2 , ]}}"],
    ];

    [TestMethod]
    [DynamicData(nameof(Agents))]
    public void A_file_that_is_not_there_is_made_and_deleted(string agent)
    {
        var file = Create(agent);
        var made = file.Apply(null);
        Assert.AreEqual(made, file.Apply(made));
        Assert.IsNull(file.Undo(made));
        Assert.EndsWith("}\n", made);
    }

    [TestMethod]
    [DynamicData(nameof(Layouts))]
    public void A_file_of_any_layout_keeps_its_bytes(string text)
    {
        foreach (var agent in HookAgent.All)
        {
            AssertAdded(agent.Name, text);
        }
    }

    [TestMethod]
    public void A_file_of_any_content_keeps_its_values_and_its_bytes() =>
        Gen.Select(CreateJson(3), Gen.Int[0, 2], Gen.Bool, Gen.Int[0, HookAgent.All.Length - 1].Select(index => HookAgent.All[index].Name)).Sample(
            (json, layout, isWindows, agent) =>
            {
                var root = new JsonObject { ["own"] = json.DeepClone(), ["hooks"] = new JsonObject { ["Other"] = new JsonArray() } };
                using var bytes = new MemoryStream();
                using (var writer = new Utf8JsonWriter(
                    bytes, new() { Indented = layout > 0, IndentCharacter = layout == 1 ? ' ' : '\t', NewLine = isWindows ? "\r\n" : "\n" }))
                {
                    root.WriteTo(writer);
                }

                AssertAdded(agent, Encoding.Latin1.GetString(bytes.ToArray()));
            },
            iter: 300);

    [TestMethod]
    [DataRow("")]
    [DataRow("not JSON")]
    [DataRow("[]")]
    [DataRow("{\"hooks\": []}")]
    [DataRow("{\"hooks\": {\"Stop\": {}}}")]
    [DataRow("{\"hooks\": \"x\"}")]
    [DataRow("{} {}")]
    [DataRow("{\"a\": 1")]
    [DataRow("{\"\\ud800\": 1}")]
    public void A_file_that_is_not_a_file_of_hooks_is_refused(string text) =>
        Assert.Throws<JsonException>(() => Create("claude").Apply(text));

    [TestMethod]
    [DataRow("{}")]
    [DataRow("{\n  \"mcpServers\": {\n    \"other\": { \"command\": \"x\" }\n  }\n}\n")]
    [DataRow("{\"mcpServers\":{}}")]
    public void The_server_stands_among_others(string text)
    {
        var file = AgentFile.FindAll(HookAgent.Find("claude")!, "dnx LoopJournal.Tool --yes --").Last();
        Assert.AreEqual(".mcp.json", file.Path);
        var made = file.Apply(text);
        var server = Parse(made)["mcpServers"]!["loop-journal"]!.ToJsonString();
        Assert.AreEqual("""{"command":"dnx","args":["LoopJournal.Tool","--yes","--","mcp"]}""", server);
        Assert.AreEqual(made, file.Apply(made));
        Assert.AreEqual(text, file.Undo(made));
    }

    [TestMethod]
    public void Another_command_takes_the_place_of_the_one_before()
    {
        var file = Create("claude");
        var other = AgentFile.FindAll(HookAgent.Find("claude")!, "dnx LoopJournal.Tool --yes --").First();
        var made = other.Apply(file.Apply("{\n  \"a\": 1\n}\n"));
        Assert.HasCount(3, made.Split("dnx LoopJournal.Tool"));
        Assert.DoesNotContain("\"loop-journal hook", made);
    }

    [TestMethod]
    [Timeout(20_000)]
    public void Large_arrays_and_values_that_look_like_ours_take_linear_time()
    {
        var file = Create("claude");
        string[] elements = [string.Concat(Enumerable.Repeat("1,", 200_000)) + "1", "\"" + string.Concat(Enumerable.Repeat("loop-journal ", 50_000)) + "\""];
        foreach (var text in elements.Select(element => $"{{\"hooks\":{{\"Stop\":[{element}]}}}}"))
        {
            Assert.AreEqual(text, file.Undo(file.Apply(text)));
        }
    }

    [TestMethod]
    public void A_value_with_a_name_twice_is_replaced()
    {
        var file = Create("claude");
        var made = file.Apply("{}").Replace("\"timeout\":120", "\"timeout\":1,\"timeout\":120", StringComparison.Ordinal);
        Assert.DoesNotContain("\"timeout\":1,", file.Apply(made));
    }

    [TestMethod]
    public void After_an_edit_only_our_entries_are_taken_out()
    {
        var file = Create("claude");
        var edited = file.Apply("{\n  \"a\": 1\n}\n").Replace("\"a\": 1", "\"a\": 1,\n  \"b\":    2", StringComparison.Ordinal);
        Assert.AreEqual("{\n  \"a\": 1,\n  \"b\":    2\n}\n", file.Undo(edited));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("\n")]
    [DataRow("# Ours")]
    [DataRow("# Ours\n")]
    [DataRow("# Ours\r\n\r\nText\r\n")]
    [DataRow("# Ours\n\n\n")]
    public void Instructions_keep_their_bytes_around_the_block(string text)
    {
        var file = new InstructionsFile(Tool);
        var made = file.Apply(text);
        Assert.StartsWith(text, made);
        Assert.AreEqual(made, file.Apply(made));
        Assert.AreEqual(text, file.Undo(made));
        Assert.AreEqual(text, file.Undo(text));
    }

    [TestMethod]
    public void The_block_has_at_most_eight_lines_and_new_instructions_are_the_block()
    {
        var file = new InstructionsFile(Tool);
        var made = file.Apply(null);
        Assert.IsLessThanOrEqualTo(8, made.TrimEnd('\n').Split('\n').Length);
        Assert.IsNull(file.Undo(made));
    }

    private static AgentFile Create(string agent) => AgentFile.FindAll(HookAgent.Find(agent)!, Tool).First();

    private static void AssertAdded(string agent, string text)
    {
        var file = Create(agent);
        var made = file.Apply(text);
        var (before, after) = (Parse(text), Parse(made));
        Assert.IsNotNull(after["hooks"]![HookAgent.Find(agent)!.Events.SessionStart], made);
        Assert.Contains($"loop-journal hook stop --agent {agent}", after["hooks"]![HookAgent.Find(agent)!.Events.Stop]!.AsArray()[^1]!.ToJsonString());
        foreach (var (name, value) in before.Where(member => member.Key != "hooks"))
        {
            Assert.IsTrue(JsonNode.DeepEquals(value, after[name]), made);
        }

        Assert.AreEqual(made, file.Apply(made));
        Assert.AreEqual(text, file.Undo(made), made);
    }

    private static JsonObject Parse(string text) =>
        JsonNode.Parse(Encoding.Latin1.GetBytes(text), documentOptions: Lenient)!.AsObject();

    private static Gen<JsonNode> CreateJson(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Int.Select(number => (JsonNode)JsonValue.Create(number)),
            Gen.String[0, 8].Where(text => !text.Any(char.IsSurrogate)).Select(text => (JsonNode)JsonValue.Create(text)));
        return depth == 0 ? leaf : Gen.OneOf(
            leaf,
            CreateJson(depth - 1).Array[0, 3].Select(items => (JsonNode)new JsonArray([.. items.Select(item => item.DeepClone())])),
            Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 5], CreateJson(depth - 1)).Array[0, 3].Select(members =>
                (JsonNode)new JsonObject(members.DistinctBy(member => member.Item1)
                    .Select(member => KeyValuePair.Create(member.Item1, (JsonNode?)member.Item2.DeepClone())))));
    }
}
