using System.Net;
using Azure;
using Beejan.Functions.Hosting;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Warehouse;
using Npgsql;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Telemetry;

/// <summary>What a failure's type says of its cause: trying again helps, never helps, or helps after a fix.</summary>
public sealed class FailureTableTests
{
    private static IEnumerable<TestCaseData<Exception, FailureCause>> Failures =>
    [
        new(new RequestFailedException(503, "busy", "ServerBusy", null), FailureCause.BrokenWorld),
        new(new RequestFailedException(0, "connection refused"), FailureCause.BrokenWorld),
        new(new RequestFailedException(403, "no", "AuthorizationFailure", null), FailureCause.BrokenWorld),
        new(new RequestFailedException(412, "changed", "ConditionNotMet", null), FailureCause.BrokenWorld),
        new(new RequestFailedException(404, "gone", "ContainerNotFound", null), FailureCause.BrokenWorld),
        new(new RequestFailedException(404, "gone", "BlobNotFound", null), FailureCause.Data),
        new(new RequestFailedException(400, "what", "InvalidHeaderValue", null), FailureCause.Defect),
        new(new AggregateException("tried 6 times", new RequestFailedException(0, "refused"), new RequestFailedException(0, "refused")), FailureCause.BrokenWorld),
        new(new WarehouseUnavailableException("The warehouse is away."), FailureCause.BrokenWorld),
        new(new NpgsqlException("Failed to connect", new IOException()), FailureCause.BrokenWorld),
        new(new PostgresException("password authentication failed", "FATAL", "FATAL", "28P01"), FailureCause.BrokenWorld),
        new(new PostgresException("column is missing", "ERROR", "ERROR", "42703"), FailureCause.Defect),
        new(new HttpRequestException("no route", null, HttpStatusCode.BadGateway), FailureCause.BrokenWorld),
        new(new TimeoutException(), FailureCause.BrokenWorld),
        new(new TaskCanceledException(), FailureCause.BrokenWorld),
        new(new FormsTableException("web_form", "no such table", "one", "Correct Forms__Table."), FailureCause.Data),
        new(new WrongBlobException("raw/x", "raw/sms/…"), FailureCause.Data),
        new(new InvalidDataException("torn"), FailureCause.Data),
        new(new RecordsDoNotBalanceException("raw/x", new BatchCounts(3, 1, 0, 0, 0)), FailureCause.Defect),
        new(new InvalidOperationException(), FailureCause.Defect),
    ];

    [TestCaseSource(nameof(Failures))]
    public void A_failure_has_a_cause_and_a_hint(Exception failure, FailureCause cause)
    {
        var (found, hint) = FailureTable.Find(FailureTable.RootOf(failure));
        Assert.That(found, Is.EqualTo(cause));
        Assert.That(hint, Is.Not.Empty.And.EndsWith("."));
    }

    [Test]
    public void Rows_that_do_not_balance_say_how_many() => Assert.That(new RecordsDoNotBalanceException("raw/x", new BatchCounts(5, 1, 1, 1, 0)).Records, Is.EqualTo(2));
}
