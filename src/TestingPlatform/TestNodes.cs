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

    /// <summary>
    /// The fully qualified name of the test's method, as VSTest has it; the display name where the framework names no method.
    /// </summary>
    public static string GetName(TestNode node)
    {
        if (node.Properties.SingleOrDefault<TestMethodIdentifierProperty>() is not { } method)
        {
            return node.DisplayName;
        }

        var type = method.Namespace.Length > 0 ? $"{method.Namespace}.{method.TypeName}" : method.TypeName;
        return $"{type}.{method.MethodName}";
    }
}
