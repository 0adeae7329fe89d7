using System.CommandLine;
using Beejan.Benchmarks;

var command = new RootCommand("Measures the pipeline's parts on this machine. A bench is a word: load.") { LoadBench.Command() };
return await command.Parse(args).InvokeAsync();
