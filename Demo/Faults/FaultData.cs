using System.Globalization;
using Beejan.LocalServers.Twilio;

namespace Beejan.Demo.Faults;

/// <summary>What the faults feed: complaints that nobody has.</summary>
internal static class FaultData
{
    /// <summary>An export of Beejan's own call center.</summary>
    public static string Export(IEnumerable<string> ids)
    {
        var sample = File.ReadLines(Samples.CallLogs[0].FullName).Take(2).ToArray();
        var id = sample[1][..sample[1].IndexOf(',', StringComparison.Ordinal)];
        return sample[0] + "\n" + string.Join('\n', ids.Select(other => other + sample[1][id.Length..])) + "\n";
    }

    /// <summary>The body of a delivery of platform standard.</summary>
    public static string Complaint(string id) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"type":"complaint.created","timestamp":"{{{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}}","data":{"id":"{{{id}}}","text":"No network since morning"}}""");

    /// <summary>A text message that came in just now.</summary>
    public static DoubleMessage Message() => DoubleMessage.Inbound(FaultScene.Sid, TimeProvider.System.GetUtcNow(), "My data finished in one night");
}
