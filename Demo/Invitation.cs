using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Beejan.Demo;

/// <summary>What to try while the app stays up. Printed plainly, so that a line can be copied as it stands.</summary>
internal static class Invitation
{
    private const string Comment = """
        {"object":"page","entry":[{"id":"1001","time":1793616300,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1001_c900","post_id":"1001_p1","from":{"id":"2900","name":"You"},"message":"My data finished in one night","created_time":1793616299}}]}]}
        """;

    public static void Print(Uri app, DropFolder drop)
    {
        var webhook = Webhook.Meta(Encoding.UTF8.GetBytes(Comment));
        var (header, signature) = webhook.Headers[0];
        var address = drop.AddressFor("calllogs", "dropped.csv", TimeProvider.System.GetUtcNow());
        var example = Path.Combine(AppContext.BaseDirectory, "Samples", "calllogs", "beejan-2026-11-01.csv");

        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]See how it stands at {new Uri(app, "api/status")}[/]");
        AnsiConsole.MarkupLine("[bold]It stays up until Ctrl+C.[/] Within seconds, what you send is in the warehouse:");
        Console.WriteLine();
        Console.WriteLine("# post a signed webhook");
        Console.WriteLine($"curl -sS -X POST '{new Uri(app, "api/social/meta")}' -H 'Content-Type: application/json' -H '{header}: {signature}' --data-binary '{Comment}'");
        Console.WriteLine();
        Console.WriteLine("# drop a call-center export (change a row of it first, and see it updated)");
        Console.WriteLine($"curl -sS -X PUT '{address}' -H 'x-ms-blob-type: BlockBlob' --data-binary '@{example}'");
        Console.WriteLine();
        Console.WriteLine("# ask how it stands");
        Console.WriteLine($"curl -sS '{new Uri(app, "api/status")}'");
        Console.WriteLine();
    }
}
