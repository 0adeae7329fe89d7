using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Operations;

/// <summary>On request: where a complaint comes from, back to raw file and record number, as JSON. It holds no customer data.</summary>
public sealed class TraceFunction(IWarehouse warehouse, IEnumerable<LakeSource> sources)
{
    [Function("Trace")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "trace/{source}/{*id}")] HttpRequest request, string source, string id, CancellationToken cancellationToken)
    {
        if (!sources.Any(known => known.Name == source))
        {
            return Results.Problem($"There is no source '{source}': there are {string.Join(", ", sources.Select(known => known.Name))}.", statusCode: StatusCodes.Status404NotFound);
        }

        var complaints = await warehouse.TraceAsync(source, id, cancellationToken);
        return complaints.Count > 0
            ? Results.Json(complaints)
            : Results.Problem($"{source} has brought no complaint with the id '{id}'. It may be on its way (see /api/status), or among the rejects.", statusCode: StatusCodes.Status404NotFound);
    }
}
