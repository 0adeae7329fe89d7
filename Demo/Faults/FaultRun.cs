using System.Diagnostics;
using System.Globalization;
using Beejan.Demo.Alerts;
using Spectre.Console;

namespace Beejan.Demo.Faults;

/// <summary>Causes a fault, follows it to the mail that wakes somebody, does what the runbook says, and sees that it helped.</summary>
internal static class FaultRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(12); // several checks, and the time events take to arrive

    /// <returns>Whether event, rule, mail and runbook were there, and mending ended it with every row accounted for.</returns>
    public static async Task<bool> RunAsync(Fault fault, DirectoryInfo directory, CancellationToken cancellationToken)
    {
        using var store = DemoStore.Open(directory);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{fault.Name}[/]: {fault.What}");
        await using var scene = await FaultScene.StartAsync(store, fault, Say, cancellationToken);
        await FeedAsync(scene, fault, cancellationToken);
        Say("All is well: every source has brought something, and it is in the warehouse.");

        var caused = TimeProvider.System.GetUtcNow();
        await fault.CauseAsync(scene, cancellationToken);
        Say("The fault is there.");
        var cry = await scene.WaitForAsync(fault.Event, item => item.Time >= caused && fault.IsCriedBy(item.Properties), 1, cancellationToken);
        Say(string.Create(CultureInfo.InvariantCulture, $"Event {cry.Name} arrived, {(cry.Time - caused).TotalSeconds:0} s after it."));
        if (AlertRules.Of(cry.Name) is not { } rule)
        {
            throw new DemoException($"No rule in infra/alerts waits for {cry.Name}: nobody would be woken.");
        }

        Say($"Rule {rule.Name} waits for it (infra/alerts/{rule.Name}.kql, severity {rule.Severity}). Its mail:");
        Print(AlertMail.Of(rule, AlertMail.RowOf(cry)));
        Say($"docs/runbook.md, section {rule.Name}: {Runbook.Summary(rule.Name, fault.Name)}");

        var mended = TimeProvider.System.GetUtcNow();
        Say($"Mended as it says. {await fault.MendAsync(scene, cancellationToken)}");
        await EndAsync(scene, fault, mended, cancellationToken);
        return true;
    }

    private static async Task FeedAsync(FaultScene scene, Fault fault, CancellationToken cancellationToken)
    {
        await scene.PutAsync("landing", "calllogs/sample.csv", FaultData.Export(["CALL-1", "CALL-2"]), cancellationToken);
        scene.Messages.Put(FaultData.Message());
        foreach (var timer in (string[])["IngestCallLogs", "IngestForms", "IngestSms"])
        {
            await scene.Client.FireAsync(timer, cancellationToken);
        }

        if (fault.IsFedWithWebhooks)
        {
            await scene.PostAsync("post-1", cancellationToken);
        }

        await UntilAsync(
            async () => (await scene.Client.ReadStatusAsync(cancellationToken)).Sources.All(source => source.IsSettled && (source.RawBlobs > 0 || (source.Source == "social" && !fault.IsFedWithWebhooks))),
            "The pipeline does not settle before anything has gone wrong",
            cancellationToken);
    }

    private static async Task EndAsync(FaultScene scene, Fault fault, DateTimeOffset mended, CancellationToken cancellationToken)
    {
        await UntilAsync(
            async () => (await scene.Client.ReadStatusAsync(cancellationToken)) is { Poison: 0 } status && status.Sources.All(source => source.IsBalanced),
            "It was mended, and still not every row is accounted for",
            cancellationToken);
        Say("Every row is accounted for, and nothing lies in poison.");
        if (!fault.EndsWhenMended)
        {
            return;
        }

        await UntilAsync(
            () => Task.FromResult(TimeProvider.System.GetUtcNow() - scene.Insights.Events(fault.Event).Where(item => fault.IsCriedBy(item.Properties)).Max(item => item.Time > mended ? item.Time : mended) > Quiet),
            $"It was mended, and {fault.Event} is still sent",
            cancellationToken);
        Say($"{fault.Event} is not sent any more: the mail resolves.");
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, string otherwise, CancellationToken cancellationToken)
    {
        for (var started = Stopwatch.GetTimestamp(); !await isSo(); await Task.Delay(TimeSpan.FromMilliseconds(300), cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new DemoException($"{otherwise}, for {Patience.TotalMinutes:0} minutes: the app's log in the store may say why.");
            }
        }
    }

    // Plainly, so that the command can be copied as it stands.
    private static void Print(AlertMail mail)
    {
        Console.WriteLine();
        Console.WriteLine($"    Subject: {mail.Subject}");
        foreach (var (name, text) in mail.Lines)
        {
            Console.WriteLine($"    {name + ":",-9} {text}");
        }

        Console.WriteLine();
    }

    private static void Say(string sentence) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]›[/] {sentence}");
}
