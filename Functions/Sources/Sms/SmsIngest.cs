using System.Runtime.ExceptionServices;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Sms.Providers;

namespace Beejan.Functions.Sources.Sms;

/// <summary>Fetches from every account of every provider. One that fails keeps no other from being read, and fails the run in the end.</summary>
public sealed class SmsIngest(LakeStore lake, IEnumerable<SmsInbox> inboxes, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var (inbox, login) in inboxes.SelectMany(inbox => inbox.Logins.Select(login => (inbox, login))))
        {
            try
            {
                var startedAt = clock.GetUtcNow();
                await inbox.ReadAsync(login, cancellationToken);
                await FeedRuns.KeepAsync(lake, SmsSource.Name, login.Feed, startedAt, cancellationToken);
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
