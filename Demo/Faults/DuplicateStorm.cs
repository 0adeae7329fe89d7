namespace Beejan.Demo.Faults;

internal sealed record DuplicateStorm() : Fault("duplicate-storm", "DuplicatesHigh", "A job at the call center drops the same export again and again, under new names.")
{
    private const int Drops = 25;

    private static readonly string Export = FaultData.Export(Enumerable.Range(1, 60).Select(number => $"CALL-{number + 7000}"));

    public override async Task CauseAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Drops; number++)
        {
            // A blank line more each, or they would be the same raw blob within a second.
            await scene.PutAsync("landing", $"calllogs/again-{number}.csv", Export + new string('\n', number), cancellationToken);
        }

        await scene.Client.FireAsync("IngestCallLogs", cancellationToken);
    }

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.PutAsync("landing", "calllogs/new.csv", FaultData.Export(Enumerable.Range(1, 900).Select(number => $"CALL-{number + 8000}")), cancellationToken);
        await scene.Client.FireAsync("IngestCallLogs", cancellationToken);
        return "Told the sender, who drops what is new.";
    }
}
