using Microsoft.Extensions.Configuration;

namespace LocalWorker.Hosting;

/// <summary>local.settings.json: its Values stand for environment variables.</summary>
internal static class LocalSettings
{
    internal static IReadOnlyList<KeyValuePair<string, string?>> Read(string folder)
    {
        var path = Path.Combine(folder, "local.settings.json");
        IConfiguration file;
        try
        {
            file = new ConfigurationBuilder().AddJsonFile(path, optional: true).Build();
        }
        catch (InvalidDataException broken)
        {
            throw new StartRefusedException($"local.settings.json can't be read: {(broken.InnerException ?? broken).Message}", broken);
        }

        if (file.GetValue<bool>("IsEncrypted"))
        {
            throw new StartRefusedException("local.settings.json is encrypted, which only Core Tools can undo: func settings decrypt.");
        }

        return [.. file.GetSection("Values").AsEnumerable(makePathsRelative: true)
            .Where(setting => setting.Value is not null)
            .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value))];
    }
}
