namespace Beejan.Demo.Faults;

/// <summary>Something that goes wrong around the pipeline, caused for real, and what the runbook says to do about it.</summary>
/// <param name="Name">As <c>--fault</c> takes it, and as docs/runbook.md names it.</param>
/// <param name="Event">What the app then sends to Application Insights.</param>
/// <param name="What">What happens, in a sentence.</param>
internal abstract record Fault(string Name, string Event, string What)
{
    /// <summary>Whether the warehouse has to be a PostgreSQL server, which can go away.</summary>
    public virtual bool NeedsServer => false;

    /// <summary>Settings that differ from the scene's.</summary>
    public virtual IEnumerable<(string Name, string Value)> Settings => [];

    /// <summary>Whether this event is the fault's; by default any of its name.</summary>
    public virtual bool IsCriedBy(IReadOnlyDictionary<string, string> properties) => true;

    /// <summary>Whether a webhook comes in before it, as text messages, exports and forms do.</summary>
    public virtual bool IsFedWithWebhooks => true;

    /// <summary>Whether the event isn't sent any more once it is mended.</summary>
    public virtual bool EndsWhenMended => true;

    public abstract Task CauseAsync(FaultScene scene, CancellationToken cancellationToken);

    /// <summary>Does what the runbook says.</summary>
    /// <returns>What was done, in a sentence.</returns>
    public abstract Task<string> MendAsync(FaultScene scene, CancellationToken cancellationToken);
}
