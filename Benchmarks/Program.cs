using System.CommandLine;
using Beejan.Benchmarks.Clean;
using Beejan.Benchmarks.EndToEnd;
using Beejan.Benchmarks.Intake;
using Beejan.Benchmarks.Load;

var command = new RootCommand("Measures the pipeline's parts on this machine. A bench is a word: clean, load, intake, endtoend.")
{
    CleanBench.Command(), LoadBench.Command(), IntakeBench.Command(), EndToEndBench.Command(),
};
return await command.Parse(args).InvokeAsync();
