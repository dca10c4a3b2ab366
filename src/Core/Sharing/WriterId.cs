using System.Security.Cryptography;
using LoopJournal.Journal;

namespace LoopJournal.Sharing;

/// <summary>
/// The id under which a clone sends its rows: random, and kept in git's common folder together with the machine and the folder that it
/// was made for. A clone that was copied to another place or machine gets an id of its own.
/// </summary>
/// <param name="shared">Our folder in git's common folder.</param>
internal sealed class WriterId(JournalFolder shared)
{
    /// <summary>The ids that a user may choose, in words.</summary>
    public const string Allowed = "1 to 40 lower-case letters, digits and hyphens";

    private const string Name = "writer";
    private const string MachineFile = "/etc/machine-id";
    private const int MaxLength = 40;
    private const int Bytes = 6;

    /// <summary>Whether a text can be an id: it becomes a part of a reference and of a file's name.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= MaxLength && text[0] != '-'
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>The clone's id; a new one where it has none, or one that was made for another place.</summary>
    /// <exception cref="IOException">It can be neither read nor written.</exception>
    public string Find() =>
        Read() is [var id, var place] && IsId(id) && place == GetPlace() ? id : Renew();

    /// <summary>Makes a new id, because another clone writes under the one that is here.</summary>
    /// <inheritdoc cref="Find"/>
    public string Renew()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        PlacedFile.Put(shared, Encoding.UTF8.GetBytes($"{id}\n{GetPlace()}\n"), Name);
        return id;
    }

    private string[] Read() => FileErrors.Catch(() => File.ReadLines(shared.GetPath(Name)).Take(2).ToArray(), otherwise: []);

    /// <summary>A hash: the file tells nothing of the machine.</summary>
    private string GetPlace()
    {
        var machine = FileErrors.Catch(() => File.Exists(MachineFile) ? File.ReadAllText(MachineFile).Trim() : "", otherwise: "");
        var place = $"{Environment.MachineName}\n{machine}\n{shared.Path}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)));
    }
}
