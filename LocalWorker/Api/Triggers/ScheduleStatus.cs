namespace Microsoft.Azure.Functions.Worker;

public class ScheduleStatus
{
    /// <summary>Default before the first run.</summary>
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
