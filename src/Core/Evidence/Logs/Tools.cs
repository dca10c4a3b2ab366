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
    public static Runner Warnings { get; } = new("warnings")
    {
        Noise =
        [
            new(": warning |^[Ww]arning |^WARNING ", "arning ", "WARNING "),
            new(@"(?:^|: )(?:[Ww]arning|WARNING)(?:\[[\w-]+\])?:|^\[(?:WARN|WARNING|warn|warning)\]", "arning", "WARN", "[warn]"),
            new(@"^%n:%n +(?:warning|info|⚠) ", "warning", "info", "⚠"),
            new(@"^[^ ].*:%n: \w*Warning: ", "Warning: "),
            new(@"^(?:WARN|warn|npm (?:notice|warn|WARN|http|info|verb|sill|timing)|\(node:%n\) )\b", "WARN", "warn", "npm ", "(node:"),
            new(@"^\S+:%n(?::%n)?: note: ", ": note: "),
            new(@"^(?:note|help|= note|= help): ", "note: ", "help: "),
        ],
    };

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Runner> All { get; } =
    [
        new("LoopJournal")
        {
            // the verdicts describe earlier attempts, and their counts change with each attempt
            Noise = [new("^LoopJournal: |error LOOP001", "LoopJournal: ", "error LOOP001")],
        },
        new("xUnit")
        {
            Noise = [new(@"^\[xUnit\.net ", "[xUnit.net ")],
        },
        new("MSBuild")
        {
            Counts =
            [
                new(@"^(?<n>%n) Error\(s\)$", "Error(s)"),
                new(@"^Build failed with (?<n>%n) error\(s\)", "Build failed with"),
            ],
            Noise =
            [
                new(
                    "^%n (?:Error|Warning|Fehler|Warnung|Erreur|Avertissement|Errore|Avviso)[a-z()]{0,10}$",
                    "Error", "Warn", "Fehler", "Erreur", "Avertissement", "Avviso"),
            ],
        },
        Warnings,
        new("gcc, Clang, make")
        {
            Counts = [new("^(?<n>%n) errors? generated\\.$", " generated.")],
            Noise =
            [
                new(
                    @"^(?:In file included from |%n warnings? generated\.|g?make(?:\[%n\])?: (?:Entering|Leaving) directory )",
                    "In file included", " generated.", "make"),
            ],
        },
        new("rustc")
        {
            Findings = [new(@"^--> (?<at>\S+:%n:%n)$", "--> ")],
            Counts = [new("due to (?<n>%n) previous errors", "due to ")],
            Noise = [new("^(?:For more information about this error|error: test failed, to rerun)", "For more", "error: test failed")],
        },
        new("javac")
        {
            Findings = [new(@"^(?<text>symbol: +.+)$", "symbol: ")],
            Counts = [new("^(?<n>%n) errors?$", " error")],
            Noise = [new(@"^Note: (?:.+ uses? |Some input files |Recompile with )", "Note: ")],
        },
        new("tsc, mypy, Ruff")
        {
            Findings = [new(@"^(?<text>\S.*:(?<line>%n):%n - error TS%n: .+)$", " - error TS")],
            Counts = [new(@"^Found (?<n>%n) errors?\b", "Found ")],
        },
        new("Biome")
        {
            Findings =
            [
                new(
                    @"^(?<text>\S+(?::%n:%n)? (?:lint/|format|parse|assist|suppressions/|organizeImports)\S*)(?: +FIXABLE)?(?: +━+)?$",
                    "━", "FIXABLE"),
            ],
            Noise = [new("^Checked %n files? in ", "Checked ")],
        },
        new("ESLint, stylelint")
        {
            Files =
            [
                new(
                    @"^(?<file>(?:[A-Za-z]:)?[^\s:*?""'<>|()]+\.(?:[cm]?[jt]sx?|vue|svelte|astro|s?css|less|html))$",
                    ".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte", ".astro", ".css", ".scss", ".less", ".html"),
            ],
            Findings = [new(@"^(?<place>%n:%n) +(?<text>(?:error|✖|×) +.+)$", "error", "✖", "×")],
            Counts = [new(@"^[✖×] %n problems? \((?<n>%n) errors?", " problem")],
            Noise =
            [
                new(
                    @"^(?:[✖×] %n problems?\b|%n errors? and %n warnings? potentially fixable|✔ )",
                    " problem", " potentially fixable", "✔ "),
            ],
        },
        new("linters")
        {
            Findings = [new(@"^(?<text>[^\s:()""']+\.\w{1,10}:%n:%n:? \S.*)$", [.. SourceFiles.Select(end => $".{end}:")])],
            Counts = [new("^(?<n>%n) issues:$", " issues:")],
        },
        new("installers")
        {
            Noise =
            [
                new(@"[█▓▒░━╸╺]{3}", "█", "▓", "▒", "░", "━"),
                new("^(?:Get|Hit|Ign):%n ", "Get:", "Hit:", "Ign:"),
                new(
                    "^(?:Selecting previously unselected package|Preparing to unpack|Unpacking|Setting up|Processing triggers for) ",
                    "Selecting", "Preparing", "Unpacking", "Setting up", "Processing"),
                new(
                    "^(?:Collecting|Requirement already satisfied|Downloading|Using cached|Installing collected packages"
                        + "|Successfully (?:un)?installed|Successfully built|Building wheels?|Created wheel|Attempting uninstall"
                        + "|Found existing installation|Uninstalling|Obtaining|Preparing metadata|Stored in directory)[ :]",
                    "Collecting", "Requirement", "Downloading", "Using cached", "Installing", "Successfully", "Building wheel",
                    "Created wheel", "Attempting", "Found existing", "Uninstalling", "Obtaining", "Preparing", "Stored in"),
                new(@"^(?:Resolved|Prepared|Installed|Uninstalled|Audited) %n packages? in ", " package"),
                new(@"^[+~-] [\w.-]+==", "=="),
                new(@"^(?:added|removed|changed|audited) %n packages?\b|^up to date\b", " package", "up to date"),
                new("^npm (?:error|ERR!) A complete log", "A complete log"),
                new(@"^(?:remote: |Receiving objects|Resolving deltas|Cloning into )", "remote: ", "Receiving", "Resolving", "Cloning"),
            ],
        },
        new("source code")
        {
            Noise = [new(@"^(?:> ?)?%n ?\|", "|"), new(@"^\|", "|"), new(@"^> {2,}\S", ">  ")],
        },
        new("Python")
        {
            Frames =
            [
                new(@"^File ""(?<file>[^""]+)"", line %n(?:, in (?<method>.+))?$", "File \""),
                new(@"^(?<file>\S+\.py):%n: in (?<method>\S+)$", ".py:"),
            ],
            IsInnermostLast = true,
        },
        new("Go")
        {
            Frames = [new(@"^(?<file>\S+\.go):%n(?: \+0x[0-9a-f]+)?$", ".go:")],
            Noise =
            [
                new(
                    @"^(?:goroutine %n |created by |panic\(|testing\.tRunner\(|runtime\.)",
                    "goroutine ", "created by ", "panic(", "testing.", "runtime."),
            ],
        },
        new("Rust")
        {
            Findings = [new(@"^(?<text>thread '[^']*') (?:\(%n\) )?(?<more>panicked at .+)$", "panicked at ")],
            Frames = [new(@"^at (?<file>\S+\.rs):%n(?::%n)?$", ".rs:")],
            Noise = [new(@"^%n: \S+::\S", "::"), new("^stack backtrace:$", "stack backtrace")],
        },
        new("JavaScript")
        {
            Frames = [new(@"^(?:at |❯ )(?:(?<method>[^()]+) \()?(?<file>[^()\s]+\.[cm]?[jt]sx?):%n:%n\)?$", "at ", "❯ ")],
        },
    ];
}
