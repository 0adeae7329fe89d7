using System.Reflection;
using System.Text.RegularExpressions;
using Beejan.Functions.Lake;
using Beejan.Functions.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Conventions;

public sealed class NamingTests
{
    private static readonly string[] Projects = ["Functions", "LocalWorker", "LocalServers", "Demo", "Benchmarks", "Functions.Tests"];

    /// <summary>The app's functions: name, class and method.</summary>
    internal static IEnumerable<(string Name, Type Type, MethodInfo Method)> Functions
        => from type in typeof(LakeStore).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           select (function.Name, type, method);

    [Test]
    public void The_names_of_functions_are_a_contract_with_Event_Grid()
        => Assert.That(
            Functions.Select(function => function.Name),
            Is.EquivalentTo(new[]
            {
                "CheckFreshness", "CleanCallLogs", "CleanForms", "CleanSms", "CleanSocial", "Health", "IngestCallLogs", "IngestForms", "IngestSms",
                "LoadCallLogs", "LoadForms", "LoadSms", "LoadSocial", "ReceiveSocial", "Reconcile", "Replay", "ReplayStatus", "RunReplay", "Status", "Trace",
            }));

    [Test]
    public void File_class_and_function_have_one_name_and_are_public()
    {
        var files = Repository.SourceFiles("Functions").Select(Path.GetFileNameWithoutExtension).ToHashSet();
        foreach (var (name, type, method) in Functions)
        {
            Assert.That(type.Name, Is.EqualTo(name + "Function"));
            Assert.That(files, Does.Contain(type.Name));
            Assert.That(type.IsPublic && type.IsSealed && method.IsPublic, Is.True, $"{type.Name}: Microsoft's generator skips what is not public");
        }
    }

    [Test]
    public void A_shell_binds_calls_and_returns()
    {
        foreach (var path in Repository.SourceFiles("Functions").Where(path => path.EndsWith("Function.cs", StringComparison.Ordinal)))
        {
            var code = Repository.Read(path);
            Assert.That(code.Split('\n'), Has.Length.LessThanOrEqualTo(25), path);
            Assert.That(code, Does.Not.Contain("catch").And.Not.Contain("if ("), path);
        }
    }

    [Test]
    public void A_retry_attribute_stands_on_timers_only()
    {
        foreach (var (name, _, method) in Functions.Where(function => function.Method.GetCustomAttribute<Microsoft.Azure.Functions.Worker.RetryAttribute>() is not null))
        {
            Assert.That(method.GetParameters().Any(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>() is not null), Is.True, name);
        }
    }

    [Test]
    public void A_namespace_is_its_folder()
    {
        var roots = new Dictionary<string, string> { ["Functions"] = "Beejan.Functions", ["LocalServers"] = "Beejan.LocalServers", ["Demo"] = "Beejan.Demo", ["Benchmarks"] = "Beejan.Benchmarks", ["Functions.Tests"] = "Beejan.Functions.Tests" };
        foreach (var (project, root) in roots)
        {
            foreach (var path in Repository.SourceFiles(project).Where(path => !path.EndsWith("Program.cs", StringComparison.Ordinal) && !path.EndsWith("ServersOfTheRun.cs", StringComparison.Ordinal)))
            {
                var folder = Path.GetDirectoryName(path)![project.Length..].Replace('/', '.').Replace('\\', '.');
                Assert.That(Repository.Read(path), Does.Match($@"(?m)^namespace {Regex.Escape(root + folder)};"), path);
            }
        }
    }

    [Test]
    public void No_file_is_longer_than_250_lines_and_no_folder_is_named_for_nothing()
    {
        foreach (var path in Projects.SelectMany(Repository.SourceFiles))
        {
            Assert.That(Repository.Read(path).Split('\n'), Has.Length.LessThanOrEqualTo(251), path);
            Assert.That(path, Does.Not.Match("/(Helpers?|Utils?|Utilities|Common|Misc|Managers?|Shared|Models|Services)/"));
        }
    }

    [Test]
    public void No_source_swallows_exceptions_or_leaves_work_for_later()
    {
        foreach (var path in Projects.Where(project => project != "Functions.Tests").SelectMany(Repository.SourceFiles))
        {
            Assert.That(Repository.Read(path), Does.Not.Match(@"catch\s*(\([^)]*\))?\s*\{\s*\}").And.Not.Match(@"\b(TODO|FIXME|HACK|NotImplementedException)\b"), path);
        }
    }
}
