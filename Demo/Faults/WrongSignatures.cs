using System.Text;

namespace Beejan.Demo.Faults;

internal sealed record WrongSignatures() : Fault("wrong-signatures", "WebhooksRefused", "The platform signs with a new secret that nobody has put into the settings. (Refusals are told once a minute.)")
{
    public override async Task CauseAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        for (var number = 0; number < 30; number++)
        {
            var webhook = Webhook.Standard(Encoding.UTF8.GetBytes(FaultData.Complaint($"post-{number}")), TimeProvider.System.GetUtcNow());
            await scene.Client.PostAsync(webhook with { Headers = [.. webhook.Headers.Select(header => header.Name == "webhook-signature" ? (header.Name, "v1,bm90IHRoaXMgb25l") : header)] }, cancellationToken);
        }
    }

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.RestartAsync(cancellationToken, ("Social__Standard__PreviousSecret", AppSettings.StandardSecret));
        var status = await scene.PostAsync("post-0", cancellationToken);
        return $"Put the platform's secret into the settings, beside the old one; it sent again what was refused ({status} now).";
    }
}
