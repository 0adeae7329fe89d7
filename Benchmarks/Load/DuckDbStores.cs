namespace Beejan.Benchmarks.Load;

/// <summary>Files in a folder, copies of one.</summary>
internal sealed class DuckDbStores(string folder) : Stores
{
    private string Empty => Path.Combine(folder, "empty.duckdb");

    public static async Task<DuckDbStores> CreateAsync(string folder, CancellationToken ct)
    {
        var stores = new DuckDbStores(folder);
        await ApplySchemaAsync(new DuckDbEngine(), stores.Empty, ct);
        return stores;
    }

    public override Task<string> CreateAsync(CancellationToken ct)
    {
        var store = Path.Combine(folder, $"{Guid.NewGuid():N}.duckdb");
        File.Copy(Empty, store);
        return Task.FromResult(store);
    }

    public override Task DropAsync(string store, CancellationToken ct)
    {
        File.Delete(store);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
