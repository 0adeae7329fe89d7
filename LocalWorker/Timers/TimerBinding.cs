using LocalWorker.Functions;
using Microsoft.Azure.Functions.Worker;

namespace LocalWorker.Timers;

internal sealed record TimerBinding(TimerSchedule Schedule, bool UseMonitor, bool RunOnStartup) : FunctionTrigger
{
    internal override string Type => "timerTrigger";

    internal override IReadOnlyList<Type> ParameterTypes => [typeof(TimerInfo)];
}
