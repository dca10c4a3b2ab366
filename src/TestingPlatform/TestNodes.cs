using System.Runtime.CompilerServices;
using LoopJournal.Capture;
using Microsoft.Testing.Platform.Extensions.Messages;

namespace LoopJournal.TestingPlatform;

/// <summary>Reads the properties of a test node.</summary>
internal static class TestNodes
{
    /// <summary>The exception of a test that did not pass; null when its framework gives none.</summary>
    public static Exception? GetException(TestNodeStateProperty state) => state switch
    {
        FailedTestNodeStateProperty failed => failed.Exception,
        ErrorTestNodeStateProperty error => error.Exception,
        TimeoutTestNodeStateProperty timeout => timeout.Exception,
        _ => null,
    };

    /// <summary>The lines of the test's output that name an error.</summary>
    public static List<string> FindErrors(TestNode node)
    {
        var lines = new List<string>();
        try
        {
            AddErrors(node, lines);
        }
        catch (Exception e) when (e is TypeLoadException or MissingMemberException)
        {
            // The test program has a later version of the platform, in which these two types are other ones.
        }

        return lines;
    }

#pragma warning disable TPEXP // the platform may change the two types: FindErrors goes on without them
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddErrors(TestNode node, List<string> lines)
    {
        foreach (var output in node.Properties.OfType<StandardOutputProperty>())
        {
            ErrorLines.AddTo(lines, output.StandardOutput);
        }

        foreach (var output in node.Properties.OfType<StandardErrorProperty>())
        {
            ErrorLines.AddTo(lines, output.StandardError);
        }
    }
#pragma warning restore TPEXP

    /// <summary>
    /// The fully qualified name of the test's method, as VSTest has it; the display name where the framework names no method.
    /// </summary>
    public static string GetName(TestNode node) =>
        node.Properties.SingleOrDefault<TestMethodIdentifierProperty>() is not { } method ? node.DisplayName
        : method.Namespace.Length > 0 ? $"{method.Namespace}.{method.TypeName}.{method.MethodName}"
        : $"{method.TypeName}.{method.MethodName}";
}
