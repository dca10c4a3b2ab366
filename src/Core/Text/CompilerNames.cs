namespace LoopJournal.Text;

/// <summary>
/// Turns the names that compilers make back into those that people wrote. Dropped are ordinals, which shift when a method
/// is added above, and the shapes of closures, which differ between Debug and Release.
/// </summary>
/// <example>
/// <code>
/// Shop.Cart.&lt;AddAsync&gt;d__12.MoveNext                    Shop.Cart.AddAsync
/// Shop.Cart.&lt;&gt;c__DisplayClass7_0.&lt;Add&gt;b__0           Shop.Cart.Add.lambda
/// Shop.Cart.&lt;Add&gt;g__Check|4_0                            Shop.Cart.Add.Check
/// Shop.Cart+&lt;&gt;c.&lt;&lt;AddAsync&gt;b__0_0&gt;d.MoveNext  Shop.Cart.AddAsync.lambda
/// Shop.List`1.Add[T]                                       Shop.List.Add
/// Gen.&lt;Rx_g&gt;F0123...CDEF__Word_0.Runner.Scan            Gen.Word.Runner.Scan
/// Program.&lt;Main&gt;$                                      Program.Main
/// Shop.Tests.total@12-1.Invoke (F#)                        Shop.Tests.total.Invoke
/// &lt;&gt;f__AnonymousType12                                 AnonymousType
/// Castle.Proxies.CartProxy_3                               Castle.Proxies.CartProxy
/// </code>
/// </example>
internal static partial class CompilerNames
{
    // an async lambda in a local function in a lambda has three levels
    private const int MaxNesting = 6;

    /// <summary>The name of a method with its type as people wrote it; nested types joined by a dot, no generic arguments.</summary>
    public static string Clean(string name)
    {
        name = RemoveGenericArguments(name);
        name = FileLocal().Replace(name, "${name}");
        name = Closure().Replace(name, "");
        for (var depth = 0; depth < MaxNesting && name.Contains('>', StringComparison.Ordinal); depth++)
        {
            var outer = name;
            name = Lambda().Replace(name, "${method}.lambda");
            name = LocalFunction().Replace(name, "${method}.${name}");
            name = StateMachine().Replace(name, "${method}");
            if (name == outer)
            {
                break;
            }
        }

        name = Generated().Replace(name, "");
        name = FSharpClosure().Replace(name, "");
        name = VisualBasicLambda().Replace(name, "lambda");
        return name.Replace('+', '.');
    }

    // [T], [[System.Int32, System.Private.CoreLib, ...]] and `1
    private static string RemoveGenericArguments(string name)
    {
        if (!name.AsSpan().ContainsAny('[', '`'))
        {
            return name;
        }

        var kept = new StringBuilder(name.Length);
        var depth = 0;
        foreach (var c in Arity().Replace(name, ""))
        {
            depth += c == '[' ? 1 : 0;
            if (depth == 0 && c != ']')
            {
                kept.Append(c);
            }

            depth -= c == ']' && depth > 0 ? 1 : 0;
        }

        return kept.ToString();
    }

    [GeneratedRegex("`[0-9]*")]
    private static partial Regex Arity();

    // file-local types carry a hash of the file's path; a generated regex is numbered as well
    [GeneratedRegex(
        @"<[A-Za-z0-9_.]{0,200}>F[0-9A-F]{64}__(?<name>[A-Za-z0-9_]+?)(_[0-9]+)?(?![A-Za-z0-9_])", RegexOptions.ExplicitCapture)]
    private static partial Regex FileLocal();

    [GeneratedRegex(@"<>c(__DisplayClass[0-9_]+)?(__[0-9_]+)?(<[^<>]{0,200}>)?[.+]", RegexOptions.ExplicitCapture)]
    private static partial Regex Closure();

    [GeneratedRegex(@"<(?<method>[^<>]{0,300})>b__[0-9]+(_[0-9]+)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Lambda();

    [GeneratedRegex(@"<(?<method>[^<>]{0,300})>g__(?<name>[A-Za-z0-9_]+)\|[0-9]+(_[0-9]+)?", RegexOptions.ExplicitCapture)]
    private static partial Regex LocalFunction();

    // async and iterators; <Main>$ of top-level statements
    [GeneratedRegex(@"<(?<method>[^<>]{1,300})>(d(__[0-9]+)?(\.MoveNext)?|\$)", RegexOptions.ExplicitCapture)]
    private static partial Regex StateMachine();

    // anonymous types, and the proxies of mocking and persistence libraries, are numbered
    [GeneratedRegex(
        "<>f__(?=AnonymousType[0-9])|(?<=<>f__AnonymousType)[0-9]{1,9}|(?<=Proxy)_[0-9]{1,9}(?![A-Za-z0-9_])"
        + "|(?<=(?:^|[$])Proxy)[0-9]{1,9}(?![A-Za-z0-9_])")]
    private static partial Regex Generated();

    [GeneratedRegex(@"@[0-9]+(-[0-9]+)?", RegexOptions.ExplicitCapture)]
    private static partial Regex FSharpClosure();

    [GeneratedRegex(@"(_Closure\$__[0-9-]*\.)?_Lambda\$__[0-9-]+", RegexOptions.ExplicitCapture)]
    private static partial Regex VisualBasicLambda();
}
