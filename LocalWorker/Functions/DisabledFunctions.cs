using Microsoft.Extensions.Configuration;

namespace LocalWorker.Functions;

/// <summary>
/// Functions that a setting switches off, as in <c>AzureWebJobs.MyFunction.Disabled</c>, with <c>__</c> for the dots where a
/// name may have none: https://learn.microsoft.com/azure/azure-functions/disable-function. Nothing triggers them; the admin
/// endpoint still runs them.
/// </summary>
internal sealed class DisabledFunctions(IConfiguration settings)
{
    internal bool Contains(LocalFunction function) =>
        IsOn(settings[$"AzureWebJobs.{function.Name}.Disabled"]) || IsOn(settings[$"AzureWebJobs:{function.Name}:Disabled"]);

    private static bool IsOn(string? value) => value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
