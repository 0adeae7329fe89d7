using System.Data.Common;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>A connection on which all is read as it stood at one moment.</summary>
/// <param name="Connection">The connection, closed with the snapshot.</param>
/// <param name="Now">What the database's clock said before the snapshot was taken, UTC.</param>
/// <param name="Bound">
/// What the snapshot doesn't see yet will carry no time older than this, UTC. Null when that can't be known: then the bound
/// of the walk before holds on.
/// </param>
internal sealed record FormsSnapshot(DbConnection Connection, DateTime Now, DateTime? Bound) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
