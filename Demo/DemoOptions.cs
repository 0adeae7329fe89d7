namespace Beejan.Demo;

/// <summary>What the command line said.</summary>
internal sealed record DemoOptions(bool Once, int? Port, DirectoryInfo Store, IReadOnlyList<FileInfo> CallLogs)
{
    public const int DefaultPort = 7071;

    public const string DefaultStore = ".demo";

    /// <summary>The port to ask for; 0 is any free one.</summary>
    public int AppPort => Port ?? (Once ? 0 : DefaultPort);
}
