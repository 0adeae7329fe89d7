using System.CommandLine;
using Beejan.Benchmarks.Clean;
using Beejan.Benchmarks.Intake;
using Beejan.Benchmarks.Load;

var command = new RootCommand("Measures the pipeline's parts on this machine. A bench is a word: load, webhooks.") { CleanBench.Command(), LoadBench.Command(), WebhookBench.Command() };
return await command.Parse(args).InvokeAsync();
