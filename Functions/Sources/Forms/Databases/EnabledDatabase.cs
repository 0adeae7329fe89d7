using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>The database that the settings name, if any.</summary>
public sealed class EnabledDatabase(IOptions<FormsOptions> options)
{
    private const string Postgres = "Postgres";
    private const string SqlServer = "SqlServer";
    private const string Sqlite = "Sqlite";

    /// <summary>Null when there are no web forms.</summary>
    internal FormsDatabase? Database { get; } = options.Value.Database switch
    {
        Postgres => new PostgresFormsDatabase(options.Value),
        SqlServer => new SqlServerFormsDatabase(options.Value),
        Sqlite => new SqliteFormsDatabase(options.Value),
        _ => null,
    };

    /// <summary>What is wrong with the settings that name it; never a word of the connection string, which holds a password.</summary>
    internal static string? FindFault(FormsOptions options) => options.Database switch
    {
        "" => null,
        Postgres => FindFault(options, text => new NpgsqlConnectionStringBuilder(text)),
        SqlServer => FindFault(options, text => new SqlConnectionStringBuilder(text)),
        Sqlite => FindFault(options, text => new SqliteConnectionStringBuilder(text)),
        var other => $"Forms__Database is '{other}', expected {Postgres}, {SqlServer}, {Sqlite}, or nothing where there are no web forms.",
    };

    private static string? FindFault(FormsOptions options, Func<string, DbConnectionStringBuilder> parse)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return $"Forms__ConnectionString is missing: how to connect to the database that Forms__Database names, {options.Database}.";
        }

        try
        {
            parse(options.ConnectionString);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return $"Forms__ConnectionString is no connection string for {options.Database}: expected keywords that its driver knows, as in Host=…;Database=…;Username=… for Postgres, Server=…;Database=…;User ID=… for SqlServer, or Data Source=… for Sqlite.";
        }
    }
}
