using System.IO.Enumeration;

namespace LoopJournal.Snapshots;

/// <summary>Recognizes by its name a file that is likely to hold a secret. Snapshots leave such files out unless git tracks them.</summary>
internal static class SecretFiles
{
    /// <summary>File names; <c>*</c> stands for any characters, case does not count.</summary>
    private static readonly string[] Names =
    [
        ".env*", // variables of a program's environment: .env, .env.local, .envrc
        "*.pem", // certificates and private keys
        "*.pfx", // a certificate with its private key
        "*.key", // private keys
        "id_*", // ssh's private keys: id_rsa, id_ed25519
        "secrets*.json", // user secrets of .NET, service accounts
        "*.local.json", // settings of one machine: appsettings.Local.json
    ];

    /// <summary>Whether the file's name is one of these.</summary>
    /// <param name="path">A path with forward slashes; only its last part counts.</param>
    public static bool IsNamedLikeOne(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return Array.Exists(Names, pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true));
    }
}
