namespace Beejan.Functions.Lake;

/// <summary>The lake's storage can't be reached or refuses us, at the start, when nothing has been promised to anybody yet.</summary>
public sealed class LakeUnavailableException(Uri container, Exception cause) : Exception(
    $"The lake's container {container} can't be reached ({FirstLine(cause)}): start its storage (Azurite, locally), or correct the settings Lake and Landing.", cause)
{
    // After several tries the SDK throws all their failures at once; the first says enough.
    private static string FirstLine(Exception cause)
        => ((cause as AggregateException)?.InnerExceptions[0] ?? cause).Message.Split('\n')[0].TrimEnd('.', '\r');
}
