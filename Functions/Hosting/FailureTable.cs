using System.Data.Common;
using System.Net.Sockets;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Sources.Forms.Databases;
using Beejan.Functions.Sources.Sms.Providers;
using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.Postgres;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Beejan.Functions.Hosting;

/// <summary>Why something failed, and what to do: by the exception's type. What isn't in the table is a defect until somebody has looked.</summary>
internal static class FailureTable
{
    /// <summary>Of several failures that are told together the first.</summary>
    public static Exception RootOf(Exception exception) => exception is AggregateException { InnerExceptions: [var first, ..] } ? RootOf(first) : exception;

    /// <param name="exception">As <see cref="RootOf"/> found it.</param>
    public static (FailureCause Cause, string Hint) Find(Exception exception) => exception switch
    {
        // Their messages say what to do, and hold no customer data.
        SmsProviderException => (FailureCause.BrokenWorld, exception.Message),
        WarehouseUnavailableException => (FailureCause.BrokenWorld, exception.Message),
        WarehouseSchemaException => (FailureCause.BrokenWorld, exception.Message),
        FormsTableException or LateCommitsException => (FailureCause.Data, exception.Message),
        WrongBlobException => (FailureCause.Data, exception.Message),

        RecordsDoNotBalanceException => (FailureCause.Defect, "The cleaner lost or made up records: mend it, raise the source's rule version, deploy, and replay the blob."),
        RowsDoNotBalanceException => (FailureCause.Defect, "The load lost or doubled rows: clean the raw blob again, and if that does not help mend the load."),
        RequestFailedException storage => OfStorage(storage),
        AuthenticationFailedException => (FailureCause.BrokenWorld, "The app's identity gets no token: see that it is assigned to the app, and that Lake__clientId names it."),

        SqlException or SqliteException => (FailureCause.BrokenWorld, "See that the website's database runs and lets this app in, and compare Forms__ConnectionString."),
        NpgsqlException database when PostgresConnection.IsUnavailable(database) => (FailureCause.BrokenWorld, "See that the PostgreSQL server runs and lets this app in, and compare Forms__ConnectionString and Warehouse__ConnectionString."),
        DbException { IsTransient: true } => (FailureCause.BrokenWorld, "The database failed for the moment: what waits is tried again."),

        InvalidDataException => (FailureCause.Data, "The blob does not hold what was written to it: clean its raw blob again."),
        HttpRequestException or SocketException or TimeoutException => (FailureCause.BrokenWorld, "Something on the network did not answer: see what the exception names, what waits is tried again."),
        OperationCanceledException => (FailureCause.BrokenWorld, "It was cut short by a stop of the app or by functionTimeout in host.json: what waits is tried again."),
        IOException => (FailureCause.BrokenWorld, "Reading or writing broke off: see that the disk for temporary files has room and the network holds."),
        _ => (FailureCause.Defect, "It is a fault in the code: the exception's stack says where; mend it, deploy, and replay what waits."),
    };

    private static (FailureCause Cause, string Hint) OfStorage(RequestFailedException storage) => storage.Status switch
    {
        401 or 403 => (FailureCause.BrokenWorld, $"The storage refuses the app ({storage.ErrorCode}): give its identity the roles back, and see the account's network rules."),
        404 when storage.ErrorCode == BlobErrorCode.ContainerNotFound => (FailureCause.BrokenWorld, "A container of the lake is gone: restore it from soft delete, or start the app anew, which makes it."),
        404 => (FailureCause.Data, $"What should be in the storage is not ({storage.ErrorCode}): restore it from soft delete, or replay what it was made of."),
        409 or 412 => (FailureCause.BrokenWorld, "Another run was faster with the same: the next one goes on from where that one came."),
        0 or 408 or 429 or >= 500 => (FailureCause.BrokenWorld, "The storage does not answer as it should: see its health in the portal; what waits is tried again."),
        _ => (FailureCause.Defect, $"The storage does not take what it was asked ({storage.Status} {storage.ErrorCode}): mend the request, deploy, and replay what waits."),
    };
}
