using System.Reflection;
using System.Text.RegularExpressions;
using LocalWorker.Hosting;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalWorker;

/// <summary>The README's table is what an app may rely on: what it lists is there, what is there it lists.</summary>
internal sealed partial class LocalWorkerReadmeTests
{
    private static readonly Assembly Worker = typeof(StartRefusedException).Assembly;

    [Test]
    public void The_table_lists_every_public_type_and_no_other()
    {
        var listed = Rows().Select(row => row.Groups[1].Value);
        var offered = Worker.GetExportedTypes().Select(type => type.FullName);

        Assert.That(listed, Is.EquivalentTo(offered));
    }

    [Test]
    public void The_table_lists_every_public_member_and_no_other()
    {
        foreach (var row in Rows())
        {
            var type = Worker.GetType(row.Groups[1].Value)!;
            var listed = row.Groups[2].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(member => member.Trim('`'));

            Assert.That(listed, Is.EquivalentTo(MembersOf(type)), type.FullName);
        }
    }

    private static IEnumerable<string> MembersOf(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(member => !typeof(Delegate).IsAssignableFrom(type))
        .Where(member => member is not MethodBase { IsSpecialName: true } and not FieldInfo { IsSpecialName: true } and not ConstructorInfo)
        .Select(member => member.Name)
        .Distinct();

    private static List<Match> Rows() => [.. Row().Matches(File.ReadAllText(Path.Combine(SourceFolder(), "README.md"))).Cast<Match>()];

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BeejanFunctions.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "LocalWorker");
    }

    [GeneratedRegex(@"^\| `([\w.]+)` \| ([^|]*?) ?\| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
