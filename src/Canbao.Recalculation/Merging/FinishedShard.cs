using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Messages;
using Canbao.Recalculation.Parts;

namespace Canbao.Recalculation.Merging;

/// <summary>What a shard has left behind.</summary>
/// <param name="Job">Of the shard.</param>
/// <param name="Whole">The job of which it is a shard.</param>
/// <param name="Range">Its share of the input.</param>
internal sealed record FinishedShard(FinishedJob Job, JobIdentity Whole, InputRange Range)
{
    public Checkpoint End => Job.End;

    public PartTotals Totals => End.Totals;

    /// <summary>Null if it is not there. Throws <see cref="InvalidDataException"/> for what is none.</summary>
    public static FinishedShard? Read(string manifest) => FinishedJob.Read(manifest) is not { } job ? null
        : new(job, job.Identity.Whole(), InputRange.FromJson(job.Identity.Fields[JobIdentity.Shard], manifest));

    public bool FilesAreThere() => Job.Files.Values.All(File.Exists);

    /// <summary>The name that a file of the shard has when all are put together.</summary>
    public string NameOfWhole(string name)
    {
        var (path, suffix) = (Job.Files[name], Range.Shard.Suffix);
        if (path.EndsWith(suffix, StringComparison.Ordinal)) return path[..^suffix.Length];
        throw new InvalidDataException($"{path}: the name of a file of shard {Range.Shard} ends with {suffix}");
    }

    /// <summary>How many lines a file has, with the header of the first shard's; null where the totals do not say it.</summary>
    public long? LinesOf(string name)
    {
        var header = Range.Shard.Number == 1 ? 1 : 0;
        return name switch
        {
            FileOutput.Name when MessageFile.IsNamed(NameOfWhole(name)) => null,
            FileOutput.Name => Totals.Written + header,
            SideFiles.Rejects => Totals.Problems.All.Sum(problem => problem.Rows) + header,
            _ => null,
        };
    }
}
