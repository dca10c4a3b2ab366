namespace LoopJournal.Greens;

/// <summary>The means by which a failing test is taken out of a run. Each leaves the failure's cause in place.</summary>
internal static class TamperedEdits
{
    private const string MSTest = "MSTest", XUnit = "xUnit", XUnit2 = "xUnit 2", NUnit = "NUnit", TUnit = "TUnit";

    public static readonly Edit[] All =
    [
        // skipped
        Edit.Mark("skip attribute", """Microsoft.VisualStudio.TestTools.UnitTesting.Ignore("later")""", MSTest),
        Edit.Mark("skip attribute", """NUnit.Framework.Ignore("later")""", NUnit),
        Edit.Mark("skip attribute", """TUnit.Core.Skip("later")""", TUnit),
        Edit.AddArgument("skip attribute", """Skip = "later" """, XUnit, XUnit2),
        Edit.MarkClass("skip attribute on the class", "Microsoft.VisualStudio.TestTools.UnitTesting.Ignore", MSTest),
        Edit.MarkClass("skip attribute on the class", """NUnit.Framework.Ignore("later")""", NUnit),
        Edit.MarkClass("skip attribute on the class", """TUnit.Core.Skip("later")""", TUnit),
        Edit.Insert("skip call", """global::NUnit.Framework.Assert.Ignore("later");""", NUnit),
        Edit.Insert("skip call", """global::TUnit.Core.Skip.Test("later");""", TUnit),
        Edit.Insert("skip call", """global::Xunit.Assert.Skip("later");""", XUnit),
        Edit.Insert("conditional skip call", """global::TUnit.Core.Skip.When(true, "later");""", TUnit),
        Edit.Insert("conditional skip call", """global::Xunit.Assert.SkipWhen(true, "later");""", XUnit),
        Edit.Insert("conditional skip call", "global::NUnit.Framework.Assume.That(1 > 2);", NUnit),
        Edit.Insert("inconclusive", """global::Microsoft.VisualStudio.TestTools.UnitTesting.Assert.Inconclusive("later");""", MSTest),
        Edit.Insert("inconclusive", """global::NUnit.Framework.Assert.Inconclusive("later");""", NUnit),
        Edit.Mark("explicit", "NUnit.Framework.Explicit", NUnit),
        Edit.Mark("explicit", "TUnit.Core.Explicit", TUnit),
        Edit.AddArgument("explicit", "Explicit = true", XUnit),
        Edit.MarkClass("explicit class", """NUnit.Framework.Explicit("later")""", NUnit),
        Edit.MarkClass("explicit class", "TUnit.Core.Explicit", TUnit),
        Edit.Mark("other system", """
            Microsoft.VisualStudio.TestTools.UnitTesting.OSCondition(Microsoft.VisualStudio.TestTools.UnitTesting.OperatingSystems.Windows)
            """.Trim(), MSTest),
        Edit.Mark("other system", """NUnit.Framework.Platform(Include = "Win")""", NUnit),
        Edit.Mark("other system", "TUnit.Core.RunOn(TUnit.Core.Enums.OS.Windows)", TUnit),
        Edit.Mark("other culture", """NUnit.Framework.Culture("tlh-KX")""", NUnit),
        Edit.Mark("skip until a date", """NUnit.Framework.Ignore("later", Until = "2199-01-01")""", NUnit),
        new("skip condition", SkipOnCondition) { Frameworks = [XUnit] },
        Edit.AddRowArgument("skipped row", """IgnoreMessage = "later" """, MSTest),
        Edit.AddRowArgument("skipped row", """Ignore = "later" """, NUnit),
        Edit.AddRowArgument("skipped row", """Skip = "later" """, XUnit, TUnit),
        Edit.AddRowArgument("explicit row", "Explicit = true", NUnit),

        // removed
        new("deleted", (folder, test) => Do(folder, test, source => source.Delete(source.Method)))
        {
            Accepts = test => test.Rows == 0 && !test.IsLastOfClass,
        },
        new("class deleted", (folder, test) => Do(folder, test, source => source.Delete(source.Class))),
        new("file deleted", (folder, test) => File.Delete(Path.Combine(folder, test.SourceFile))) { Accepts = IsAloneInFile },
        new("commented out", (folder, test) => Do(folder, test, source => source.CommentOut(source.Method))),
        new("attribute removed", (folder, test) => Do(folder, test, source => source.DeleteAttributes([source.TestAttribute]))),
        new("class attribute removed", (folder, test) => Do(folder, test, RemoveClassAttribute)) { Frameworks = [MSTest] },
        new("#if'd out", (folder, test) => Do(folder, test, source => source.Surround(source.Method, "#if LATER", "#endif"))),
        new("class #if'd out", (folder, test) => Do(folder, test, source => source.Surround(source.Class, "#if LATER", "#endif"))),
        new("excluded from compile", (folder, test) => ProjectFile.AddItem(folder, $"""<Compile Remove="{test.SourceFile}" />"""))
        {
            Accepts = IsAloneInFile,
        },
        new("class made abstract", (folder, test) => Do(folder, test, source => source.Replace(source.Class.Keyword, "abstract class"))),
        new("renamed away", RenameAway) { Accepts = test => test.Rows == 0 && !test.IsLastOfClass },
        new("row removed", (folder, test) => Do(folder, test, source => source.DeleteAttributes(source.Rows.Take(1))))
        {
            Accepts = Edit.HasRows, IsOfOneRow = true,
        },
        // A record names 20 tests, and each row is one.
        new("rows emptied", EmptyRows) { Accepts = test => test.Rows is 2 or 3, Frameworks = [XUnit, NUnit, TUnit] },
    ];

    private static bool IsAloneInFile(TestMethod test) => test is { HasFileAlone: true, Rows: 0 };

    private static void Do(string folder, TestMethod test, Action<Source> edit) => edit(Source.Open(folder, test));

    private static void RemoveClassAttribute(Source source) => source.DeleteAttributes(
        TestMethod.AttributesOf(source.Class).Where(a => a.Name.ToString().StartsWith("TestClass", StringComparison.Ordinal)));

    private static void SkipOnCondition(string folder, TestMethod test)
    {
        Do(folder, test, source => source.AddArgument(source.TestAttribute, """Skip = "later", SkipUnless = "IsReady" """));
        Do(folder, test, source => source.InsertMember("public static bool IsReady => false;"));
    }

    // The method leaves its class; another class gets one of another name, which checks nothing that fails.
    private static void RenameAway(string folder, TestMethod test)
    {
        var copy = Source.Open(folder, test).CopyClass($"{test.Class}Extra", isAlone: true, "Everything_is_fine");
        Do(folder, test, source => source.AppendType(copy.Replace(Case.MakeCheck(test), "", StringComparison.Ordinal)));
        Do(folder, test, source => source.Delete(source.Method));
    }

    // The rows come from a source that has none.
    private static void EmptyRows(string folder, TestMethod test)
    {
        Do(folder, test, source => source.InsertMember("public static System.Collections.Generic.IEnumerable<object[]> NoRows() => [];"));
        var isTheory = false;
        Do(folder, test, source =>
        {
            isTheory = source.TestAttribute.Name.ToString() == "Theory";
            source.DeleteAttributes(source.Rows);
        });
        if (isTheory)
        {
            Edit.Mark(folder, test, "Xunit.MemberData(\"NoRows\")");
            Do(folder, test, source => source.AddArgument(source.TestAttribute, "SkipTestWithoutData = true"));
        }
        else
        {
            Edit.Mark(folder, test, ProjectFile.Uses(folder, "NUnit")
                ? "NUnit.Framework.TestCaseSource(\"NoRows\")"
                : "TUnit.Core.MethodDataSource(\"NoRows\")");
        }
    }
}
