using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Support;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Status;

/// <summary>One look at a page, by somebody with a screen and a theme, and what the browser had to say of it.</summary>
internal sealed class PageVisit : IAsyncDisposable
{
    // Of each text that is seen: its colour against the first opaque background behind it, as WCAG 2 computes it.
    private const string Contrast =
        """
        const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
        const parse = colour => colour.match(/[\d.]+/g).map(Number);
        const behind = element => {
            for (let at = element; at; at = at.parentElement) {
                const colour = parse(getComputedStyle(at).backgroundColor);
                if (colour.length === 3 || colour[3] === 1) return colour;
            }
            return [255, 255, 255];
        };
        """;

    private const string Illegible =
        $$"""
        () => {
            {{Contrast}}
            const found = [];
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            let seen = 0;
            while (texts.nextNode()) {
                const element = texts.currentNode.parentElement;
                if (!texts.currentNode.data.trim() || element.closest('svg, caption, style') || !element.checkVisibility()) continue;
                seen++;
                const style = getComputedStyle(element);
                const [light, dark] = [luminance(parse(style.color)), luminance(behind(element))].sort((a, b) => b - a);
                const ratio = (light + 0.05) / (dark + 0.05);
                const size = parseFloat(style.fontSize);
                const isLarge = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
                if (ratio < (isLarge ? 3 : 4.5)) found.push(`${ratio.toFixed(2)}: ${texts.currentNode.data.trim()}`);
            }
            return seen > 20 ? found : [`only ${seen} texts`];
        }
        """;

    private const string Overflow =
        """
        () => {
            const root = document.documentElement;
            if (root.scrollWidth <= root.clientWidth) return [];
            return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1).map(e => `${e.tagName} ${e.className} ${Math.round(e.getBoundingClientRect().right)}`).concat(`page ${root.scrollWidth}`);
        }
        """;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private PageVisit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => _complaints.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Dialog += (_, dialog) => _complaints.Enqueue(dialog.Message);
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Whatever was asked for over a network.</summary>
    public IEnumerable<string> Requests => _requests.Where(address => !address.StartsWith("data:", StringComparison.Ordinal));

    public static async Task<PageVisit> GoAsync(string address, int width = 1280, ColorScheme theme = ColorScheme.Light, bool hasScript = true)
    {
        var browser = await Chromium.GetAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < 700 ? 844 : 900 },
            ColorScheme = theme,
            JavaScriptEnabled = hasScript,
        });
        var visit = new PageVisit(context, await context.NewPageAsync());
        var answer = await visit.Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.That(answer!.Status, Is.EqualTo(200));
        return visit;
    }

    public Task<string[]> OverflowAsync() => Page.EvaluateAsync<string[]>(Overflow);

    public Task<string[]> IllegibleAsync() => Page.EvaluateAsync<string[]>(Illegible);

    /// <summary>Of the page's background, from 0 to 1.</summary>
    public Task<double> LuminanceAsync() => Page.EvaluateAsync<double>($"() => {{ {Contrast} return luminance(behind(document.body)); }}");

    /// <summary>The rows of a section's table, cells apart by bars.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string section)
    {
        var rows = new List<string>();
        foreach (var row in await Page.Locator($"#{section} tbody tr").AllAsync())
        {
            var cells = await row.Locator("th, td").AllInnerTextsAsync();
            rows.Add(string.Join(" | ", cells.Select(cell => Regex.Replace(cell.Trim(), @"\s+", " "))));
        }

        return rows;
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
