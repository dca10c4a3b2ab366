namespace LoopJournal.Greens;

/// <summary>One edit of one test, and whether the pass after it must name the test.</summary>
internal sealed record Case(Edit Edit, TestMethod Test, bool IsTampered)
{
    /// <summary>The type that all cases share: it knows which methods are broken, and writes down which of them ran.</summary>
    public static string MakeSwitch(IEnumerable<string> broken) => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;

        public static class Greens
        {
            private static readonly HashSet<string> Broken = new HashSet<string>
            {
                {{string.Join(",\n        ", broken.Select(name => $"\"{name}\""))}}
            };

            public static void Check(string name)
            {
                lock (Broken)
                {
                    File.AppendAllText(Environment.GetEnvironmentVariable("GREENS_RAN"), name + "\n");
                }

                if (Broken.Contains(name))
                {
                    throw new InvalidOperationException("The result of " + name + " is wrong.");
                }
            }

            public static bool IsRow(object[] row, object[] given)
            {
                for (var i = 0; i < row.Length; i++)
                {
                    if ((row[i] is null) != (given[i] is null) || Convert.ToString(row[i]) != Convert.ToString(given[i]))
                    {
                        return false;
                    }
                }

                return true;
            }
        }
        """;

    public static string MakeCheck(TestMethod test) => $"global::Greens.Check(\"{test.Key}\");";

    /// <summary>Puts the check into the test, and makes the edits that come before the failing run.</summary>
    public void Prepare(string folder)
    {
        Edit.Prepare?.Invoke(folder, Test);
        var source = Source.Open(folder, Test);
        source.InsertStatement(Edit.IsOfOneRow ? $"if ({MakeCondition(source)}) {MakeCheck(Test)}" : MakeCheck(Test));
    }

    public void Apply(string folder) => Edit.Apply(folder, Test);

    private static string MakeCondition(Source source)
    {
        var given = source.Rows[0].ArgumentList!.Arguments.Where(a => a.NameEquals is null).Select(a => a.Expression.ToString());
        var names = source.Method.ParameterList.Parameters.Select(p => p.Identifier.ValueText);
        return $"global::Greens.IsRow(new object[] {{ {string.Join(", ", given)} }}, new object[] {{ {string.Join(", ", names)} }})";
    }
}
