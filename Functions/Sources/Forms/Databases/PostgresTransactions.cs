namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>
/// What a server says of the transactions of other sessions, and the bound that follows: no row that a snapshot taken now
/// doesn't see will carry a time before it, as long as a transaction sets updated_at at or after its own start.
/// </summary>
/// <remarks>
/// <para>What a snapshot doesn't see belongs to a transaction that was open when the sessions were listed, or that began
/// later: nothing it writes is older than the least start of those, or than now. Every open transaction counts, not only
/// those that hold an xid: one that has only read so far may write yet, and its now() stays the one of its start.</para>
/// <para>A prepared transaction has left its session, and only the time of its PREPARE is known. But it was open when some
/// walk before this one began, so that walk's bound is early enough: it holds on until no transaction is prepared any more.
/// The sessions are listed first and prepared transactions then, because a transaction goes from the first list to the
/// second; the snapshot comes last.</para>
/// <para>The margin is for a transaction whose start isn't listed yet, for columns of whole seconds, and for applications
/// that read their own clock a moment before they write.</para>
/// </remarks>
/// <param name="Now">What the clock said before the sessions were listed, UTC.</param>
/// <param name="IsStandby">Whether the server only follows another one, whose transactions it doesn't know.</param>
/// <param name="IsHidden">Whether the starts of others' transactions are kept from us.</param>
/// <param name="Untracked">Sessions that don't tell anybody what they do.</param>
/// <param name="Oldest">The least start of an open transaction of another session, UTC.</param>
internal sealed record PostgresTransactions(DateTime Now, bool IsStandby, bool IsHidden, long Untracked, DateTime? Oldest)
{
    // Sessions that never write rows would hold the bound back for nothing.
    public const string Query =
        """
        SELECT
            now(),
            pg_is_in_recovery(),
            NOT pg_has_role('pg_read_all_stats', 'USAGE'),
            count(*) FILTER (WHERE state = 'disabled'),
            min(xact_start)
        FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type IS DISTINCT FROM 'autovacuum worker' AND backend_type IS DISTINCT FROM 'walsender'
        """;

    public const string Prepared = "SELECT EXISTS (SELECT FROM pg_prepared_xacts WHERE database = current_database())";

    private const string OrLag = "or set Forms__LateCommits to Lag, with Forms__Lag longer than the longest transaction that writes to the table.";

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <exception cref="LateCommitsException">The transactions can't be known.</exception>
    public DateTime Bound
    {
        get
        {
            if (IsStandby)
            {
                throw new LateCommitsException("a server that follows another one (pg_is_in_recovery), whose open transactions it doesn't know", $"Name the primary in Forms__ConnectionString, {OrLag}");
            }

            if (IsHidden)
            {
                throw new LateCommitsException("a role that doesn't see others' transactions", $"GRANT pg_read_all_stats to the role that Forms__ConnectionString names, {OrLag}");
            }

            if (Untracked > 0)
            {
                throw new LateCommitsException($"{Untracked} sessions with track_activities off", $"Switch it on for all that write to the table, {OrLag}");
            }

            return (Oldest is { } oldest && oldest < Now ? oldest : Now) - Margin;
        }
    }
}
