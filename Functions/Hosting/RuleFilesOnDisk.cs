using Beejan.Functions.Cleaning.Places;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Cleaning.Topics;

namespace Beejan.Functions.Hosting;

/// <summary>Where the rule files are: beside the app, or where a setting says.</summary>
internal static class RuleFilesOnDisk
{
    /// <param name="topicRules">A path; empty: the app's own.</param>
    /// <param name="placeNames">Likewise.</param>
    /// <exception cref="RuleFileException">A file can't be read, or holds a line that can't be meant.</exception>
    public static RuleFiles Read(string topicRules = "", string placeNames = "")
        => new(TopicRules.Read(Open(topicRules, TopicRules.FileName)), PlaceNames.Read(Open(placeNames, PlaceNames.FileName)));

    private static RuleFile Open(string path, string ownName)
        => ReadFile(string.IsNullOrWhiteSpace(path) ? Path.Combine(AppContext.BaseDirectory, ownName) : path, "Cleaning__TopicRules", "Cleaning__PlaceNames");

    /// <param name="path">Where the file is.</param>
    /// <param name="settings">What to correct when it isn't there.</param>
    /// <exception cref="RuleFileException">The file can't be read, or says no version.</exception>
    public static RuleFile ReadFile(string path, params IReadOnlyList<string> settings)
    {
        try
        {
            using var reader = new StreamReader(path);
            return RuleFile.Read(Path.GetFileName(path), reader);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RuleFileException($"The rule file {path} can't be read ({e.Message.TrimEnd('.')}): correct {string.Join(" or ", settings)}.");
        }
    }
}
