using Npgsql;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>How the app connects to PostgreSQL, and what to say when it can't.</summary>
internal static class PostgresConnection
{
    // Longer than a function may run: a load that waits for its turn is ended by its function, not by a timer of its own.
    private const int CommandSeconds = 900;

    /// <param name="options">Connection string and size of the pool.</param>
    /// <param name="password">Gives each new connection its password; null: it stands in the connection string.</param>
    public static NpgsqlDataSource Build(WarehouseOptions options, PasswordProvider? password)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = "beejan-complaints",
            Timezone = "UTC",
            MaxPoolSize = options.MaxPoolSize,
            CommandTimeout = CommandSeconds,
            IncludeErrorDetail = false, // it quotes rows, which are customers' data
            KeepAlive = 30, // seconds: or a server that vanished is noticed after hours
        };
        var source = new NpgsqlDataSourceBuilder(connection.ToString());
        if (password is not null)
        {
            source.UsePasswordProvider(
                _ => password(CancellationToken.None).AsTask().GetAwaiter().GetResult(),
                (_, ct) => password(ct));
        }

        return source.Build();
    }

    /// <summary>Whether the server is away or does not let us in, rather than what was asked of it being wrong.</summary>
    public static bool IsUnavailable(NpgsqlException cause) => cause.IsTransient || cause is not PostgresException { SqlState: { } state } || state[..2] is "28" or "3D";

    public static string Explain(string connectionString, NpgsqlException cause)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var reason = cause.InnerException?.Message ?? cause.Message;
        return $"The warehouse {connection.Database} on {connection.Host}:{connection.Port} can't be used by {connection.Username} ({reason.TrimEnd('.')}): "
            + $"see that the server runs and lets this app in, and compare {WarehouseOptions.Section}__{nameof(WarehouseOptions.ConnectionString)}.";
    }
}
