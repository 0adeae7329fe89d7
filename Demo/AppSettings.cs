using System.Globalization;

namespace Beejan.Demo;

/// <summary>The app's settings in the demo: every one of local.settings.sample.json, so that nobody's own settings leak in.</summary>
internal static class AppSettings
{
    public const string MetaSecret = "demo-app-secret";
    public const string VerifyToken = "demo-verify-token";
    public const string StandardSecret = "whsec_ZGVtby13ZWJob29rLXNlY3JldC1vZi1iZWVqYW4=";

    public const string TwilioSid = "ACbee1a000000000000000000000000001";
    public const string TwilioSecret = "demo-auth-token";

    // As far back as the samples' day, however long after it the demo is run.
    private static int FirstReadDays => Math.Clamp((TimeProvider.System.GetUtcNow() - new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero)).Days, 30, 3650);

    /// <param name="store">Where the web forms lie, and a DuckDB warehouse.</param>
    /// <param name="storage">The connection string of Azurite.</param>
    /// <param name="warehouse">The connection string of a PostgreSQL database; null for a DuckDB file in the store.</param>
    /// <param name="key">The key of functions and of the admin endpoint.</param>
    /// <param name="twilio">Where text messages are fetched; null: nowhere.</param>
    /// <param name="staysUp">Whether somebody will drop files and wait: then the drop folder and the web forms are looked at every two seconds.</param>
    public static Dictionary<string, string> Of(DemoStore store, string storage, string? warehouse, string key, bool staysUp, Uri? twilio = null) => new()
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
        ["AzureFunctionsWebHost__hostid"] = "beejan-demo",
        ["AzureWebJobsStorage"] = storage,
        ["Lake"] = storage,
        ["Landing"] = "",
        ["Warehouse__Engine"] = warehouse is null ? "DuckDb" : "Postgres",
        ["Warehouse__Path"] = store.Warehouse,
        ["Warehouse__ConnectionString"] = warehouse ?? "",
        ["Warehouse__Credential"] = "",
        ["Warehouse__ClientId"] = "",
        ["Warehouse__MaxPoolSize"] = "10",
        ["Warehouse__TestNumbers"] = "",
        ["Warehouse__OwnAccounts"] = "",
        ["Cleaning__DefaultRegion"] = "NG",
        ["Cleaning__DuplicateKeysInMemory"] = "1000000",
        ["Cleaning__TopicRules"] = "",
        ["Cleaning__PlaceNames"] = "",
        ["CallLogs__Schedule"] = staysUp ? "*/2 * * * * *" : "0 0 */12 * * *",
        ["Social__Platforms"] = "meta,standard",
        ["Social__MaxBodyBytes"] = "4194304",
        ["Social__Meta__AppSecret"] = MetaSecret,
        ["Social__Meta__VerifyToken"] = VerifyToken,
        ["Social__Standard__Secret"] = StandardSecret,
        ["Sms__Schedule"] = "0 */15 * * * *",
        ["Sms__FirstReadDays"] = FirstReadDays.ToString(CultureInfo.InvariantCulture),
        ["Sms__SafetyWindow"] = "01:00:00",
        ["Sms__Twilio__BaseAddress"] = (twilio ?? new Uri("https://api.twilio.com")).ToString(),
        ["Sms__Twilio__PageSize"] = "5",
        ["Sms__Twilio__MaxPages"] = "500",
        ["Sms__Twilio__Accounts__0__AccountSid"] = twilio is null ? "" : TwilioSid,
        ["Sms__Twilio__Accounts__0__ApiKeySid"] = "",
        ["Sms__Twilio__Accounts__0__Secret"] = twilio is null ? "" : TwilioSecret,
        ["Forms__Schedule"] = staysUp ? "*/2 * * * * *" : "0 */15 * * * *",
        ["Forms__Database"] = "Sqlite",
        ["Forms__ConnectionString"] = $"Data Source={store.Forms}",
        ["Forms__Table"] = "web_form",
        ["Forms__TableDays"] = "7",
        ["Forms__TimeZone"] = "Africa/Lagos",
        ["Forms__LateCommits"] = "Transactions",
        ["Forms__Lag"] = "01:00:00",
        ["Forms__MaxRows"] = "100000",
        ["Forms__MaxDeletedPercent"] = "10",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "",
        ["LocalWorker__FunctionKey"] = key,
        ["LocalWorker__MasterKey"] = key,
        ["LocalWorker__ExitWithParent"] = "true",
    };
}
