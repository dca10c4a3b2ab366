using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LoopJournal.Pieces;

// In this process: a program that BenchmarkDotNet generated could not see the internal types
var job = Job.ShortRun.WithToolchain(new InProcessEmitToolchain(new()));
BenchmarkSwitcher.FromTypes([typeof(AttemptPieces), typeof(TextPieces)]).Run(
    args, DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine("artifacts", "pieces")));
