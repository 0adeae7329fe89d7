using Azure.Core;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>A token of Microsoft Entra in place of a password, as Azure Database for PostgreSQL takes it. The credential keeps it until it is about to expire.</summary>
internal sealed class EntraPassword(TokenCredential credential)
{
    // https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-configure-sign-in-azure-ad-authentication
    internal const string Scope = "https://ossrdbms-aad.database.windows.net/.default";

    public async ValueTask<string> GetAsync(CancellationToken ct) =>
        (await credential.GetTokenAsync(new TokenRequestContext([Scope]), ct)).Token;
}
