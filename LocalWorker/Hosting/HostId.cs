using Microsoft.Extensions.Configuration;

namespace LocalWorker.Hosting;

/// <summary>Under this name the host storage keeps receipts and schedules.</summary>
internal static class HostId
{
    private const int MaxLength = 32;

    internal static string Of(string assemblyName, IConfiguration settings)
    {
        if (settings["AzureFunctionsWebHost:hostid"] is { Length: > 0 } pinned)
        {
            return pinned;
        }

        var letters = assemblyName.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-');
        return new string([.. letters.Take(MaxLength)]).Trim('-');
    }
}
