using Microsoft.Playwright;

namespace LoopJournal.Tests;

/// <summary>A report in the browser. Closing it asserts that the page had no error and asked for nothing but its own file.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    private readonly Tool _tool;

    private OpenReport(Tool tool, IBrowserContext context, IPage page) => (_tool, _context, Page) = (tool, context, page);

    public IPage Page { get; }

    /// <summary>Writes the report of a journal and opens it.</summary>
    public static async Task<OpenReport> OpenAsync(
        IEnumerable<object> rows, int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        var browser = await Chromium.Browser;
        var tool = new Tool();
        tool.WriteJournal(rows);
        var answer = tool.Run("report");
        Assert.AreEqual(0, answer.ExitCode, answer.Error);
        var context = await browser.NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 1000 }, ColorScheme = scheme });
        var report = new OpenReport(tool, context, await context.NewPageAsync());
        report.Page.Console += (_, message) => report._faults.Add($"console: {message.Text}");
        report.Page.PageError += (_, error) => report._faults.Add($"error: {error}");
        report.Page.Dialog += (_, dialog) => report._faults.Add($"dialog: {dialog.Message}");
        context.Request += (_, request) => report._faults.AddRange(
            request.Url.StartsWith("file:", StringComparison.Ordinal) && request.IsNavigationRequest ? [] : [$"request: {request.Url}"]);
        await report.Page.GotoAsync(new Uri(GetFile(tool)).AbsoluteUri);
        return report;
    }

    /// <summary>The file that the verb writes where none is named.</summary>
    public static string GetFile(Tool tool) => Path.Combine(Path.GetDirectoryName(tool.Journal)!, "report.html");

    public ILocator Rows => Page.Locator("#rows tr.row");

    public async Task<string> GetTextAsync(string selector) => (await Page.Locator(selector).First.TextContentAsync())!;

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        _tool.Dispose();
        Assert.AreEqual("", string.Join('\n', _faults));
    }
}
