namespace LoopJournal.Model;

/// <summary>A test as a run's footer names it: hashes of its names as the test platform gives them.</summary>
/// <param name="Type">The hash of its class.</param>
/// <param name="Method">The hash of its method.</param>
/// <param name="Name">The hash of the name that the runner shows, with the arguments of a data row.</param>
internal sealed record TestKey(uint Type, uint Method, ulong Name)
{
    /// <summary>The method, which all rows of a test share.</summary>
    public MethodKey Row => new(Type, Method);
}

/// <summary>A test's method as a run's footer names it; see <see cref="TestKey"/>.</summary>
internal sealed record MethodKey(uint Type, uint Method);
