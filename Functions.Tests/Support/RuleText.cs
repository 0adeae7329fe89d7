using Beejan.Functions.Cleaning.Places;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Cleaning.Topics;

namespace Beejan.Functions.Tests.Support;

/// <summary>Rule files written in a test.</summary>
internal static class RuleText
{
    public static RuleFile File(string name, string text)
    {
        using var reader = new StringReader(text);
        return RuleFile.Read(name, reader);
    }

    /// <summary>Topic rules of a version, with these rows.</summary>
    public static TopicRules Topics(int version, params string[] rows)
        => TopicRules.Read(File(TopicRules.FileName, $"# version {version}\n# a comment\ntopic,phrase,language\n{string.Join('\n', rows)}\n"));

    /// <summary>Place names of a version, with these rows.</summary>
    public static PlaceNames Places(int version, params string[] rows)
        => PlaceNames.Read(File(PlaceNames.FileName, $"# version {version}\n# a comment\ncountry,region,city,spellings\n{string.Join('\n', rows)}\n"));
}
