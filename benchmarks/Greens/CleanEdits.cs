using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopJournal.Greens;

/// <summary>What people do to tests while they mend a failure, and what is no reason for a warning.</summary>
internal static class CleanEdits
{
    public static readonly Edit[] All =
    [
        new("fixed", (_, _) => { }),
        new("row fixed", (_, _) => { }) { Accepts = Edit.HasRows, IsOfOneRow = true },
        new("renamed in its class", (folder, test) => Do(folder, test, s => s.Replace(s.Method.Identifier, test.Method + "_as_expected"))),
        new("class renamed", RenameClass),
        new("namespace renamed", (folder, test) => Do(folder, test, RenameNamespace))
        {
            Accepts = test => test is { HasFileAlone: true, Rows: 0, Namespace: not "" },
        },
        new("moved to another class", MoveMethod) { Accepts = test => test.Rows == 0 && !test.IsLastOfClass },
        new("edited row", (folder, test) => Do(folder, test, MendRow))
        {
            Accepts = test => Edit.HasRows(test) && test.HasPlainRow, IsOfOneRow = true,
            Prepare = (folder, test) => Do(folder, test, SpoilRow),
        },
        new("row added", UncommentRow)
        {
            Accepts = test => test.Rows is >= 3 and <= 8,
            Prepare = (folder, test) => Do(folder, test, s => s.Replace(s.Rows[^1].Parent!, $"/*row:{s.Rows[^1].Parent}*/")),
        },
        new("given rows", GiveRows),
        new("new test", (folder, test) => Do(folder, test, s => s.InsertMember(
            s.Method.ReplaceToken(s.Method.Identifier, Name(test.Method + "_too")).ToFullString()))),
        new("new class", (folder, test) => Do(
            folder, test, s => s.AppendType(s.CopyClass(test.Class + "Two", isAlone: false, test.Method)))),
        new("method reordered", Reorder),
        new("file renamed", (folder, test) =>
        {
            var path = Path.Combine(folder, test.SourceFile);
            File.Move(path, Path.Combine(Path.GetDirectoryName(path)!, $"A{Path.GetFileName(path)}"));
        }) { Accepts = test => test.HasFileAlone && test.Rows == 0 },
        Edit.AddArgument("display name", """DisplayName = "as expected" """, "MSTest", "xUnit", "xUnit 2"),
        Edit.Mark("display name", """TUnit.Core.DisplayName("as expected")""", "TUnit"),
        new("feature removed", (folder, test) => Do(folder, test, s => s.Delete(s.Method)))
        {
            Fails = false, Accepts = test => test.Rows == 0 && !test.IsLastOfClass,
        },
        new("feature's class removed", (folder, test) => Do(folder, test, s => s.Delete(s.Class))) { Fails = false },
        new("feature's file removed", (folder, test) => File.Delete(Path.Combine(folder, test.SourceFile)))
        {
            Fails = false, Accepts = test => test is { HasFileAlone: true, Rows: 0 },
        },
    ];

    /// <summary>A test that was skipped before the loop began.</summary>
    public static Edit MakeOldSkip(string kind, string framework) => new(kind, (_, _) => { })
    {
        Fails = false,
        Prepare = Array.Find(TamperedEdits.All, edit => edit.Kind == "skip attribute" && edit.IsFor(framework))!.Apply,
    };

    private static void Do(string folder, TestMethod test, Action<Source> edit) => edit(Source.Open(folder, test));

    private static SyntaxToken Name(string name) => SyntaxFactory.Identifier(name);

    private static void RenameClass(string folder, TestMethod test) => Do(folder, test, source =>
    {
        var copy = source.CopyClass(test.Class + "Renamed", isAlone: false, test.Method);
        source.Replace(source.Class, copy.Trim());
    });

    private static void RenameNamespace(Source source)
    {
        var name = source.Class.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().First().Name;
        source.Replace(name, $"{name}.Moved");
    }

    private static void MoveMethod(string folder, TestMethod test)
    {
        var copy = Source.Open(folder, test).CopyClass(test.Class + "Moved", isAlone: true, test.Method);
        Do(folder, test, source => source.Delete(source.Method));
        Do(folder, test, source => source.AppendType(copy));
    }

    private static void SpoilRow(Source source)
    {
        var literal = FirstArgument(source);
        source.Replace(literal, literal.ToString().StartsWith('"') ? $"{literal} + \"!\"" : $"{literal} + 1");
    }

    private static void MendRow(Source source) => 
        source.Replace(FirstArgument(source), ((BinaryExpressionSyntax)FirstArgument(source)).Left.ToString());

    private static ExpressionSyntax FirstArgument(Source source) => source.Rows[0].ArgumentList!.Arguments[0].Expression;

    private static void GiveRows(string folder, TestMethod test)
    {
        var row = "";
        Do(folder, test, source =>
        {
            row = source.TestAttribute.Name.ToString() switch
            {
                "TestMethod" => "DataRow",
                "Fact" => "InlineData",
                _ => ProjectFile.Uses(folder, "NUnit") ? "TestCase" : "Arguments",
            };
            if (row == "InlineData")
            {
                source.Replace(source.TestAttribute.Name, "Theory");
            }
        });
        Do(folder, test, source => source.Replace(source.Method.ParameterList, "(int row)"));
        Edit.Mark(folder, test, $"{row}(1)");
        Edit.Mark(folder, test, $"{row}(2)");
    }

    private static void Reorder(string folder, TestMethod test)
    {
        var text = "";
        Do(folder, test, source =>
        {
            text = source.Method.ToFullString();
            source.Delete(source.Method);
        });
        Do(folder, test, source => source.AppendMember(text));
    }

    // The last row was in a comment until now.
    private static void UncommentRow(string folder, TestMethod test)
    {
        const string Open = "/*row:", Close = "*/";
        var path = Path.Combine(folder, test.SourceFile);
        var text = File.ReadAllText(path);
        var start = text.IndexOf(Open, StringComparison.Ordinal);
        var end = text.IndexOf(Close, start, StringComparison.Ordinal);
        File.WriteAllText(path, text[..start] + text[(start + Open.Length)..end] + text[(end + Close.Length)..]);
    }
}
