namespace Beejan.Demo.Faults;

internal sealed record WarehouseGone() : Fault("warehouse-gone", "FunctionFailed", "The PostgreSQL server of the warehouse is down, while text messages come in.")
{
    public override bool NeedsServer => true;

    public override bool IsCriedBy(IReadOnlyDictionary<string, string> properties) => properties["Function"] == "CheckFreshness";

    public override async Task CauseAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.Server!.StopAsync();
        scene.Messages.Put(FaultData.Message());
        await scene.Client.FireAsync("IngestSms", cancellationToken);
    }

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.Server!.StartAgainAsync(cancellationToken);
        return "The server is back; the loads that waited go on by themselves.";
    }
}
