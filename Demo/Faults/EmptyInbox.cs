namespace Beejan.Demo.Faults;

internal sealed record EmptyInbox() : Fault("empty-inbox", "FeedStale", "The provider lists no new message any more, and every run is good. (New rows are promised within 20 seconds, not a day.)")
{
    public override IEnumerable<(string Name, string Value)> Settings => [("Sms__Schedule", "*/3 * * * * *"), ("Sms__RowsWithin", "00:00:20")];

    public override bool IsCriedBy(IReadOnlyDictionary<string, string> properties) => properties["Feed"].StartsWith("sms", StringComparison.Ordinal);

    public override Task CauseAsync(FaultScene scene, CancellationToken cancellationToken) => Task.CompletedTask; // nothing happens: that is the fault

    public override async Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        await scene.RestartAsync(cancellationToken, ("Sms__RowsWithin", "1.00:00:00"));
        scene.Messages.Put(FaultData.Message());
        return "Nothing was wrong at the provider: raised Sms__RowsWithin; and a message came.";
    }
}
