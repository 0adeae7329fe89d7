using Beejan.Functions.Cleaning.Places;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Cleaning.Topics;

namespace Beejan.Functions.Lake;

/// <summary>Every version of a rule file that this lake was cleaned by, in container <c>state</c>: a version stands for one text only.</summary>
internal static class RuleFileHistory
{
    /// <exception cref="RuleFileException">A file was edited and still says the version that it had before.</exception>
    public static async Task KeepAsync(LakeStore lake, RuleFiles rules, IEnumerable<LakeSource> sources, CancellationToken cancellationToken)
    {
        await KeepAsync(lake, TopicRules.FileName, rules.Topics.File, cancellationToken);
        await KeepAsync(lake, PlaceNames.FileName, rules.Places.File, cancellationToken);
        foreach (var source in sources)
        {
            if (source.RuleFile is { } file)
            {
                await KeepAsync(lake, source.Name + file.Extension, file, cancellationToken);
            }
        }
    }

    /// <param name="lake">The lake.</param>
    /// <param name="name">As in <c>topic-rules.csv</c>, whatever the file itself is called.</param>
    /// <param name="file">The file that this app reads.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="RuleFileException">The file was edited and still says the version that it had before.</exception>
    public static async Task KeepAsync(LakeStore lake, string name, RuleFile file, CancellationToken cancellationToken)
    {
        var kept = lake.State.GetBlobClient($"rules/{Path.GetFileNameWithoutExtension(name)}.v{file.Version}{Path.GetExtension(name)}");
        var text = new BinaryData(file.Text);
        if (await LakeStore.WriteOnceAsync(kept, text.ToStream(), "text/plain; charset=utf-8", new Dictionary<string, string>(), cancellationToken))
        {
            return;
        }

        var before = (await kept.DownloadContentAsync(cancellationToken)).Value.Content;
        if (!before.ToMemory().Span.SequenceEqual(text))
        {
            // Rows cleaned by either text would carry the same version, and the warehouse would keep whichever came first.
            throw new RuleFileException($"{file.Name} was changed and still says version {file.Version}, which the lake keeps as state/{kept.Name}: raise the version in its first line.");
        }
    }
}
