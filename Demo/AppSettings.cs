namespace Beejan.Demo;

/// <summary>The app's settings in the demo: every one of local.settings.sample.json, so that nobody's own settings leak in.</summary>
internal static class AppSettings
{
    public const string MetaSecret = "demo-app-secret";
    public const string VerifyToken = "demo-verify-token";
    public const string StandardSecret = "whsec_ZGVtby13ZWJob29rLXNlY3JldC1vZi1iZWVqYW4=";

    /// <param name="store">Where the warehouse and the web forms lie.</param>
    /// <param name="storage">The connection string of Azurite.</param>
    /// <param name="key">The key of functions and of the admin endpoint.</param>
    /// <param name="staysUp">Whether somebody will drop files and wait: then the drop folder and the web forms are looked at every two seconds.</param>
    public static Dictionary<string, string> Of(DemoStore store, string storage, string key, bool staysUp) => new()
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
        ["AzureFunctionsWebHost__hostid"] = "beejan-demo",
        ["AzureWebJobsStorage"] = storage,
        ["Lake"] = storage,
        ["Landing"] = "",
        ["Warehouse__Engine"] = "DuckDb",
        ["Warehouse__Path"] = store.Warehouse,
        ["Cleaning__DefaultRegion"] = "NG",
        ["Cleaning__DuplicateKeysInMemory"] = "1000000",
        ["CallLogs__Schedule"] = staysUp ? "*/2 * * * * *" : "0 0 */12 * * *",
        ["Social__Platforms"] = "meta,standard",
        ["Social__MaxBodyBytes"] = "4194304",
        ["Social__Meta__AppSecret"] = MetaSecret,
        ["Social__Meta__VerifyToken"] = VerifyToken,
        ["Social__Standard__Secret"] = StandardSecret,
        ["Forms__Schedule"] = staysUp ? "*/2 * * * * *" : "0 */15 * * * *",
        ["Forms__Database"] = "Sqlite",
        ["Forms__ConnectionString"] = $"Data Source={store.Forms}",
        ["Forms__Table"] = "web_form",
        ["Forms__TimeZone"] = "Africa/Lagos",
        ["Forms__Lag"] = "01:00:00",
        ["Forms__MaxRows"] = "100000",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "",
        ["LocalWorker__FunctionKey"] = key,
        ["LocalWorker__MasterKey"] = key,
        ["LocalWorker__ExitWithParent"] = "true",
    };
}
