using Microsoft.Playwright;

namespace LoopJournal.Tests;

/// <summary>The system's Chromium, one for all tests of the assembly. Where there is none, tests that need it are inconclusive.</summary>
[TestClass]
public static class Chromium
{
    private static readonly string[] Programs =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    // a container has neither a sandbox nor a graphics card, and the browser has no business on the network
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage",
    ];

    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    private static IPlaywright? _playwright;

    /// <summary>The browser.</summary>
    public static Task<IBrowser> Browser
    {
        get
        {
            if (!Array.Exists(Programs, File.Exists))
            {
                Assert.Inconclusive("No Chromium is installed: the page was not opened. On Debian: apt-get install chromium.");
            }

            return Started.Value;
        }
    }

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).CloseAsync();
            _playwright!.Dispose();
        }
    }

    private static async Task<IBrowser> StartAsync()
    {
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Array.Find(Programs, File.Exists), Args = Arguments });
    }
}
