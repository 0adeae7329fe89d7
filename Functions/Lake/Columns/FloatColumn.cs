namespace Beejan.Functions.Lake.Columns;

/// <summary>Floating-point numbers (<see cref="float"/>, <see cref="double"/>). Among them NaN, which some count as the greatest and some leave out.</summary>
internal sealed class FloatColumn<T>(string name) : ValueColumn<T>(name)
    where T : unmanaged
{
    public override bool HasOrder => false;
}
