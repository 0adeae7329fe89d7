namespace Beejan.Functions.Warehouse;

/// <summary>The relational store that clean files are loaded into. Every member may be called from many threads at once.</summary>
public interface IWarehouse
{
    /// <summary>Brings the database to this app's schema; on one that has it already, does nothing.</summary>
    /// <exception cref="WarehouseSchemaException">A script changed after it was applied, or the database is newer than the app.</exception>
    Task ApplySchemaAsync(CancellationToken ct);

    /// <summary>Returns when the database has exactly this app's schema.</summary>
    /// <exception cref="WarehouseSchemaException">It has another; the message says what to do.</exception>
    Task CheckSchemaAsync(CancellationToken ct);

    /// <summary>Makes the warehouse leave out of the analysts' figures those whom the settings name, and no others.</summary>
    Task ApplyExclusionsAsync(CancellationToken ct);

    /// <summary>Loads a clean file in one transaction. Neither the order of files nor their repetition changes what the warehouse says in the end.</summary>
    /// <exception cref="RowsDoNotBalanceException">A row was lost or doubled; nothing of the file is kept.</exception>
    Task<LoadResult> LoadAsync(CleanFile file, CancellationToken ct);

    /// <summary>What the loads of each known source came to. Does not wait for a load that runs.</summary>
    Task<IReadOnlyList<SourceLoads>> ReadLoadsAsync(CancellationToken ct);

    /// <summary>Where the complaints with this id of the source were read, one per account. Does not wait for a load that runs.</summary>
    Task<IReadOnlyList<TracedComplaint>> TraceAsync(string source, string sourceId, CancellationToken ct);

    /// <summary>Complaints by channel, most first. Does not wait for a load that runs.</summary>
    Task<IReadOnlyList<ChannelComplaints>> ReadChannelsAsync(CancellationToken ct);

    /// <summary>
    /// Hands over the complaints of a source's account that are not removed, one by one, by their ids in the order of the
    /// bytes in UTF-8. Does not wait for a load that runs.
    /// </summary>
    Task ReadKeysAsync(string source, string account, Action<KnownComplaint> take, CancellationToken ct);

    /// <summary>
    /// The clean files of a source that were loaded, superseded ones too, by their names in the order of the bytes: a page of
    /// them, so that whoever compares a whole lake with the ledger holds neither it nor a connection. Does not wait for a load
    /// that runs.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="from">The page begins with this name, if it was loaded; empty: with the first.</param>
    /// <param name="most">No more than so many.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<IReadOnlyList<string>> ReadLoadedAsync(string source, string from, int most, CancellationToken ct);
}
