using static LoopJournal.Evidence.Logs.LinePattern;

namespace LoopJournal.Evidence.Logs;

/// <summary>
/// Compilers, linters and installers whose output is known. A new one is a row here, and its examples are lines of
/// <c>runner-lines.jsonl</c>.
/// </summary>
internal static class Tools
{
    /// <summary>How the names of source files end.</summary>
    private static readonly string[] SourceFiles =
    [
        "py", "pyi", "go", "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "vue", "svelte", "css", "scss", "less", "rs", "rb",
        "php", "c", "cc", "cpp", "cxx", "h", "hpp", "m", "java", "kt", "kts", "scala", "groovy", "swift", "sh", "yml", "yaml",
        "md", "json", "toml", "sql", "ex", "exs", "dart", "cs", "fs", "vb", "proto", "tf", "lua", "zig", "nim", "hs", "ml",
        "clj", "erl", "pl", "r", "jl",
    ];

    /// <summary>The row of warnings.</summary>
    public static Runner Warnings { get; } = new("warnings",
        Noise(": warning |^[Ww]arning |^WARNING ", "arning ", "WARNING "),
        Noise(@"(?:^|: )(?:[Ww]arning|WARNING)(?:\[[\w-]+\])?:|^\[(?:WARN|WARNING|warn|warning)\]", "arning", "WARN", "[warn]"),
        Noise(@"^%n:%n +(?:warning|info|⚠) ", "warning", "info", "⚠"),
        Noise(@"^[^ ].*:%n: \w*Warning: ", "Warning: "),
        Noise(@"^(?:WARN|warn|npm (?:notice|warn|WARN|http|info|verb|sill|timing)|\(node:%n\) )\b", "WARN", "warn", "npm ", "(node:"),
        Noise(@"^\S+:%n(?::%n)?: note: ", ": note: "),
        Noise(@"^(?:note|help|= note|= help): ", "note: ", "help: "));

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Runner> All { get; } =
    [
        new("LoopJournal",
            // the verdicts describe earlier attempts, and their counts change with each attempt
            Noise("^LoopJournal: |error LOOP001", "LoopJournal: ", "error LOOP001")),
        new("xUnit", Noise(@"^\[xUnit\.net ", "[xUnit.net ")),
        new("MSBuild",
            Count(@"^(?<n>%n) Error\(s\)$", "Error(s)"),
            Count(@"^Build failed with (?<n>%n) error\(s\)", "Build failed with"),
            Noise(
                "^%n (?:Error|Warning|Fehler|Warnung|Erreur|Avertissement|Errore|Avviso)[a-z()]{0,10}$",
                "Error", "Warn", "Fehler", "Erreur", "Avertissement", "Avviso")),
        Warnings,
        new("gcc, Clang, make",
            Count("^(?<n>%n) errors? generated\\.$", " generated."),
            Noise(
                @"^(?:In file included from |%n warnings? generated\.|g?make(?:\[%n\])?: (?:Entering|Leaving) directory )",
                "In file included", " generated.", "make")),
        new("rustc",
            Count("due to (?<n>%n) previous errors", "due to "),
            Noise("^(?:For more information about this error|error: test failed, to rerun)", "For more", "error: test failed"),
            Finding(@"^--> (?<at>\S+:%n:%n)$", "--> ")),
        new("javac",
            Count("^(?<n>%n) errors?$", " error"),
            Noise(@"^Note: (?:.+ uses? |Some input files |Recompile with )", "Note: "),
            Finding(@"^(?<text>symbol: +.+)$", "symbol: ")),
        new("tsc, mypy, Ruff",
            Count(@"^Found (?<n>%n) errors?\b", "Found "),
            Finding(@"^(?<text>\S.*:(?<line>%n):%n - error TS%n: .+)$", " - error TS")),
        new("Biome",
            Noise("^Checked %n files? in ", "Checked "),
            Finding(
                @"^(?<text>\S+(?::%n:%n)? (?:lint/|format|parse|assist|suppressions/|organizeImports)\S*)(?: +FIXABLE)?(?: +━+)?$",
                "━", "FIXABLE")),
        new("ESLint, stylelint",
            Count(@"^[✖×] %n problems? \((?<n>%n) errors?", " problem"),
            Noise(@"^(?:[✖×] %n problems?\b|%n errors? and %n warnings? potentially fixable|✔ )", " problem", " potentially fixable", "✔ "),
            Finding(@"^(?<place>%n:%n) +(?<text>(?:error|✖|×) +.+)$", "error", "✖", "×"),
            File(
                @"^(?<file>(?:[A-Za-z]:)?[^\s:*?""'<>|()]+\.(?:[cm]?[jt]sx?|vue|svelte|astro|s?css|less|html))$",
                ".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte", ".astro", ".css", ".scss", ".less", ".html")),
        new("linters",
            Count("^(?<n>%n) issues:$", " issues:"),
            Finding(@"^(?<text>[^\s:()""']+\.\w{1,10}:%n:%n:? \S.*)$", [.. SourceFiles.Select(end => $".{end}:")])),
        new("installers",
            Noise(@"[█▓▒░━╸╺]{3}", "█", "▓", "▒", "░", "━"),
            Noise("^(?:Get|Hit|Ign):%n ", "Get:", "Hit:", "Ign:"),
            Noise(
                "^(?:Selecting previously unselected package|Preparing to unpack|Unpacking|Setting up|Processing triggers for) ",
                "Selecting", "Preparing", "Unpacking", "Setting up", "Processing"),
            Noise(
                "^(?:Collecting|Requirement already satisfied|Downloading|Using cached|Installing collected packages"
                    + "|Successfully (?:un)?installed|Successfully built|Building wheels?|Created wheel|Attempting uninstall"
                    + "|Found existing installation|Uninstalling|Obtaining|Preparing metadata|Stored in directory)[ :]",
                "Collecting", "Requirement", "Downloading", "Using cached", "Installing", "Successfully", "Building wheel",
                "Created wheel", "Attempting", "Found existing", "Uninstalling", "Obtaining", "Preparing", "Stored in"),
            Noise(@"^(?:Resolved|Prepared|Installed|Uninstalled|Audited) %n packages? in ", " package"),
            Noise(@"^[+~-] [\w.-]+==", "=="),
            Noise(@"^(?:added|removed|changed|audited) %n packages?\b|^up to date\b", " package", "up to date"),
            Noise("^npm (?:error|ERR!) A complete log", "A complete log"),
            Noise(@"^(?:remote: |Receiving objects|Resolving deltas|Cloning into )", "remote: ", "Receiving", "Resolving", "Cloning")),
        new("source code",
            Noise(@"^(?:> ?)?%n ?\|", "|"),
            Noise(@"^\|", "|"),
            Noise(@"^> {2,}\S", ">  ")),
        new("Python",
            Frame(@"^File ""(?<file>[^""]+)"", line %n(?:, in (?<method>.+))?$", "File \""),
            Frame(@"^(?<file>\S+\.py):%n: in (?<method>\S+)$", ".py:")) { IsInnermostLast = true },
        new("Go",
            Noise(
                @"^(?:goroutine %n |created by |panic\(|testing\.tRunner\(|runtime\.)",
                "goroutine ", "created by ", "panic(", "testing.", "runtime."),
            Frame(@"^(?<file>\S+\.go):%n(?: \+0x[0-9a-f]+)?$", ".go:")),
        new("Rust",
            Noise(@"^%n: \S+::\S", "::"),
            Noise("^stack backtrace:$", "stack backtrace"),
            Finding(@"^(?<text>thread '[^']*') (?:\(%n\) )?(?<more>panicked at .+)$", "panicked at "),
            Frame(@"^at (?<file>\S+\.rs):%n(?::%n)?$", ".rs:")),
        new("JavaScript", Frame(@"^(?:at |❯ )(?:(?<method>[^()]+) \()?(?<file>[^()\s]+\.[cm]?[jt]sx?):%n:%n\)?$", "at ", "❯ ")),
    ];
}
