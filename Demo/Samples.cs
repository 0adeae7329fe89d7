namespace Beejan.Demo;

/// <summary>The sample data: what call centers drop, platforms send, customers text and websites keep.</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");

    public static IReadOnlyList<FileInfo> CallLogs => Files("calllogs");

    /// <summary>Text messages as a provider lists them, one to a file.</summary>
    public static IReadOnlyList<FileInfo> TextMessages(string provider) => Files($"sms/{provider}");

    /// <summary>The script that makes the website's table.</summary>
    public static FileInfo Forms => Files("forms").Single();

    /// <summary>What the platforms send first, signed as of now.</summary>
    public static IReadOnlyList<Webhook> Webhooks(DateTimeOffset now) => Webhooks("1-", now);

    /// <summary>What they send when the first is in the warehouse, edits and a remove: sent at once, the counts would depend on who comes first.</summary>
    public static IReadOnlyList<Webhook> LaterWebhooks(DateTimeOffset now) => Webhooks("2-", now);

    private static List<Webhook> Webhooks(string prefix, DateTimeOffset now) =>
    [
        .. Bodies("social/meta", prefix).Select(Webhook.Meta),
        .. Bodies("social/x", prefix).Select(Webhook.X),
        .. Bodies("social/standard", prefix).Select(body => Webhook.Standard(body, now)),
    ];

    private static IEnumerable<byte[]> Bodies(string folder, string prefix)
        => Files(folder).Where(file => file.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(file => File.ReadAllBytes(file.FullName));

    private static List<FileInfo> Files(string folder) => [.. new DirectoryInfo(Path.Combine(Folder, folder)).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal)];
}
