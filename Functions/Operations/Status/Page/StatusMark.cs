namespace Beejan.Functions.Operations.Status.Page;

/// <summary>A tick in a circle, or a mark in a triangle: told apart by shape.</summary>
internal static class StatusMark
{
    private const string Good = """<circle cx="16" cy="16" r="14"/><path d="M9.5 16.5l4.5 4.5 8.5-9.5" fill="none" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"/>""";
    private const string Bad = """<path d="M16 2.5L31 29H1z" stroke-linejoin="round" stroke-width="2"/><path d="M16 12v8" fill="none" stroke-width="3.2" stroke-linecap="round"/><circle class="dot" cx="16" cy="24.5" r="1.9"/>""";

    /// <summary>Beside words that say the same.</summary>
    public static Html Of(bool isWell) => isWell
        ? Html.Of($"""<svg class="mark good" viewBox="0 0 32 32" aria-hidden="true">{Html.Trusted(Good)}</svg>""")
        : Html.Of($"""<svg class="mark bad" viewBox="0 0 32 32" aria-hidden="true">{Html.Trusted(Bad)}</svg>""");

    /// <summary>The same as the page's icon, as an address that holds it.</summary>
    public static string Icon(bool isWell)
    {
        var (shape, colour) = isWell ? (Good, "#1f7a45") : (Bad, "#b3261e");
        return "data:image/svg+xml," + Uri.EscapeDataString(
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>*{"{"}fill:{colour};stroke:{colour}{"}"}[fill=none]{"{"}fill:none;stroke:#fff{"}"}.dot{"{"}fill:#fff;stroke:none{"}"}</style>{shape}</svg>""");
    }
}
