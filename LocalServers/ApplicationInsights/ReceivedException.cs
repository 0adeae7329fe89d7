namespace Beejan.LocalServers.ApplicationInsights;

/// <summary>An exception as it arrived, without its stack.</summary>
/// <param name="Type">Full name of its type.</param>
/// <param name="Message">What it says.</param>
public sealed record ReceivedException(string Type, string Message);
