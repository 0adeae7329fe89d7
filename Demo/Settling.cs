using System.Globalization;
using Beejan.Functions.Operations.Status;
using Spectre.Console;

namespace Beejan.Demo;

/// <summary>Watches the app work, by its status.</summary>
internal static class Settling
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Shows progress until something has come in at each source, and nothing waits at any stage.</summary>
    /// <exception cref="DemoException">Nothing moved for two minutes, or the app ended.</exception>
    public static Task<PipelineStatus> WaitAsync(AppClient client, AppProcess app, CancellationToken cancellationToken)
        => AnsiConsole.Status().StartAsync("Working…", async context =>
        {
            var (moved, last) = (DateTime.UtcNow, "");
            while (true)
            {
                app.MustRun();
                var status = await client.ReadStatusAsync(cancellationToken);
                if (status.Sources.All(source => source.RawBlobs > 0 && source.IsSettled)) // a timer that was fired has yet to run
                {
                    return status;
                }

                var progress = string.Join("; ", status.Sources.Select(Describe));
                if (progress != last)
                {
                    (moved, last) = (DateTime.UtcNow, progress);
                    context.Status(progress.EscapeMarkup());
                }
                else if (DateTime.UtcNow - moved > Patience)
                {
                    var unfed = status.Sources.Where(source => source.RawBlobs == 0).Select(source => source.Source).ToList();
                    throw new DemoException(unfed.Count > 0 ? $"Nothing has come in at {string.Join(", ", unfed)}: {nameof(DemoRun)} has to feed every source." : $"Nothing has moved for {Patience.TotalMinutes:0} minutes ({progress}): the app's log says why.");
                }

                await Task.Delay(Poll, cancellationToken);
            }
        });

    /// <summary>Says what comes in, until the demo is ended.</summary>
    public static async Task FollowAsync(AppClient client, AppProcess app, PipelineStatus last, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Poll, cancellationToken);
            app.MustRun();
            var now = await client.ReadStatusAsync(cancellationToken);
            foreach (var (source, was) in now.Sources.Zip(last.Sources).Where(pair => pair.First.IsSettled && pair.First.Rows != pair.Second.Rows || pair.First.Poison != pair.Second.Poison))
            {
                var (records, rows) = (SourceFigures.Minus(source.Records, was.Records), SourceFigures.Minus(source.Rows, was.Rows));
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{now.At:HH:mm:ss}[/] {source.Source}: received {records.Received}, cleaned {records.Cleaned}, duplicates {records.Duplicates}, rejected {records.Rejected}, ignored {records.Ignored}; inserted {rows.Inserted}, updated {rows.Updated}, unchanged {rows.Unchanged}, older {rows.Older}{(source.Poison > was.Poison ? "; given up on a blob" : "")}");
            }

            last = last with { Sources = [.. now.Sources.Zip(last.Sources).Select(pair => pair.First.IsSettled ? pair.First : pair.Second)] };
        }
    }

    private static string Describe(SourceStatus source)
        => $"{source.Source}: {source.Waiting} waiting, {source.CleanedBlobs} of {source.RawBlobs} cleaned, {source.LoadedFiles} loaded";
}
