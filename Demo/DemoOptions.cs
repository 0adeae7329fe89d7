namespace Beejan.Demo;

/// <summary>What the command line said.</summary>
/// <param name="Once">Whether to end when all is settled.</param>
/// <param name="Port">The app's port; null for the usual one.</param>
/// <param name="Store">The folder that holds what a demo keeps.</param>
/// <param name="Warehouse">The connection string of a PostgreSQL database; null for a DuckDB file in the store.</param>
/// <param name="CallLogs">Exports of the user's own.</param>
/// <param name="Sms">The providers that text messages come from.</param>
/// <param name="Fault">What is to go wrong; null: nothing.</param>
internal sealed record DemoOptions(bool Once, int? Port, DirectoryInfo Store, string? Warehouse, IReadOnlyList<FileInfo> CallLogs, IReadOnlyList<string> Sms, string? Fault)
{
    public const int DefaultPort = 7071;

    public const string DefaultStore = ".demo";

    public const string DefaultSms = "twilio";

    public static IReadOnlyList<string> Providers(string sms) => [.. sms.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>The port to ask for; 0 is any free one.</summary>
    public int AppPort => Port ?? (Once ? 0 : DefaultPort);
}
