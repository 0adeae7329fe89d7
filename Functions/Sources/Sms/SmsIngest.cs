using System.Runtime.ExceptionServices;
using Beejan.Functions.Sources.Sms.Providers;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Sms;

/// <summary>Fetches from every account. One that fails keeps no other from being read, and fails the run in the end.</summary>
public sealed class SmsIngest(TwilioInbox twilio, IOptions<SmsOptions> options)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var login in options.Value.Twilio.Logins)
        {
            try
            {
                await twilio.ReadAsync(login, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(e);
            }
        }

        if (failures is [var only])
        {
            ExceptionDispatchInfo.Throw(only);
        }

        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} SMS accounts could not be read.", failures);
        }
    }
}
