using LoopJournal.Text.Secrets;

namespace LoopJournal.Tests.Text.Secrets;

/// <summary>Masking takes linear time for every text. Quadratic time would be minutes.</summary>
[TestClass]
public sealed class SecretTimeTests
{
    public static IEnumerable<string> Words =>
    [
        "mysql -p ",
        "-p ",
        "docker login -p ",
        "curl -u \"",
        "curl -u 'a:",
        "'-p'",
        "zip -P \\\n",
        "password is ",
        "password to ",
        "password: ",
        "password=",
        "token:token",
        "--token ",
        "token = {a",
        "secret = Get(",
        "pwd={",
        "sk-a.",
        "glpat-.",
        "whsec_/",
        "SG.a",
        "eyJaaaaaaa.",
        "://a:b",
        "://:",
        "-----BEGIN A-----",
        "basic YWE6Og",
        "cookie:a=",
        "auth=('a',",
        "echo a|",
        "echo \"a\" | sudo ",
        "htpasswd -b ",
        "htpasswd -a 1 ",
        "net use ",
        "net use /u:a ",
        "net user a b ",
        "sqlplus -a ",
        "identified with a ",
        "ConvertTo-SecureString -Force ",
        "user-secrets set \"a\" ",
        "'a' | ",
        "\n",
        "==",
        "aAZDO",
    ];

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    [DynamicData(nameof(Words))]
    public void A_megabyte_of_the_same_words_is_masked_in_time(string words) => MaskMany(words, 1_000_000);

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(120_000, CooperativeCancellation = false)]
    [DynamicData(nameof(Words))]
    public void Ten_megabytes_of_the_same_words_are_masked_in_time(string words) => MaskMany(words, 10_000_000);

    private static void MaskMany(string words, int length) =>
        Assert.IsNotNull(SecretMask.Mask(string.Concat(Enumerable.Repeat(words, length / words.Length))));
}
