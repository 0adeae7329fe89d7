namespace Beejan.Demo;

/// <summary>The folder that holds all a demo keeps; one demo at a time.</summary>
internal sealed class DemoStore : IDisposable
{
    private readonly FileStream _lock;

    private DemoStore(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    public string Lake => System.IO.Path.Combine(Path, "lake");

    public string Warehouse => System.IO.Path.Combine(Path, "warehouse.duckdb");

    /// <summary>The website's database, of which the web forms are read.</summary>
    public string Forms => System.IO.Path.Combine(Path, "forms.sqlite");

    public string Log => System.IO.Path.Combine(Path, "app.log");

    /// <exception cref="DemoException">The folder can't be written, or another demo uses it.</exception>
    public static DemoStore Open(DirectoryInfo directory)
    {
        try
        {
            directory.Create();
            var file = new FileStream(System.IO.Path.Combine(directory.FullName, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DemoStore(directory.FullName, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DemoException($"The store {directory.FullName} can't be used ({e.Message.TrimEnd('.')}): end the demo that runs on it, or choose another with --store.");
        }
    }

    public void Dispose() => _lock.Dispose();
}
