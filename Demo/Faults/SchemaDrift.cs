namespace Beejan.Demo.Faults;

internal sealed record SchemaDrift() : Fault("schema-drift", "SchemaDrifted", "The website's developers rename a column of the forms' table.")
{
    public override async Task CauseAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await Website.ExecuteAsync(scene.Store.Forms, "ALTER TABLE web_form RENAME COLUMN browser TO user_agent", cancellationToken);
        await scene.Client.FireAsync("IngestForms", cancellationToken);
    }

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.Client.FireAsync("IngestForms", cancellationToken);
        return "No field of ours is read from that column: nothing to do, and the next run does not say it again.";
    }
}
