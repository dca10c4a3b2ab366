using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LoopJournal.Greens;

/// <summary>Edits of a test's source file. Each reads the file, changes it and writes it, so that edits of one file add up.</summary>
internal sealed class Source
{
    private readonly string _path;
    private readonly SourceText _text;

    private Source(string path, string type, string method)
    {
        _path = path;
        _text = SourceText.From(File.ReadAllText(path));
        Root = CSharpSyntaxTree.ParseText(_text).GetCompilationUnitRoot();
        Class = Root.DescendantNodes().OfType<ClassDeclarationSyntax>().Single(c => c.Identifier.ValueText == type);
        Method = Class.Members.OfType<MethodDeclarationSyntax>().SingleOrDefault(m => m.Identifier.ValueText == method)!;
    }

    public CompilationUnitSyntax Root { get; }

    public ClassDeclarationSyntax Class { get; }

    /// <summary>Null once an edit has taken the method out of the class.</summary>
    public MethodDeclarationSyntax Method { get; }

    public string Text => _text.ToString();

    public AttributeSyntax TestAttribute => TestMethod.AttributesOf(Method).FirstOrDefault(TestMethod.IsTest) ?? Rows[0];

    public List<AttributeSyntax> Rows => [.. TestMethod.AttributesOf(Method).Where(TestMethod.IsRow)];

    public static Source Open(string folder, TestMethod test) => new(Path.Combine(folder, test.SourceFile), test.Class, test.Method);

    public void InsertAttribute(MemberDeclarationSyntax member, string attribute) =>
        Write(new TextChange(new(FindStart(member), 0), $"[{attribute}] "));

    public void AddArgument(AttributeSyntax attribute, string argument) => Write(attribute.ArgumentList is { } list
        ? new TextChange(new(list.CloseParenToken.SpanStart, 0), (list.Arguments.Count > 0 ? ", " : "") + argument)
        : new TextChange(new(attribute.Span.End, 0), $"({argument})"));

    public void InsertStatement(string statement) =>
        Write(new TextChange(new(Method.Body!.OpenBraceToken.Span.End, 0), $" {statement} "));

    public void InsertMember(string member) => Write(new TextChange(new(Class.OpenBraceToken.Span.End, 0), $"\n    {member}\n"));

    public void AppendMember(string member) => Write(new TextChange(new(Class.CloseBraceToken.FullSpan.Start, 0), $"\n{member}\n"));

    /// <summary>Adds a type after the class.</summary>
    public void AppendType(string type) => Write(new TextChange(new(Class.FullSpan.End, 0), $"\n{type}\n"));

    public void Delete(SyntaxNode node) => Write(MakeDeletion(node));

    /// <summary>Deletes an attribute together with its brackets.</summary>
    public void DeleteAttributes(IEnumerable<AttributeSyntax> attributes) => Write(
    [
        .. attributes.Select(attribute => attribute.Parent is AttributeListSyntax { Attributes.Count: 1 } list
            ? new TextChange(list.Span, "")
            : throw new NotSupportedException("The attribute shares its brackets.")),
    ]);

    public void Replace(SyntaxNode node, string text) => Write(new TextChange(node.Span, text));

    public void Replace(SyntaxToken token, string text) => Write(new TextChange(token.Span, text));

    /// <summary>Puts lines around a member, with its comments.</summary>
    public void Surround(SyntaxNode node, string before, string after) => Write(
        new TextChange(new(node.FullSpan.Start, 0), $"\n{before}\n"), new TextChange(new(node.FullSpan.End, 0), $"\n{after}\n"));

    public void CommentOut(SyntaxNode node) =>
        Replace(node, string.Join('\n', node.ToString().Split('\n').Select(line => "// " + line)));

    /// <summary>The text of the class under another name, with the given methods only (or all), the test renamed.</summary>
    public string CopyClass(string name, bool isAlone, string method)
    {
        var old = Class.Identifier.ValueText;
        var changes = Class.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == old)
            .Select(token => new TextChange(token.Span, name))
            .Append(new TextChange(Method.Identifier.Span, method))
            .Concat(isAlone
                ? Class.Members.OfType<MethodDeclarationSyntax>().Where(m => m != Method && TestMethod.IsTest(m))
                    .Select(MakeDeletion)
                : [])
            .OrderBy(change => change.Span.Start)
            .ToList();
        // Names within a method that is left out change with it.
        var kept = changes.Where(change => !changes.Exists(other => other != change && other.Span.Contains(change.Span)));
        var shift = Class.FullSpan.Start;
        return _text.GetSubText(Class.FullSpan)
            .WithChanges(kept.Select(change => new TextChange(new(change.Span.Start - shift, change.Span.Length), change.NewText!)))
            .ToString();
    }

    // The lines before a member may hold one end of an #if or a #region. They stay: the other end is before another member.
    private static TextChange MakeDeletion(SyntaxNode node)
    {
        var lines = node.GetLeadingTrivia().Where(trivia => trivia.IsDirective).Select(trivia => trivia.ToFullString());
        return new(node.FullSpan, "\n" + string.Concat(lines));
    }

    private static int FindStart(MemberDeclarationSyntax member) => member.SpanStart;

    private void Write(params TextChange[] changes) => File.WriteAllText(_path, _text.WithChanges(changes).ToString());
}
