namespace Beejan.Demo.Faults;

internal sealed record StorageGone() : Fault("storage-gone", "FunctionFailed", "The storage account does not answer, while a webhook comes in.")
{
    private const string Post = "post-while-away";

    public override bool IsCriedBy(IReadOnlyDictionary<string, string> properties) => properties["Function"] == "ReceiveSocial";

    public override async Task CauseAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.Azurite.StopAsync();
        var status = await scene.PostAsync(Post, cancellationToken);
        if (status != 500)
        {
            throw new DemoException($"A delivery that can't be stored was answered with {status}, expected 500: the platform would not send it again.");
        }
    }

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.Azurite.StartAgainAsync(cancellationToken);
        var status = await scene.PostAsync(Post, cancellationToken);
        return $"The storage is back; the platform sent again what had got no 200 ({status} now).";
    }
}
