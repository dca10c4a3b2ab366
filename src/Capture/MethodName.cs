namespace LoopJournal.Capture;

/// <summary>Splits the name of a test's method.</summary>
internal static class MethodName
{
    /// <summary>
    /// Where the argument list at the end of a name begins; the name's length where it has none. NUnit's fixtures have arguments of their
    /// own, <c>Ns.Type(1).Method(2)</c>.
    /// </summary>
    /// <remarks>
    /// An argument may hold any text, so only a fixture's list is passed over: <c>(...).</c> and an identifier before the next parenthesis.
    /// </remarks>
    public static int FindArguments(string name)
    {
        var first = name.IndexOf('(');
        if (first < 0 || name[name.Length - 1] != ')')
        {
            return name.Length;
        }

        for (var list = name.IndexOf(").", first, StringComparison.Ordinal); list >= 0;
            list = name.IndexOf(").", list + 1, StringComparison.Ordinal))
        {
            var end = list + 2;
            while (end < name.Length && (char.IsLetterOrDigit(name[end]) || name[end] == '_'))
            {
                end++;
            }

            if (end > list + 2 && !char.IsDigit(name[list + 2]) && end < name.Length && name[end] == '(')
            {
                return end;
            }
        }

        return first;
    }
}
