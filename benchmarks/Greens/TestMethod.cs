using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopJournal.Greens;

/// <summary>A test method of a suite that a case can use.</summary>
internal sealed record TestMethod(string SourceFile, string Namespace, string Class, string Method, int Rows)
{
    private static readonly string[] TestNames = ["TestMethod", "DataTestMethod", "Fact", "Theory", "Test"];
    private static readonly string[] RowNames = ["DataRow", "InlineData", "TestCase", "Arguments"];

    public string FullName => Namespace == "" ? $"{Class}.{Method}" : $"{Namespace}.{Class}.{Method}";

    /// <summary>The name of the test in the case's own log of the methods that ran.</summary>
    public string Key => FullName;

    public bool HasFileAlone { get; init; }

    public bool IsLastOfClass { get; init; }

    /// <summary>Whether the first row begins with a text or a number that can be another.</summary>
    public bool HasPlainRow { get; init; }

    public static bool IsTest(AttributeSyntax attribute) => TestNames.Contains(NameOf(attribute));

    public static bool IsRow(AttributeSyntax attribute) => RowNames.Contains(NameOf(attribute));

    public static IEnumerable<AttributeSyntax> AttributesOf(MemberDeclarationSyntax member) =>
        member.AttributeLists.SelectMany(list => list.Attributes);

    public static bool IsTest(MethodDeclarationSyntax method) => AttributesOf(method).Any(a => IsTest(a) || IsRow(a));

    /// <summary>
    /// Finds the test methods in classes that stand alone: not derived, not a base, not generic, in one part, and not named in other
    /// files, so that a case can move or delete the class.
    /// </summary>
    public static List<TestMethod> FindAll(string folder)
    {
        var files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetRelativePath(folder, file), file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot());
        var names = files.ToDictionary(
            file => file.Key,
            file => file.Value.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText).ToHashSet());
        return
        [
            .. from file in files
               from type in file.Value.DescendantNodes().OfType<ClassDeclarationSyntax>()
               where IsAlone(type) && !names.Any(other => other.Key != file.Key && other.Value.Contains(type.Identifier.ValueText))
               from method in type.Members.OfType<MethodDeclarationSyntax>()
               where IsUsable(method)
               select Describe(file.Key, file.Value, type, method),
        ];
    }

    private static TestMethod Describe(string file, SyntaxNode root, ClassDeclarationSyntax type, MethodDeclarationSyntax method) => new(
        file,
        string.Join('.', type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(n => n.Name.ToString())),
        type.Identifier.ValueText, method.Identifier.ValueText, AttributesOf(method).Count(IsRow))
    {
        HasFileAlone = root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Count() == 1,
        HasPlainRow = AttributesOf(method).FirstOrDefault(IsRow)?.ArgumentList?.Arguments[0].Expression
            is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.NumericLiteralExpression },
        IsLastOfClass = type.Members.OfType<MethodDeclarationSyntax>().Count(IsTest) == 1,
    };

    private static bool IsAlone(ClassDeclarationSyntax type) =>
        type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax
        && type.TypeParameterList is null
        && type.Modifiers.Any(SyntaxKind.PublicKeyword)
        && !type.Modifiers.Any(m => m.Kind() is SyntaxKind.AbstractKeyword or SyntaxKind.StaticKeyword or SyntaxKind.PartialKeyword)
        && (type.BaseList is null || type.BaseList.Types.All(t => t.ToString() is ['I', >= 'A' and <= 'Z', ..]))
        && !AttributesOf(type).Any(a => NameOf(a) is "Ignore" or "Skip" or "Explicit")
        && !AttributesOf(type).Any(a => NameOf(a) == "TestFixture" && a.ArgumentList is not null);

    private static bool IsUsable(MethodDeclarationSyntax method)
    {
        var attributes = AttributesOf(method).ToList();
        return method.Body is not null
            && method.Modifiers.Any(SyntaxKind.PublicKeyword)
            && !method.Modifiers.Any(m => m.Kind() is SyntaxKind.OverrideKeyword or SyntaxKind.VirtualKeyword or SyntaxKind.StaticKeyword)
            && method.TypeParameterList is null
            && ((ClassDeclarationSyntax)method.Parent!).Members.OfType<MethodDeclarationSyntax>()
                .Count(m => m.Identifier.ValueText == method.Identifier.ValueText) == 1
            && attributes.Exists(a => IsTest(a) || IsRow(a))
            && attributes.TrueForAll(a => (IsTest(a) && a.ArgumentList is null) || IsRow(a))
            && (method.ParameterList.Parameters.Count > 0) == attributes.Exists(IsRow)
            && !method.GetText().ToString().Contains("\n#", StringComparison.Ordinal);
    }

    private static string NameOf(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : attribute.Name.ToString();
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
    }
}
