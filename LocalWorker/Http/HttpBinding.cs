using LocalWorker.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace LocalWorker.Http;

/// <param name="Route">With the prefix of host.json.</param>
/// <param name="Methods">Empty for any.</param>
/// <param name="Level">Whose key is asked for.</param>
internal sealed record HttpBinding(RoutePattern Route, IReadOnlyList<string> Methods, AuthorizationLevel Level) : FunctionTrigger
{
    internal override string Type => "httpTrigger";

    internal override IReadOnlyList<Type> ParameterTypes => [typeof(HttpRequest)];

    internal override IReadOnlyCollection<string> Names { get; } = [.. Route.Parameters.Select(parameter => parameter.Name)];

    // Nothing is fine: the function may have written the response itself.
    internal override bool Returns(Type result) =>
        result == typeof(void) || result.IsAssignableTo(typeof(IResult)) || result.IsAssignableTo(typeof(IActionResult));
}
