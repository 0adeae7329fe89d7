namespace Beejan.Functions.Sources;

/// <summary>What a record does to its complaint. The order decides between changes of one instant: a remove wins.</summary>
internal enum ChangeRank
{
    Add = 0,
    Edit = 1,
    Remove = 2,
}
