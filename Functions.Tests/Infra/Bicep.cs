using System.Diagnostics;
using System.Reflection;
using Beejan.Functions.Tests.Support;

namespace Beejan.Functions.Tests.Infra;

/// <summary>Bicep's own command line, where NuGet put it, on a copy of infra/: nothing is left behind in the repository.</summary>
internal sealed class Bicep : IDisposable
{
    private static readonly string Tool = Path.Combine(
        typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "BicepPackage").Value!, "tools", "bicep");

    // What the parameter files read of the environment; nobody's own.
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["ON_CALL_EMAIL"] = "on-call@example.com",
        ["DEPLOYER_OBJECT_ID"] = Deployer,
        ["DEPLOYER_NAME"] = "deployer@example.com",
        ["DEPLOYER_TYPE"] = "User",
        ["TWILIO_ACCOUNT_SID"] = "AC00000000000000000000000000000001",
        ["TWILIO_API_KEY_SID"] = "SK00000000000000000000000000000001",
    };

    private readonly string _root = Directory.CreateTempSubdirectory("beejan-bicep-").FullName;

    public Bicep()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "infra"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_root, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.Copy(Path.Combine(Repository.Root, "local.settings.sample.json"), Path.Combine(_root, "local.settings.sample.json"));
    }

    public const string Deployer = "11111111-1111-1111-1111-111111111111";

    public string Folder => Path.Combine(_root, "infra");

    /// <summary>All that Bicep is to read, from infra/ on.</summary>
    public static IEnumerable<string> Files
        => Directory.EnumerateFiles(Path.Combine(Repository.Root, "infra"), "*.bicep*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Repository.Root, "infra"), file))
            .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam")
            .Order(StringComparer.Ordinal);

    /// <returns>What it wrote: the result, and the diagnostics.</returns>
    public async Task<(int ExitCode, string Output, string Diagnostics)> RunAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Tool, arguments) { WorkingDirectory = Folder };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return await Command.RunAsync(start);
    }

    /// <summary>What a parameter file would deploy, as far as that can be known without Azure.</summary>
    public async Task<string> SnapshotAsync(string parameters)
    {
        string[] where = ["--subscription-id", "22222222-2222-2222-2222-222222222222", "--tenant-id", "33333333-3333-3333-3333-333333333333", "--resource-group", "beejan", "--location", "northeurope"];
        var (exitCode, _, diagnostics) = await RunAsync(["snapshot", parameters, "--mode", "overwrite", .. where]);
        return exitCode == 0
            ? await File.ReadAllTextAsync(Path.Combine(Folder, Path.ChangeExtension(parameters, "snapshot.json")))
            : throw new InvalidOperationException(diagnostics);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
