using System.Net.Sockets;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Operations;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations;

public sealed class OutageTests
{
    private static readonly Exception[] OfTheWorld =
    [
        new RequestFailedException(0, "no answer"),
        new RequestFailedException(403, "refused", "AuthorizationFailure", null),
        new RequestFailedException(503, "busy", "ServerBusy", null),
        new RequestFailedException(404, "gone", BlobErrorCode.ContainerNotFound.ToString(), null),
        new AggregateException("tried six times", new RequestFailedException(0, "no answer")),
        new WarehouseUnavailableException("no answer", new TimeoutException()),
        new AuthenticationFailedException("no token"),
        new SocketException((int)SocketError.ConnectionRefused),
        new IOException("no space left"),
        new TaskCanceledException(),
        new ObjectDisposedException("host"),
    ];

    private static readonly Exception[] OfOneBlob =
    [
        new RequestFailedException(404, "gone", BlobErrorCode.BlobNotFound.ToString(), null),
        new RequestFailedException(409, "another was faster", BlobErrorCode.BlobAlreadyExists.ToString(), null),
        new RequestFailedException(412, "another was faster", BlobErrorCode.ConditionNotMet.ToString(), null),
        new EndOfStreamException(),
        new InvalidDataException(),
        new FormatException(),
        new InvalidOperationException("a defect"),
        new AggregateException(new FormatException()),
    ];

    [TestCaseSource(nameof(OfTheWorld))]
    public void The_worlds_failures_end_a_run_over_many_blobs(Exception failure) => Assert.That(Outage.Is(failure));

    [TestCaseSource(nameof(OfOneBlob))]
    public void A_blobs_own_failure_leaves_the_others_alone(Exception failure) => Assert.That(Outage.Is(failure), Is.False);
}
