namespace Beejan.Demo.Faults;

internal sealed record WrongCredentials() : Fault("wrong-credentials", "FunctionFailed", "The secret of the SMS account was changed at the provider, and not here.")
{
    public override async Task CauseAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.RestartAsync(cancellationToken, ("Sms__Twilio__Accounts__0__Secret", "the one before"));
        await scene.Client.FireAsync("IngestSms", cancellationToken);
    }

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.RestartAsync(cancellationToken, ("Sms__Twilio__Accounts__0__Secret", FaultScene.Secret));
        await scene.Client.FireAsync("IngestSms", cancellationToken);
        return "Corrected the setting that the mail names, restarted, and ran the timer once.";
    }
}
