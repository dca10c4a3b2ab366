using LoopJournal.Text;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Evidence;

/// <summary>Which test it is: the fully qualified method with the arguments of its row.</summary>
internal static class TestIdentity
{
    private const int MaxName = 4096;

    /// <summary>
    /// The identity, the same whether the arguments are in the name (NUnit), in the display name (xUnit, MSTest) or in both.
    /// </summary>
    /// <param name="name">Fully qualified name, perhaps with arguments.</param>
    /// <param name="displayName">What the runner shows.</param>
    /// <param name="repository">Its directory is taken out of arguments that are paths.</param>
    public static string From(string name, string displayName, RepositoryPaths repository)
    {
        name = name.Trim().Cut(MaxName);
        var method = name[..MethodName.FindArguments(name)].TrimEnd();
        var row = FindRow(method, displayName.Trim().Cut(MaxName));
        row = TestRow.Mask(repository.Shorten(row.Length > 0 ? row : name[method.Length..].Trim()));
        method = Masks.ApplyToName(repository.Shorten(method));
        return row.Length == 0 ? method : row[0] == '(' ? method + row : $"{method} {row}";
    }

    /// <summary>The identity as people read it, made of names without secrets; empty when the names have no secrets.</summary>
    /// <inheritdoc cref="From(string, string, RepositoryPaths)"/>
    public static string FromMaskedNames(string name, string displayName, RepositoryPaths repository)
    {
        var (masked, maskedDisplay) = (SecretMask.Mask(name), SecretMask.Mask(displayName));
        return masked == name && maskedDisplay == displayName ? "" : From(masked, maskedDisplay, repository);
    }

    /// <summary>The bare name of a test's method: <c>Total</c> of <c>Shop.CartTests.Total(1, "a.b")</c>.</summary>
    public static string GetMethod(string name)
    {
        var method = name[..MethodName.FindArguments(name)].TrimEnd();
        return method[(method.LastIndexOf('.') + 1)..];
    }

    // "(1, 2)" for "Ns.Type.Method(1, 2)", "Method(1, 2)" and "Method (1,2)"; the whole text when the test was given a name of its own
    private static string FindRow(string method, string displayName)
    {
        var bare = method[(method.LastIndexOf('.') + 1)..];
        var known = Array.Find([method, bare], known => known.Length > 0
            && displayName.StartsWith(known, StringComparison.Ordinal)
            && (displayName.Length == known.Length || displayName[known.Length] is '(' or ' ' or '<' or '['));
        return known is null ? displayName : displayName[known.Length..].Trim();
    }
}
