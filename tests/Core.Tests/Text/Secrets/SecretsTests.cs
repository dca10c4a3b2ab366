using CsCheck;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Tests.Text.Secrets;

[TestClass]
public sealed class SecretsTests
{
    // Put together at run time, so that no scanner takes this file for a leak. None is real.
    private const string Alphabet = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbCdEfGhIjKlMnOpQrStUvWxYz0123456789aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z";
    private static readonly string Hex = string.Concat(Enumerable.Repeat("0f1e2d3c4b5a6978", 4));

    public static IEnumerable<(string Text, string Masked)> Shapes =>
    [
        // known by the form of the key
        ("push with " + "ghp_" + Alphabet[..36], "push with ***"),
        ("gho_" + Alphabet[..36] + " expired", "*** expired"),
        ("github_pat_" + Alphabet[..22] + "_" + Alphabet[..59], "***"),
        ("glpat-" + Alphabet[..20], "***"),
        ("nuget push -k oy2" + Alphabet[..43].ToLowerInvariant(), "nuget push -k ***"),
        ("npm_" + Alphabet[..36], "***"),
        ("pypi-" + Alphabet[..60], "***"),
        ("id AKIA" + "IOSFODNN7EXAMPLE", "id ***"),
        ("ASIA" + "IOSFODNN7EXAMPLE,", "***,"),
        ("AIza" + Alphabet[..35], "***"),
        ("ya29." + Alphabet[..60], "***"),
        ("GOCSPX-" + Alphabet[..28], "***"),
        ("xoxb-" + "123456789012-1234567890123-" + Alphabet[..24], "***"),
        ("xapp-" + "1-A0123456789-1234567890123-" + Hex, "***"),
        ("sk_live_" + Alphabet[..24], "***"),
        ("rk_test_" + Alphabet[..24], "***"),
        ("whsec_" + Alphabet[..32], "***"),
        ("sk-proj-" + Alphabet[..48], "***"),
        ("sk-ant-api03-" + Alphabet[..80], "***"),
        ("SG." + Alphabet[..22] + "." + Alphabet[..43], "***"),
        ("key-" + Hex[..32], "***"),
        ("dop_v1_" + Hex[..64], "***"),
        ("dapi" + Hex[..32], "***"),
        ("hf_" + Alphabet[..34], "***"),
        ("hvs." + Alphabet[..90], "***"),
        ("shpat_" + Hex[..32], "***"),
        ("dckr_pat_" + Alphabet[..27], "***"),
        ("pat " + Alphabet[..76] + "AZDO" + "a1B2", "pat ***"),
        ("abc8Q~" + Alphabet[..34], "***"),
        ("storage " + Alphabet[..86] + "==", "storage ***"),
        ("eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0." + Alphabet[..43], "***"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK\n-----END RSA PRIVATE KEY-----\nafter",
            "-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\nafter"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r", "-----BEGIN OPENSSH PRIVATE KEY-----***"),

        // known by its place
        ("git clone https://me:hunter2@example.com/x.git", "git clone https://***@example.com/x.git"),
        ("https://" + Alphabet[..24] + "@dev.azure.com/o", "https://***@dev.azure.com/o"),
        ("postgres://app:p@ss@db:5432/shop", "postgres://***@db:5432/shop"),
        ("redis://:s3cret@cache:6379", "redis://***@cache:6379"),
        ("https://hooks.slack.com/services/T0/B0/" + Alphabet[..24], "https://hooks.slack.com/services/***"),
        ("Authorization: Bearer " + Alphabet[..30], "Authorization: Bearer ***"),
        ("curl -H 'Authorization: token abcdef'", "curl -H 'Authorization: token ***'"),
        ("got Basic dXNlcjpwYXNz back", "got Basic *** back"),
        ("Cookie: session=abc; theme=dark", "Cookie: ***"),

        // known by its name
        ("Server=db;User ID=sa;Password=hunter2;Encrypt=true", "Server=db;User ID=sa;Password=***;Encrypt=true"),
        ("Host=db;Username=app;Pwd=\"a;b\";Timeout=5", "Host=db;Username=app;Pwd=\"***\";Timeout=5"),
        ("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abc+/=;EndpointSuffix=x",
            "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=***;EndpointSuffix=x"),
        ("Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=abc=", "Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=***"),
        ("https://x.blob.core.windows.net/c?sv=2022&sig=abc%2Fdef&se=1", "https://x.blob.core.windows.net/c?sv=2022&sig=***&se=1"),
        ("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI", "AWS_SECRET_ACCESS_KEY=***"),
        ("export GITHUB_TOKEN=abc123def", "export GITHUB_TOKEN=***"),
        ("DB_PASS=hunter", "DB_PASS=***"),
        ("{\"password\": \"hunter\", \"user\": \"me\"}", "{\"password\": \"***\", \"user\": \"me\"}"),
        ("{\\\"client_secret\\\":\\\"a b\\\",\\\"x\\\":1}", "{\\\"client_secret\\\":\\\"***\\\",\\\"x\\\":1}"),
        ("'api_key' => 'abc'", "'api_key' => '***'"),
        ("config[\"ApiKey\"] = \"abc\"", "config[\"ApiKey\"] = \"***\""),
        ("password: hunter\nuser: me", "password: ***\nuser: me"),
        ("X-Api-Key: verysecret", "X-Api-Key: ***"),
        ("access_token: 5f3a91c2d4e5", "access_token: ***"),
        ("//packages.example.org/:_authToken=0a1b2c3d", "//packages.example.org/:_authToken=***"),
        ("tool --password hunter --verbose", "tool --password *** --verbose"),
        ("dotnet nuget push x.nupkg --api-key abc -s feed", "dotnet nuget push x.nupkg --api-key *** -s feed"),
        ("tool --token=0a1b2c3d", "tool --token=***"),
        ("<Password>hunter</Password>", "<Password>***</Password>"),
        ("<add key=\"ClearTextPassword\" value=\"hunter\" />", "<add key=\"ClearTextPassword\" value=\"***\" />"),
        ("Login failed with password 'hunter'.", "Login failed with password '***'."),
        ("machine h login me password hunter", "machine h login me password ***"),
        ("LoginTests.Signs_in(user: \"me\", password: \"hunter\")", "LoginTests.Signs_in(user: \"me\", password: \"***\")"),
        ("token: \"the Password=hunter; x\"", "token: \"the Password=***; x\""),
    ];

    public static IEnumerable<string> Innocent =>
    [
        "",
        "Shop.Tests.CartTests.Total",
        "Shop.Tests.TokenTests.Refreshes_an_expired_token",
        "Shop.Tests.PasswordTests.Password_is_required(user: \"me\", password: null)",
        "at Shop.Auth.TokenService.Refresh(String token, CancellationToken cancellationToken) in /src/Auth/TokenService.cs:line 42",
        "System.UnauthorizedAccessException: The password is incorrect.",
        "Unexpected token: identifier",
        "Unexpected token '}' at position 17",
        "Unexpected token 'StartObject' when parsing value",
        "Newtonsoft.Json.JsonReaderException: Unexpected character encountered while parsing value: <. Path '', line 0, position 0.",
        "Password: must be at least 8 characters long",
        "Password: required",
        "The given key 'apiKey' was not present in the dictionary.",
        "token = null",
        "token: <null>",
        "Assert.AreEqual failed. Expected:<token>. Actual:<password>.",
        "Could not load file or assembly 'X, Version=1.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a'.",
        "MetadataToken=100663297",
        "tokens: 15340, max_tokens=4096",
        "cancellationToken: System.Threading.CancellationToken",
        "error CS1003: Syntax error, ',' expected",
        "error NU1301: Unable to load the service index for source https://packages.example.org/v3/index.json.",
        "commit 7f3a91c2d4e5f60718293a4b5c6d7e8f90a1b2c3",
        "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "ab1c2d3e-4f50-6172-8394-a5b6c7d8e9f0",
        "ssh://git@github.com/me/repo.git",
        "git@github.com:me/repo.git",
        "http://localhost:5000/login?user=me@example.com",
        "Basic authentication is not supported",
        "The bearer of this message, bearer authentication failed",
        "Authorization: required for this resource",
        "API key: missing",
        "dotnet nuget push x.nupkg --api-key $(NuGetApiKey)",
        "env: NUGET_TOKEN=${{ secrets.NUGET_TOKEN }}",
        "curl -u user:{password} -H 'X-Api-Key: <your key>' https://host?token={token}",
        "pass --token to authenticate",
        "Passed: 12, Failed: 1, Password: ***",
        "test --filter FullyQualifiedName~Password&Category!=Token",
        "secretary: Ms. Jones; passwordless: true",
        "PrimaryKey: Id, ForeignKey: CartId, CacheKey=users:42",
        "the task-force-of-a-sk-inny-dog was skipped",
        "Expected password == \"\", was null",
    ];

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void A_secret_is_masked(string text, string masked) => Assert.AreEqual(masked, SecretMask.Mask(text));

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Masking_twice_changes_nothing(string text, string masked)
    {
        Assert.AreEqual(masked, SecretMask.Mask(masked), text);
    }

    [TestMethod]
    [DynamicData(nameof(Innocent))]
    public void Text_that_only_mentions_secrets_stays(string text) => Assert.AreEqual(text, SecretMask.Mask(text));

    [TestMethod]
    public void A_word_is_masked_the_same_with_a_blank_behind_it()
    {
        var piece = Gen.OneOf(
            Gen.OneOf("password", "token", "secret_key", "_auth", "user_pw", "mysql", "curl", "bearer", "cookie", ".", "_", "a1"),
            Gen.OneOf("ghp_", "AKIA", "eyJ", "SG.", "oy2", "hvs.", "atlasv1.", "AZDO", Alphabet[..36], Alphabet[..43], Hex[..32]));
        piece.Array[1, 6].Select(string.Concat)
            .Sample(word => Assert.AreEqual(SecretMask.Mask(word + " "), SecretMask.Mask(word) + " "), iter: 2000);
    }

    [TestMethod]
    public void The_tables_are_as_large_as_they_claim()
    {
        Assert.IsGreaterThanOrEqualTo(50, Shapes.Count());
        Assert.IsGreaterThanOrEqualTo(30, Innocent.Count());
    }
}
