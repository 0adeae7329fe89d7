using DuckDB.NET.Data;

namespace Beejan.Demo.Faults;

internal sealed record LostRow() : Fault("lost-row", "RowsUnbalanced", "Somebody deletes a complaint from the warehouse by hand.")
{
    public override async Task CauseAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.StopAppAsync();
        File.Copy(scene.Store.Warehouse, Backup(scene), overwrite: true);
        await using (var warehouse = new DuckDBConnection($"DataSource={scene.Store.Warehouse}"))
        {
            await warehouse.OpenAsync(cancellationToken);
            await using var command = warehouse.CreateCommand();
            command.CommandText = "DELETE FROM mart.fact_complaint WHERE complaint_key = (SELECT min(complaint_key) FROM mart.fact_complaint)";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await scene.StartAppAsync(cancellationToken);
        await scene.PostAsync("post-after-backup", cancellationToken);
    }

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.StopAppAsync();
        File.Delete(scene.Store.Warehouse + ".wal");
        File.Move(Backup(scene), scene.Store.Warehouse, overwrite: true);
        await scene.StartAppAsync(cancellationToken);
        await scene.WaitForAsync("GapHealed", _ => true, 1, cancellationToken);
        return "Restored the database to the time before; the sweep loaded what had come since.";
    }

    private static string Backup(FaultScene scene) => scene.Store.Warehouse + ".backup";
}
