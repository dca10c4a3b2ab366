using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LoopJournal.Tests;

/// <summary>The page in a browser, as people use it.</summary>
[TestClass]
public sealed class PageTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [Timeout(60_000)]
    public async Task The_top_says_how_the_loop_stands_and_what_to_do()
    {
        await using var report = await OpenReport.OpenAsync(Journals.EveryVerdict);

        Assert.AreEqual("StalledLOOP0010", await report.GetTextAsync("h1"));
        Assert.Contains("61 records in 2 streams", await report.GetTextAsync("#loop"));
        Assert.StartsWith("4 consecutive attempts failed the same way (b03c01dd42a6: ", await report.GetTextAsync("#standing"));
        Assert.Contains("ask a person for help", await report.GetTextAsync("#advice"));
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task The_sample_shows_its_stall_and_its_fix()
    {
        await using var report = await OpenReport.OpenAsync(Journals.Sample);

        Assert.AreEqual("Passed", await report.GetTextAsync("h1"));
        CollectionAssert.AreEqual(
            new[] { "attempt 1 failed, failure A, 1 failing, stalled", "attempt 2 failed, failure A, 1 failing, stalled",
                "attempt 3 failed, failure A, 1 failing, stalled", "attempt 4 passed" },
            await GetMarksAsync(report));
        if (Environment.GetEnvironmentVariable("LOOPJOURNAL_WRITE_PICTURE") == "1")
        {
            await report.Page.SetViewportSizeAsync(1040, 690);
            var picture = await report.Page.ScreenshotAsync();
            await File.WriteAllBytesAsync(Path.Combine(Repository.Root, "docs", "report.png"), picture, TestContext.CancellationToken);
        }
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task Brackets_name_every_verdict_on_the_time_line()
    {
        await using var report = await OpenReport.OpenAsync(Journals.EveryVerdict);

        var labels = await report.Page.EvaluateAsync<string[]>(
            "() => ['head', 'body'].flatMap(id => JSON.parse(document.getElementById(id + '-data').textContent).streams)"
                + ".flatMap(s => s.brackets ?? []).map(b => b.label)");

        foreach (var label in new[] { "stalled", "blocked", "circle of 2", "back at 3", "came back", "plateau" })
        {
            Assert.Contains(label, labels);
        }

        var tests = await report.Page.Locator(".labels .name").AllTextContentsAsync();
        Assert.AreEqual("Three_items_have_a_tenth_off", tests[0], "the test that fails now is the first");
        var marks = string.Join('\n', await GetMarksAsync(report));
        Assert.Contains("attempt 20 passed, but tests vanished", marks);
        Assert.Contains("reset", marks);
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task Filters_select_by_text_failure_outcome_and_stream()
    {
        await using var report = await OpenReport.OpenAsync(Journals.EveryVerdict);
        var page = report.Page;

        await page.GetByRole(AriaRole.Searchbox).FillAsync("round half cents");
        Assert.AreEqual("1 of 61 attempts, newest first", await report.GetTextAsync("#count"));
        await page.GetByRole(AriaRole.Searchbox).FillAsync("no such text");
        Assert.Contains("No attempt matches", await report.GetTextAsync("#rows"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync("61 attempts, newest first");
        await page.Locator("select[name=kind]").SelectOptionAsync("blocked");
        Assert.AreEqual("3 of 61 attempts, newest first", await report.GetTextAsync("#count"));
        await page.Locator("select[name=stream]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        Assert.AreEqual("0 of 61 attempts, newest first", await report.GetTextAsync("#count"));
        await page.Locator("select[name=kind]").SelectOptionAsync("failed");
        await page.Locator("select[name=failure]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        Assert.AreEqual("1 of 61 attempts, newest first", await report.GetTextAsync("#count"));
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task Attempts_of_several_agents_are_told_apart()
    {
        await using var report = await OpenReport.OpenAsync(Journals.Make(60, 1));
        await report.Page.Locator("select[name=agent]").SelectOptionAsync("codex");
        Assert.AreEqual("20 of 60 attempts, newest first", await report.GetTextAsync("#count"));
        Assert.AreEqual("codex", await report.Page.Locator("tr.row td.a").First.InnerTextAsync());

        await using var without = await OpenReport.OpenAsync(Journals.EveryVerdict);
        await Assertions.Expect(without.Page.Locator("select[name=agent]")).ToBeHiddenAsync();
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task A_row_opens_the_failures_in_full_and_the_way_back()
    {
        await using var report = await OpenReport.OpenAsync(Journals.EveryVerdict);

        var button = report.Rows.Nth(1).GetByRole(AriaRole.Button);
        await button.ClickAsync();

        await Assertions.Expect(button).ToHaveAttributeAsync("aria-expanded", "true");
        var detail = await report.GetTextAsync("td.detail");
        Assert.Contains("Shop.Tests.CartTests.Three_items_have_a_tenth_off", detail);
        Assert.Contains("Expected:<27>. Actual:<30>.", detail);
        Assert.MatchesRegex(new Regex("loop-journal restore [0-9a-f]{40}"), detail);
        await button.ClickAsync();
        await Assertions.Expect(report.Page.Locator("td.detail")).ToHaveCountAsync(0);
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task The_keyboard_reaches_everything()
    {
        await using var report = await OpenReport.OpenAsync(Journals.EveryVerdict);
        var keyboard = report.Page.Keyboard;
        var reached = new List<string>();
        for (var i = 0; i < 16; i++)
        {
            await keyboard.PressAsync("Tab");
            reached.Add(await report.Page.EvaluateAsync<string>(
                "() => { const e = document.activeElement; return e.getAttribute('role') ?? (e.id || e.name || e.textContent); }"));
        }

        CollectionAssert.AreEqual(
            new[] { "Skip to the attempts", "Time lines", "Attempts", "Failures", "theme", "durations", "listbox", "listbox", "text", "stream",
                "failure", "kind", "Clear", "region", "30", "29" },
            reached);
        await report.Page.GetByRole(AriaRole.Listbox).First.FocusAsync();
        await keyboard.PressAsync("ArrowLeft");
        Assert.Contains("29", await report.GetTextAsync("#tip"));
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(report.Page.GetByRole(AriaRole.Button, new() { Name = "Attempt 29" })).ToBeFocusedAsync();
        await keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(report.Page.GetByRole(AriaRole.Button, new() { Name = "Attempt 28" })).ToBeFocusedAsync();
    }

    [TestMethod]
    [Timeout(120_000)]
    [DataRow(1440, ColorScheme.Light)]
    [DataRow(390, ColorScheme.Dark)]
    public Task Screen_readers_and_contrast_have_no_fault_with_a_stall(int width, ColorScheme scheme) =>
        AssertAccessibleAsync(Journals.Sample.Take(3), width, scheme);

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(240_000)]
    [DataRow(1440, ColorScheme.Dark)]
    [DataRow(390, ColorScheme.Light)]
    public Task Screen_readers_and_contrast_have_no_fault_with_every_verdict(int width, ColorScheme scheme) =>
        AssertAccessibleAsync(Journals.EveryVerdict, width, scheme);

    [TestMethod]
    [Timeout(60_000)]
    public async Task The_theme_follows_the_system_and_the_switch()
    {
        await using var report = await OpenReport.OpenAsync(Journals.Sample, scheme: ColorScheme.Dark);
        async Task<string> GetPaperAsync() => await report.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        var dark = await GetPaperAsync();

        await report.Page.GetByRole(AriaRole.Button, new() { Name = "Switch to the light theme" }).ClickAsync();

        Assert.AreNotEqual(dark, await GetPaperAsync());
        await report.Page.GetByRole(AriaRole.Button, new() { Name = "Switch to the dark theme" }).ClickAsync();
        Assert.AreEqual(dark, await GetPaperAsync());
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task Print_has_the_attempts_and_no_controls()
    {
        await using var report = await OpenReport.OpenAsync(Journals.EveryVerdict);

        Assert.IsGreaterThan(20_000, (await report.Page.PdfAsync()).Length);
        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await report.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        await Assertions.Expect(report.Rows).ToHaveCountAsync(61);
        await Assertions.Expect(report.Page.Locator(".filters")).ToBeHiddenAsync();
    }

    [TestMethod]
    [Timeout(120_000)]
    public async Task Nothing_of_a_hostile_journal_runs()
    {
        await using var report = await OpenReport.OpenAsync(Journals.MakeHostile(Journals.PageTexts));
        var page = report.Page;
        foreach (var i in Enumerable.Range(0, 6))
        {
            await report.Rows.Nth(i).GetByRole(AriaRole.Button).ClickAsync();
        }

        await page.GetByRole(AriaRole.Listbox).HoverAsync();
        Assert.IsNull(await page.GetAttributeAsync("body", "data-zx9"));
        Assert.AreEqual(3, await page.Locator("script").CountAsync());
        Assert.AreEqual(0, await page.Locator("img, iframe, object, a[href^=javascript], main [onload], main [onerror]").CountAsync());
        var text = await page.InnerTextAsync("body");
        Assert.Contains("<img src=x onerror=", text, "hostile text is shown as it is");
        Assert.IsFalse(text.Any(c => c is not ('\n' or '\t') && HostileText.IsHidden(c)), text);
    }

    [TestMethod]
    [Timeout(120_000)]
    public async Task Ten_thousand_attempts_are_drawn_on_demand()
    {
        await using var report = await OpenReport.OpenAsync(Journals.Make(10_000, 40));

        Assert.AreEqual(40, await report.Page.Locator("article.stream").CountAsync());
        Assert.IsLessThan(60, await report.Rows.CountAsync());
        Assert.IsLessThan(40, await report.Page.Locator(".figure svg").CountAsync());
        await report.Page.EvaluateAsync("() => { document.getElementById('table').scrollTop = 1e9; }");
        await Assertions.Expect(report.Page.Locator("#rows tr[aria-rowindex='10001']")).ToBeVisibleAsync();
        await report.Page.GetByRole(AriaRole.Searchbox).FillAsync("change 1234 ");
        await Assertions.Expect(report.Page.Locator("#count")).ToContainTextAsync(" of 10,000 attempts, newest first");
    }

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(240_000)]
    public async Task The_first_mark_and_a_filtered_table_take_at_most_twice_the_time_of_a_hundred_attempts()
    {
        var (firstOfFew, filteredOfFew) = await MeasureAsync(Journals.Make(100, 40));
        var (first, filtered) = await MeasureAsync(Journals.Make(10_000, 40));
        TestContext.WriteLine($"first mark {firstOfFew:F0} > {first:F0} ms, filtered {filteredOfFew:F0} > {filtered:F0} ms");

        Assert.IsLessThan(2 * firstOfFew, first);
        Assert.IsLessThan(2 * filteredOfFew, filtered);
    }

    /// <summary>The shortest of several times, from the navigation to the first marks, and from a key to the frame with the filtered table.</summary>
    private static async Task<(double First, double Filtered)> MeasureAsync(IEnumerable<object> rows)
    {
        await using var report = await OpenReport.OpenAsync(rows);
        var times = new List<(double First, double Filtered)>();
        for (var i = 0; i < 7; i++)
        {
            await report.Page.ReloadAsync();
            times.Add((
                await report.Page.EvaluateAsync<double>("() => performance.getEntriesByName('first-mark')[0].startTime"),
                await report.Page.EvaluateAsync<double>(
                    """
                    async () => {
                      const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
                      await frame();
                      const start = performance.now();
                      const text = document.querySelector('[name=text]');
                      text.value = 'order_7';
                      text.dispatchEvent(new Event('input', { bubbles: true }));
                      await frame();
                      return performance.now() - start;
                    }
                    """)));
        }

        return (times.Min(time => time.First), times.Min(time => time.Filtered));
    }

    private static async Task AssertAccessibleAsync(IEnumerable<object> rows, int width, ColorScheme scheme)
    {
        await using var report = await OpenReport.OpenAsync(rows, width, scheme);
        await report.Rows.First.GetByRole(AriaRole.Button).ClickAsync();

        var result = await report.Page.RunAxe(new AxeRunOptions());

        Assert.AreEqual("", string.Join('\n', result.Violations.SelectMany(fault => fault.Nodes.Select(node => $"{fault.Id}: {node.Html}"))));
        var tree = await report.Page.Locator("body").AriaSnapshotAsync();
        foreach (var role in new[] { "banner", "navigation", "main", "search", "table", "columnheader", "listbox", "option", "contentinfo" })
        {
            Assert.MatchesRegex(new Regex($"- '?{role}\\b"), tree, role);
        }

        Assert.IsFalse(
            await report.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"), "the page is wider than the window");
    }

    private static async Task<string[]> GetMarksAsync(OpenReport report) => await report.Page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('[role=option]')].map(mark => mark.getAttribute('aria-label'))");
}
