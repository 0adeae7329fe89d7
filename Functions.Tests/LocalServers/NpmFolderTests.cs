using Beejan.LocalServers;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalServers;

/// <summary>With a script in npm's place, so that no test installs anything.</summary>
[Platform(Exclude = "Win", Reason = "The stand-in for npm is a shell script.")]
internal sealed class NpmFolderTests
{
    private static readonly string Pins = Path.Combine(AppContext.BaseDirectory, "npm");

    private string _folder = "";

    [SetUp]
    public void A_cache() => _folder = Directory.CreateTempSubdirectory("npm-folder-").FullName;

    [TearDown]
    public void No_cache() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Two_first_users_install_once()
    {
        var said = new List<string>();
        var npm = Npm("sleep 0.3; mkdir node_modules; echo once >> ../count");
        var folders = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => new NpmFolder(npm, Pins, _folder).EnsureAsync(Say, CancellationToken.None)));

        Assert.That(folders[0], Is.EqualTo(folders[1]));
        Assert.That(Directory.Exists(Path.Combine(folders[0], "node_modules")));
        Assert.That(File.ReadAllLines(Path.Combine(_folder, "count")), Has.Length.EqualTo(1));
        Assert.That(said.Single(), Is.EqualTo("Installing azurite 3.37.0 (npm, once)…"));

        void Say(string sentence)
        {
            lock (said)
            {
                said.Add(sentence);
            }
        }
    }

    [Test]
    public async Task A_failed_installation_says_why_and_leaves_nothing_to_be_used()
    {
        var failed = await Assert.ThrowsAsync<LocalServerException>(() =>
            new NpmFolder(Npm("echo no network >&2; exit 1"), Pins, _folder).EnsureAsync(_ => { }, CancellationToken.None));

        Assert.That(failed!.Message, Does.Contain("exit code 1").And.Contain("no network"));
        Assert.That(Directory.GetDirectories(_folder), Is.Empty);
    }

    [Test]
    public void The_lock_file_holds_no_registry_address()
    {
        Assert.That(File.ReadAllText(Path.Combine(Pins, "package-lock.json")), Does.Not.Contain("\"resolved\""));
    }

    private Node Npm(string script)
    {
        var npm = Path.Combine(_folder, "npm.sh");
        File.WriteAllText(npm, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return new Node { Npm = npm };
    }
}
