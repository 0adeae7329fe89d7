using System.Globalization;

namespace Beejan.LocalServers;

/// <summary>Where PostgreSQL's server programs are: on PATH, or where Debian and Ubuntu keep each major version.</summary>
internal static class PostgresBinaries
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <returns>The folder that holds <c>initdb</c> and <c>postgres</c>; of several versions the newest.</returns>
    /// <exception cref="LocalServerException">There is none.</exception>
    internal static string Find() => Find(Environment.GetEnvironmentVariable("PATH") ?? "", DebianFolder);

    internal static string Find(string path, string debianFolder)
    {
        var debian = Directory.Exists(debianFolder)
            ? new DirectoryInfo(debianFolder).GetDirectories()
                .OrderByDescending(version => double.TryParse(version.Name, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .Select(version => Path.Combine(version.FullName, "bin"))
            : [];
        return debian.Concat(path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            ?? throw new LocalServerException("PostgreSQL's server was not found: install it (apt-get install postgresql), or put the folder of its initdb on PATH.");
    }
}
