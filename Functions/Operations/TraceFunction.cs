using Beejan.Functions.Warehouse;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Operations;

/// <summary>On request: where a complaint comes from, back to raw file and record number, as JSON. It holds no customer data.</summary>
public sealed class TraceFunction(IWarehouse warehouse)
{
    private const string NotFound = "No complaint of this source has this id. It may be on its way (see /api/status), or among the rejects of its source.";

    [Function("Trace")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "trace/{source}/{*id}")] HttpRequest request, string source, string id, CancellationToken cancellationToken)
    {
        var complaints = await warehouse.TraceAsync(source, id, cancellationToken);
        return complaints.Count > 0 ? Results.Json(complaints) : Results.Problem(NotFound, statusCode: StatusCodes.Status404NotFound);
    }
}
