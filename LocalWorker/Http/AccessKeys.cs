using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace LocalWorker.Http;

/// <summary>
/// The keys a caller shows, in the header x-functions-key or as ?code=. A key that isn't set opens nothing. Where a setting
/// says so, functions are open to this machine itself, as they are under Core Tools.
/// </summary>
internal sealed class AccessKeys(IConfiguration settings)
{
    internal const string FunctionSetting = "LocalWorker:FunctionKey";
    internal const string MasterSetting = "LocalWorker:MasterKey";

    private readonly bool _isOpenOnLoopback = settings.GetValue<bool>("LocalWorker:OpenOnLoopback");
    private readonly byte[]? _function = Hash(settings[FunctionSetting]);
    private readonly byte[]? _master = Hash(settings[MasterSetting]);

    internal bool OpensFunctions => _function is not null || _master is not null || _isOpenOnLoopback;

    internal bool HasMasterKey => _master is not null;

    internal bool Open(AuthorizationLevel level, HttpRequest request)
    {
        if (level == AuthorizationLevel.Anonymous || (level == AuthorizationLevel.Function && _isOpenOnLoopback && Loopback.IsOwn(request)))
        {
            return true;
        }

        var shown = Hash(request.Headers["x-functions-key"].FirstOrDefault() ?? request.Query["code"].FirstOrDefault());
        return shown is not null && (Same(shown, _master) || (level == AuthorizationLevel.Function && Same(shown, _function)));
    }

    // Hashes are of one length, so the comparison tells nothing about the key's.
    private static bool Same(byte[] shown, byte[]? key) => key is not null && CryptographicOperations.FixedTimeEquals(shown, key);

    private static byte[]? Hash(string? key) => string.IsNullOrEmpty(key) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
