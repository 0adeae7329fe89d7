using Microsoft.Data.Sqlite;

namespace Beejan.Demo;

/// <summary>The website's database, with the forms that its visitors have sent.</summary>
internal static class Website
{
    /// <summary>Makes it once: a second demo on the store finds the forms as they were, or as somebody has changed them since.</summary>
    public static async Task CreateAsync(string path, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_schema WHERE name = 'web_form'";
        if (await command.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            command.CommandText = await File.ReadAllTextAsync(Samples.Forms.FullName, cancellationToken);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Does what the website's developers do to it.</summary>
    public static async Task ExecuteAsync(string path, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
