using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Canbao.Benchmarks.Peers;

if (args is [EnginePeer.Argument, ..])
{
    EnginePeer.Run(args[1..]);
    return 0;
}

// In process: the benchmarks run in this very build, and nothing is restored or compiled on the way.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(8))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default)
    .WithArtifactsPath(Path.Combine(Environment.CurrentDirectory, "artifacts", "benchmarks"))
    .WithOptions(ConfigOptions.JoinSummary);
// Words are filters; what begins with a dash is BenchmarkDotNet's.
string[] options = args is [] ? ["--filter", "*"] : args[0].StartsWith('-') ? args : ["--filter", .. args];
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Canbao.Benchmarks.Workload).Assembly).Run(options, config);
if (options[0] != "--filter" || summaries.Any()) return 0;
Console.Error.WriteLine($"canbao bench: no benchmark is named like '{string.Join("' or '", options[1..])}'; 'canbao bench --list flat' names all");
return 2;
