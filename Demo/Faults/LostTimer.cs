namespace Beejan.Demo.Faults;

internal sealed record LostTimer() : Fault("lost-timer", "RunMissed", "The function IngestSms is disabled, and nobody knows. (A good run is promised within ten seconds, not 35 minutes.)")
{
    private const string Setting = "AzureWebJobs.IngestSms.Disabled";

    public override IEnumerable<(string Name, string Value)> Settings => [("Sms__RunWithin", "00:00:10"), ("Sms__Schedule", "*/3 * * * * *")];

    public override Task CauseAsync(FaultScene scene, CancellationToken cancellationToken) => scene.RestartAsync(cancellationToken, (Setting, "true"));

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.Client.FireAsync("IngestSms", cancellationToken);
        await scene.RestartAsync(cancellationToken, (Setting, "false"));
        return "Ran it by hand, which went well; found it disabled, and enabled it.";
    }
}
