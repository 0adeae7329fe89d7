using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Beejan.Benchmarks.Pieces;

/// <summary>The hot pieces of the stages, each by itself and warm: where a change of one shows before it shows in a stage.</summary>
internal static class PiecesBench
{
    public static Command Command()
    {
        var filter = new Option<string>("--filter") { Description = "Which of them, as in *Topic*.", DefaultValueFactory = _ => "*" };
        var isDry = new Option<bool>("--dry") { Description = "Each once, to see that it runs." };
        var command = new Command("pieces", "Times the hot pieces of the stages by BenchmarkDotNet.") { filter, isDry };
        command.SetAction(parsed =>
        {
            // In this process: BenchmarkDotNet's own projects would not find this repository's folders.
            var job = (parsed.GetValue(isDry) ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance);
            var folder = Directory.CreateTempSubdirectory("beejan-bench-");
            try
            {
                IConfig config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(folder.FullName);
                if (parsed.GetValue(isDry))
                {
                    config = config.WithOptions(ConfigOptions.DisableOptimizationsValidator); // a build for debugging runs as well as any
                }

                var summaries = BenchmarkSwitcher.FromTypes([typeof(RulePieces), typeof(FilePieces)]).Run(["--filter", parsed.GetValue(filter)!], config);
                return summaries.Any() && summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }
}
