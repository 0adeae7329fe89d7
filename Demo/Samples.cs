namespace Beejan.Demo;

/// <summary>The sample data: what call centers drop, platforms send and websites keep.</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");

    public static IReadOnlyList<FileInfo> CallLogs => Files("calllogs");

    /// <summary>The script that makes the website's table.</summary>
    public static FileInfo Forms => Files("forms").Single();

    /// <summary>The sample deliveries in the order of their names, signed as of now.</summary>
    public static IReadOnlyList<Webhook> Webhooks(DateTimeOffset now) =>
    [
        .. Files("social/meta").Select(file => Webhook.Meta(File.ReadAllBytes(file.FullName))),
        .. Files("social/standard").Select(file => Webhook.Standard(File.ReadAllBytes(file.FullName), now)),
    ];

    private static List<FileInfo> Files(string folder) => [.. new DirectoryInfo(Path.Combine(Folder, folder)).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal)];
}
