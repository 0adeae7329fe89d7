namespace Beejan.Demo.Faults;

internal sealed record PoisonBlob() : Fault("poison-blob", "BlobPoisoned", "Somebody copied a file into raw by hand, under a name that no ingest gives.")
{
    private const string Misplaced = "calllogs/2026/11/02/monday.csv";

    public override Task CauseAsync(FaultScene scene, CancellationToken cancellationToken) => scene.PutAsync("raw", Misplaced, FaultData.Export(["CALL-900"]), cancellationToken);

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.DeleteAsync("raw", Misplaced, cancellationToken);
        await scene.PutAsync("landing", "calllogs/monday.csv", FaultData.Export(["CALL-900"]), cancellationToken);
        await scene.Client.FireAsync("IngestCallLogs", cancellationToken);
        return "Deleted the blob that nobody wants there, and dropped the file where files are dropped.";
    }
}
