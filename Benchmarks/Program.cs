using System.CommandLine;
using Beejan.Benchmarks.Clean;
using Beejan.Benchmarks.EndToEnd;
using Beejan.Benchmarks.Intake;
using Beejan.Benchmarks.Load;
using Beejan.Benchmarks.Pieces;

var command = new RootCommand("Measures the pipeline's parts on this machine. A bench is a word: clean, load, intake, endtoend, pieces.")
{
    CleanBench.Command(), LoadBench.Command(), IntakeBench.Command(), EndToEndBench.Command(), PiecesBench.Command(),
};
return await command.Parse(args).InvokeAsync();
