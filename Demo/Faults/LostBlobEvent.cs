using System.Globalization;

namespace Beejan.Demo.Faults;

internal sealed record LostBlobEvent() : Fault("lost-blob-event", "GapRecurred", "CleanCallLogs hears of no new blob any more: its events are lost, one after the other.")
{
    private const string Setting = "AzureWebJobs.CleanCallLogs.Disabled";
    private const int Sweeps = 3; // that heal something, before it is no accident

    // It goes on to be told for as long as the healed ones count.
    public override bool EndsWhenMended => false;

    public override async Task CauseAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.RestartAsync(cancellationToken, (Setting, "true"));
        for (var number = 1; number <= Sweeps; number++)
        {
            await scene.PutAsync("landing", $"calllogs/lost-{number}.csv", FaultData.Export([string.Create(CultureInfo.InvariantCulture, $"CALL-91{number}")]), cancellationToken);
            await scene.Client.FireAsync("IngestCallLogs", cancellationToken);
            await scene.WaitForAsync("GapHealed", _ => true, number, cancellationToken);
        }
    }

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.RestartAsync(cancellationToken, (Setting, "false"));
        return $"All {Sweeps} blobs had been healed by the sweep, each within its time; gave the function its events back.";
    }
}
