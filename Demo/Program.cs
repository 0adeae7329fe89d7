using System.CommandLine;
using Beejan.Demo;
using Beejan.Demo.Faults;

var once = new Option<bool>("--once") { Description = "End when everything has settled: exit code 0 only if every row is accounted for." };
var port = new Option<int?>("--port") { Description = $"The app's port on this machine; {DemoOptions.DefaultPort} while it stays up, a free one with --once." };
var store = new Option<DirectoryInfo>("--store") { Description = "Where lake, warehouse and log are kept.", DefaultValueFactory = _ => new DirectoryInfo(DemoOptions.DefaultStore) };
var warehouse = new Option<string?>("--warehouse") { Description = "A PostgreSQL database in place of the DuckDB file, as in Host=…;Database=…;Username=…;Password=…" };
var callLogs = new Option<FileInfo[]>("--call-logs") { Description = "A call-center export of your own, dropped beside the samples; may be given several times." };
var sms = new Option<string>("--sms") { Description = $"The providers that text messages come from, apart by commas: {string.Join(", ", TextMessages.Providers)}.", DefaultValueFactory = _ => DemoOptions.DefaultSms };
var fault = new Option<string?>("--fault") { Description = $"Something that goes wrong, followed from its cause to the mail and the runbook, in a store of its own: {string.Join(", ", AllFaults.List.Select(fault => fault.Name))}." };

var command = new RootCommand("Runs the whole complaint pipeline on this machine, on sample data.") { once, port, store, warehouse, callLogs, sms, fault };
command.SetAction((parsed, cancellationToken) => DemoCommand.RunAsync(
    new DemoOptions(parsed.GetValue(once), parsed.GetValue(port), parsed.GetValue(store)!, parsed.GetValue(warehouse), parsed.GetValue(callLogs) ?? [], DemoOptions.Providers(parsed.GetValue(sms)!), parsed.GetValue(fault)), cancellationToken));

// Ours is the only word on how to end: the app drains before its servers go.
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
