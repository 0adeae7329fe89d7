namespace Beejan.Demo.Faults;

/// <summary>All of them, in the order of the runbook.</summary>
internal static class AllFaults
{
    public static IReadOnlyList<Fault> List { get; } =
    [
        new ProviderDown(), new WrongCredentials(), new StorageGone(), new WarehouseGone(), new LostTimer(), new EmptyInbox(), new PoisonBlob(),
        new LostRow(), new LostBlobEvent(), new RejectStorm(), new WrongSignatures(), new WebhookSilence(), new SchemaDrift(), new DuplicateStorm(),
    ];
}
