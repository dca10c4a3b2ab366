namespace LoopJournal.Model;

/// <summary>A test as a run's footer names it: hashes of its names as the test platform gives them.</summary>
/// <param name="Type">The hash of its class.</param>
/// <param name="Method">The hash of its method.</param>
/// <param name="Name">The hash of the name that the runner shows, with the arguments of a data row.</param>
internal readonly record struct TestKey(uint Type, uint Method, ulong Name)
{
    /// <summary>The method, which all rows of a test share.</summary>
    public (uint Type, uint Method) Row => (Type, Method);
}
