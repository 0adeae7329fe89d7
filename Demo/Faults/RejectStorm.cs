namespace Beejan.Demo.Faults;

internal sealed record RejectStorm() : Fault("reject-storm", "RejectShareHigh", "An export comes in which the ids have another form.")
{
    public override async Task CauseAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.PutAsync("landing", "calllogs/renumbered.csv", FaultData.Export(Enumerable.Range(1, 200).Select(number => $"TICKET/{number}")), cancellationToken);
        await scene.Client.FireAsync("IngestCallLogs", cancellationToken);
    }

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.PutAsync("landing", "calllogs/numbered.csv", FaultData.Export(Enumerable.Range(1, 900).Select(number => $"CALL-{number + 5000}")), cancellationToken);
        await scene.Client.FireAsync("IngestCallLogs", cancellationToken);
        return "The sender dropped the export again with the right ids; the share of the last hours fell below the limit.";
    }
}
