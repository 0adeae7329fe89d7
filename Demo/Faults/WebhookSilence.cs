using DuckDB.NET.Data;

namespace Beejan.Demo.Faults;

internal sealed record WebhookSilence() : Fault("webhook-silence", "WebhookSilent", "The platform has dropped the subscription without a word, four hours ago. (The five weeks before are written into the ledger, since nobody waits for them.)")
{
    private const string History =
        """
        CREATE TEMP TABLE delivery AS
            SELECT i, md5('delivery ' || i)::UUID AS load_id, 'clean/social/history-' || i AS clean_name, 'raw/social/2026/01/01/000000000-standard-' || lpad(i::VARCHAR, 16, '0') || '.ndjson' AS raw_file,
                (now() - INTERVAL 4 HOURS - to_minutes(10 * i))::TIMESTAMPTZ AS delivered_at
            FROM range(5 * 7 * 24 * 6) AS numbers (i);
        INSERT INTO ops.load (load_id, source, clean_name, content_hash, raw_file, rule_version, rows, inserted, updated, unchanged, older, loaded_at, duration_ms)
            SELECT load_id, 'history', clean_name, '', raw_file, 1, 0, 0, 0, 0, 0, delivered_at, 0 FROM delivery;
        INSERT INTO ops.batch (source, raw_file, rule_version, known_at, received, cleaned, duplicates, rejected, ignored, clean_name, load_id)
            SELECT 'social', raw_file, 1, delivered_at, 0, 0, 0, 0, 0, clean_name, load_id FROM delivery;
        """;

    // The four hours have to be silent ones from the start.
    public override bool IsFedWithWebhooks => false;

    public override async Task CauseAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.StopAppAsync();
        await using (var warehouse = new DuckDBConnection($"DataSource={scene.Store.Warehouse}"))
        {
            await warehouse.OpenAsync(cancellationToken);
            await using var command = warehouse.CreateCommand();
            command.CommandText = History;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await scene.StartAppAsync(cancellationToken);
    }

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        var status = await scene.PostAsync("post-again", cancellationToken);
        return $"Subscribed again at the platform; the next delivery came ({status}).";
    }
}
