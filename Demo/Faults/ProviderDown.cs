using Beejan.LocalServers.Providers;

namespace Beejan.Demo.Faults;

internal sealed record ProviderDown() : Fault("provider-down", "FunctionFailed", "The provider of text messages answers every request with 503.")
{
    public override Task CauseAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        scene.Twilio.Faults = _ => new DoubleFault.Failure();
        return scene.Client.FireAsync("IngestSms", cancellationToken);
    }

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        scene.Twilio.Faults = _ => null;
        await scene.Client.FireAsync("IngestSms", cancellationToken);
        return "The provider is back; the next run catches up.";
    }
}
