using Beejan.Functions.Cleaning.Places;
using Beejan.Functions.Cleaning.Topics;

namespace Beejan.Functions.Cleaning.Rules;

/// <summary>The rules that analysts keep in files and every source's rows go through.</summary>
public sealed record RuleFiles(TopicRules Topics, PlaceNames Places)
{
    /// <summary>Goes up with either file's.</summary>
    public int Version => Topics.File.Version + Places.File.Version;
}
