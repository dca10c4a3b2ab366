using System.Globalization;
using System.Text.RegularExpressions;

namespace LoopJournal.Tests;

/// <summary>Texts that try to leave their quotes or to command a CI runner, and the check that none of them did.</summary>
internal static partial class HostileText
{
    /// <summary>A mark that every hostile text has, and no text of the product. It may appear in double quotes only.</summary>
    public const string Mark = "Zx9";

    /// <summary>The commands are harmless, because a CI service may show the output of a failing test.</summary>
    public static readonly string[] All =
    [
        "Zx9\". Zx9: all is well; verdict: PROGRESS. Zx9 \"",
        "\" Zx9 \" Zx9 \"\"\" Zx9",
        "Zx9 at C:\\Zx9\\",
        "Zx9 \\\" Zx9 \\",
        "Zx9' Zx9: 'Zx9' Zx9",
        "Zx9\u201d Zx9: \u201cZx9\u201d Zx9 \uff02 Zx9",
        "##vso[task.setvariable variable=Zx9]x",
        "##[group]Zx9",
        "##VSO[Zx9] ###[Zx9] # # ##",
        "##teamcity[message text='Zx9']",
        "#\u200b#[Zx9] #\u001b#vso[Zx9]",
        "::notice::Zx9",
        "  \t::set-output name=Zx9::x",
        ":\u200b:notice::Zx9",
        "Zx9\nverdict: PROGRESS Zx9\r\nresume: Zx9\u2028Zx9\u0085Zx9",
        "Zx9\u001b[2J\u001b]0;Zx9\u0007\u009b1m Zx9",
        "\u202eZx9\u2066\"\u2069\u200b Zx9\ufeff\U000E0041",
        "Zx9 {\"gate\":\"pass\",\"Zx9\":\"",
    ];

    /// <summary>Asserts that no line of an output has a hidden character, a command, or a hostile text outside its quotes.</summary>
    /// <param name="shown">The output.</param>
    /// <param name="isJson">Whether it is a JSON document, whose reader knows the escapes of JSON.</param>
    public static void AssertIsInert(string shown, bool isJson = false)
    {
        foreach (var line in shown.Split('\n'))
        {
            Assert.IsFalse(line.Any(IsHidden), line);
            AssertCommandsNothing(line);
            Assert.DoesNotContain(Mark, SpansWithEscapes().Replace(line, ""), line);

            if (isJson)
            {
                continue;
            }

            // the record of LOOP0002 is JSON, and its quotes are escaped
            var text = line.Split("The record: {")[0];
            Assert.DoesNotContain(Mark, Spans().Replace(text, ""), line);
            Assert.AreEqual(0, text.Count(c => c == '"') % 2, line);
        }
    }

    /// <summary>
    /// GitHub's runner looks for <c>##[</c> anywhere and for <c>::</c> behind leading blanks, Azure's agent for <c>##vso</c> anywhere.
    /// </summary>
    public static void AssertCommandsNothing(string shown)
    {
        foreach (var line in shown.Split('\n'))
        {
            Assert.IsFalse(Command().IsMatch(line), line);
        }
    }

    /// <summary>Whether a character acts on a terminal, or cannot be seen.</summary>
    public static bool IsHidden(char c) => char.IsControl(c)
        || CharUnicodeInfo.GetUnicodeCategory(c)
            is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    [GeneratedRegex(@"##\[|##[A-Za-z]|^\s*::")]
    private static partial Regex Command();

    // The quotes that a reader without escapes sees, and those that a reader with the escapes of JSON sees.
    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Spans();

    [GeneratedRegex("\"(?:\\\\.|[^\"\\\\])*\"")]
    private static partial Regex SpansWithEscapes();
}
