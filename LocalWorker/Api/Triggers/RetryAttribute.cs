namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    public int MaxRetryCount { get; protected set; }

    private protected static TimeSpan Parse(string interval, string parameter)
    {
        if (!TimeSpan.TryParse(interval, System.Globalization.CultureInfo.InvariantCulture, out var parsed) || parsed < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(parameter, interval, "Expected an interval of the form HH:mm:ss, not negative.");
        }

        return parsed;
    }
}
