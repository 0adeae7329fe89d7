namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>The layouts the app reads. A new one is a file beside this one and a line here.</summary>
internal static class KnownLayouts
{
    public static IReadOnlyList<CallLogLayout> All { get; } = [BeejanLayout.Layout, ComcastLayout.Layout, PwcLayout.Layout];
}
