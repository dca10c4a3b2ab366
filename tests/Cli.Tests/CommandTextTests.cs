using LoopJournal.Cli.Running;

namespace LoopJournal.Tests;

/// <summary>A command line as the name of a stream.</summary>
[TestClass]
public sealed class CommandTextTests
{
    private const string Token = "ghp_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbCd";

    [TestMethod]
    [DataRow("dotnet test | tail -5", "| tail")]
    [DataRow("dotnet test 2>&1 |grep -v warn", "| grep")]
    [DataRow("make check |& head -40", "| head")]
    [DataRow("dotnet test | Select-Object -First 10", "| Select-Object")]
    [DataRow("dotnet test || tail log", null)]
    [DataRow("dotnet test | tee log", null)]
    [DataRow("tail -f log", null)]
    public void A_command_that_cuts_its_output_is_found(string line, string? cut) =>
        Assert.AreEqual(cut, CommandText.FindCut(["sh", "-c", line]));

    [TestMethod]
    [DataRow("run npm test", "npm", "test")]
    [DataRow("run sh -c \"exit 1\" \"\"", "sh", "-c", "exit 1", "")]
    [DataRow("run sh -c \"echo 'a b'\"", "sh", "-c", "echo \"a b\"")]
    [DataRow("run dotnet test --filter=\"A|B\"", "dotnet", "test", "--filter=A|B")]
    [DataRow("run a \"b c\"", "a", "b\r\nc")]
    public void Arguments_with_blanks_and_quotes_are_quoted(string text, params string[] command) =>
        Assert.AreEqual(text, CommandText.From(command));

    [TestMethod]
    [DataRow("run tool --password \"***\"", "tool", "--password", "a\"b c")]
    [DataRow("run tool --password=\"***\"", "tool", "--password=a;b'c")]
    [DataRow("run tool --password \"***\" -v", "tool", "--password", "a\nb", "-v")]
    [DataRow("run env PGPASSWORD=\"***\" psql", "env", "PGPASSWORD=a;b", "psql")]
    [DataRow("run curl -u \"me:***\" https://h", "curl", "-u", "me:a'b c", "https://h")]
    [DataRow("run mysql \"-p***\" shop", "mysql", "-pa;b c", "shop")]
    [DataRow("run sh -c \"mysql -p'***' shop\"", "sh", "-c", "mysql -p\"a b\" shop")]
    public void A_secret_is_masked_to_the_end_of_its_argument(string text, params string[] command) =>
        Assert.AreEqual(text, CommandText.From(command));

    [TestMethod]
    public void A_key_file_in_an_argument_is_masked_though_it_has_many_lines()
    {
        var key = "-----BEGIN RSA PRIVATE KEY-----\n" + string.Concat(Enumerable.Repeat("MIIEowIBAAKCAQEAx9\n", 20))
            + "-----END RSA PRIVATE KEY-----";
        var text = CommandText.From(["deploy", "--identity", key, "now"]);
        Assert.DoesNotContain("MIIE", text);
        Assert.EndsWith("-----END RSA PRIVATE KEY-----\" now", text);
    }

    [TestMethod]
    public void No_part_of_a_secret_stays_where_the_text_is_cut()
    {
        for (var before = 150; before < 200; before++)
        {
            Assert.DoesNotContain("ghp_", CommandText.From(["tool", new string('x', before), Token, new string('y', 200)]), $"{before}");
        }
    }

    [TestMethod]
    public void Two_long_commands_are_two_streams_and_a_secret_makes_no_difference()
    {
        string[] filler = ["tool", new string('x', 300)];

        Assert.AreNotEqual(CommandText.From([.. filler, "a"]), CommandText.From([.. filler, "b"]));
        Assert.AreEqual(CommandText.From([.. filler, Token]), CommandText.From([.. filler, Token.Replace('b', 'c')]));
        Assert.IsLessThanOrEqualTo("run ".Length + 200, CommandText.From([.. filler, "a"]).Length);
    }
}
