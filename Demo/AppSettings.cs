using System.Globalization;

namespace Beejan.Demo;

/// <summary>The app's settings in the demo: every one of local.settings.sample.json, so that nobody's own settings leak in.</summary>
internal static class AppSettings
{
    public const string MetaSecret = "demo-app-secret";
    public const string VerifyToken = "demo-verify-token";
    public const string ConsumerSecret = "demo-consumer-secret";
    public const string StandardSecret = "whsec_ZGVtby13ZWJob29rLXNlY3JldC1vZi1iZWVqYW4=";

    // As far back as the samples' day, however long after it the demo is run.
    private static int FirstReadDays => Math.Clamp((TimeProvider.System.GetUtcNow() - new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero)).Days, 30, 3650);

    /// <param name="store">Where the web forms lie, and a DuckDB warehouse.</param>
    /// <param name="storage">The connection string of Azurite.</param>
    /// <param name="warehouse">The connection string of a PostgreSQL database; null for a DuckDB file in the store.</param>
    /// <param name="key">The key of functions and of the admin endpoint.</param>
    /// <param name="staysUp">Whether somebody will drop files and wait: then the drop folder and the web forms are looked at every two seconds.</param>
    /// <param name="messages">Where text messages are fetched; null: nowhere.</param>
    public static Dictionary<string, string> Of(DemoStore store, string storage, string? warehouse, string key, bool staysUp, TextMessages? messages = null)
    {
        var settings = WithoutMessages(store, storage, warehouse, key, staysUp);
        foreach (var (name, value) in messages?.Settings ?? new Dictionary<string, string>())
        {
            settings[name] = value;
        }

        return settings;
    }

    private static Dictionary<string, string> WithoutMessages(DemoStore store, string storage, string? warehouse, string key, bool staysUp) => new()
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
        ["CallLogs__SettleTime"] = "00:00:00", // what is dropped here is put at once, as a whole
        ["CallLogs__Layouts"] = "",
        ["CallLogs__RunWithin"] = "13:00:00",
        ["CallLogs__RowsWithin"] = "1.12:00:00",
        ["Social__Platforms"] = "meta,x,standard",
        ["Social__MaxBodyBytes"] = "4194304",
        ["Social__MaxDepth"] = "64",
        ["Social__SignatureTolerance"] = "00:05:00",
        ["Social__CommitWindow"] = "00:00:00.1",
        ["Social__CommitBytes"] = "98304",
        ["Social__SilenceAfter"] = "20",
        ["Social__Meta__AppSecret"] = MetaSecret,
        ["Social__Meta__PreviousAppSecret"] = "",
        ["Social__Meta__VerifyToken"] = VerifyToken,
        ["Social__X__ConsumerSecret"] = ConsumerSecret,
        ["Social__X__PreviousConsumerSecret"] = "",
        ["Social__LinkedIn__ClientSecret"] = "",
        ["Social__LinkedIn__PreviousClientSecret"] = "",
        ["Social__TikTok__ClientSecret"] = "",
        ["Social__TikTok__PreviousClientSecret"] = "",
        ["Social__Standard__Secret"] = StandardSecret,
        ["Social__Standard__PreviousSecret"] = "",
        ["Sms__Schedule"] = "0 */15 * * * *",
        ["Sms__FirstReadDays"] = FirstReadDays.ToString(CultureInfo.InvariantCulture),
        ["Sms__SafetyWindow"] = "01:00:00",
        ["Sms__RunWithin"] = "00:35:00",
        ["Sms__RowsWithin"] = "1.00:00:00",
        ["Sms__DecodeEntities"] = "true",
        ["Sms__Twilio__BaseAddress"] = "https://api.twilio.com",
        ["Sms__Twilio__PageSize"] = "5",
        ["Sms__Twilio__MaxPages"] = "500",
        ["Sms__Twilio__Accounts__0__AccountSid"] = "",
        ["Sms__Twilio__Accounts__0__ApiKeySid"] = "",
        ["Sms__Twilio__Accounts__0__Secret"] = "",
        ["Sms__AfricasTalking__BaseAddress"] = "https://api.africastalking.com",
        ["Sms__AfricasTalking__Accounts__0__Username"] = "",
        ["Sms__AfricasTalking__Accounts__0__ApiKey"] = "",
        ["Sms__Infobip__Limit"] = "50",
        ["Sms__Infobip__Accounts__0__Name"] = "",
        ["Sms__Infobip__Accounts__0__BaseAddress"] = "",
        ["Sms__Infobip__Accounts__0__ApiKey"] = "",
        ["Sms__Vonage__BaseAddress"] = "https://api.nexmo.com",
        ["Sms__Vonage__Accounts__0__AccountId"] = "",
        ["Sms__Vonage__Accounts__0__ApiKey"] = "",
        ["Sms__Vonage__Accounts__0__Secret"] = "",
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
        ["Forms__RunWithin"] = "00:35:00",
        ["Forms__RowsWithin"] = "1.00:00:00",
        ["Operations__CheckSchedule"] = "0 */5 * * * *",
        ["Operations__MaxRejectPercent"] = "20",
        ["Operations__MaxDuplicates"] = "1000",
        ["Operations__ReconcileSchedule"] = "0 */15 * * * *",
        ["Operations__ReconcileAfter"] = "00:10:00",
        ["Status__ApplicationInsights"] = "",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "",
        ["LocalWorker__FunctionKey"] = key,
        ["LocalWorker__MasterKey"] = key,
        ["LocalWorker__OpenOnLoopback"] = staysUp ? "true" : "false", // somebody will look at the status page
        ["LocalWorker__ExitWithParent"] = "true",
    };
}
