using System.Text;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Hosting;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.Dictionary;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

if (args is ["describe-warehouse", ..])
{
    // The bytes of the page and nothing else, whatever the console's encoding: the output becomes a file.
    await using var output = Console.OpenStandardOutput();
    await output.WriteAsync(Encoding.UTF8.GetBytes(await WarehouseDictionary.DescribeAsync()));
    return 0;
}

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.UseMiddleware<InvocationScope>();
    builder.UseMiddleware<FailureReport>();
    builder.Services.AddApplicationInsights(builder.Configuration);

    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddHostedService<StartupChecks>();
    builder.Services.AddSingleton<LakeStore>();
    builder.Services.AddWarehouse(builder.Configuration);
    builder.Services.AddStages(builder.Configuration);
    builder.Services.AddCallLogs(builder.Configuration);
    builder.Services.AddSocial(builder.Configuration);
    builder.Services.AddSms(builder.Configuration);
    builder.Services.AddForms(builder.Configuration);
    builder.Services.AddOperations(builder.Configuration);

    using var host = builder.Build();
    if (args is ["apply-schema", ..])
    {
        await host.Services.GetRequiredService<IWarehouse>().ApplySchemaAsync(CancellationToken.None);
        return 0;
    }

    await host.RunAsync();
    return 0;
}
catch (Exception e) when (e is OptionsValidationException or RuleFileException or LakeUnavailableException or WarehouseSchemaException or WarehouseUnavailableException
    or InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" }) // a setting of the wrong type
{
    // Somebody has to change a setting or start a server: a sentence helps, a stack trace hides it.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
