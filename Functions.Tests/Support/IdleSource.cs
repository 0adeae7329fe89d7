using Beejan.Functions.Lake;

namespace Beejan.Functions.Tests.Support;

/// <summary>A source for those who only ask for its name and what waits.</summary>
internal static class IdleSource
{
    public static LakeSource Of(string name, int waiting = 0) => new(name, 1, _ => Task.FromResult(waiting), (_, _) => Task.CompletedTask, (_, _) => Task.CompletedTask)
    {
        TryCleanAsync = (_, _) => throw new InvalidOperationException("Nothing is tried here."),
        TryLoadAsync = (_, _) => throw new InvalidOperationException("Nothing is tried here."),
    };
}
