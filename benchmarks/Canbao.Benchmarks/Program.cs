using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Canbao.Benchmarks.Transport;

switch (args)
{
    case [TransportServer.Argument]:
        await TransportServer.RunAsync();
        return;
    case [TransportBenchmark.Argument, ..]:
        await TransportBenchmark.RunAsync(args[1..]);
        return;
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
BenchmarkSwitcher.FromAssembly(typeof(Canbao.Benchmarks.Workload).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
