namespace Beejan.LocalServers;

/// <summary>A local server can't be had; the message is one sentence that says what to do.</summary>
public sealed class LocalServerException : Exception
{
    public LocalServerException(string message) : base(message)
    {
    }

    public LocalServerException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
