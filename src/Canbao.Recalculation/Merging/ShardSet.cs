using System.Text.RegularExpressions;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Parts;

namespace Canbao.Recalculation.Merging;

/// <summary>The shards of a job, all of them, each once, in order. What is wrong with them is told all at once.</summary>
internal sealed partial class ShardSet
{
    private const int MostProblems = 20;

    private readonly List<string> _problems = [];
    private readonly List<FinishedShard> _shards = [];
    private readonly string _output;

    /// <summary>Finds and checks them. Throws <see cref="InvalidDataException"/> with every problem.</summary>
    /// <param name="output">The output of which they are shards.</param>
    public ShardSet(string output)
    {
        _output = output;
        var count = CountOfShards();
        for (var number = 1; number <= count; number++) Read(new Shard(number, count));
        ThrowProblems();
        CheckJobs();
        ThrowProblems();
        CheckRanges();
        foreach (var shard in _shards)
            foreach (var problem in shard.Job.Files.Keys.Select(shard.Job.ProblemOf).OfType<string>()) Problem(shard.Range.Shard, problem);
        ThrowProblems();
    }

    public IReadOnlyList<FinishedShard> Shards => _shards;

    /// <summary>The job of which they are shards.</summary>
    public JobIdentity Whole => _shards[0].Whole;

    /// <summary>The shards of an output of which something is there: what they left, or their unfinished work.</summary>
    public static Shard[] Found(string output)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(output))!;
        if (!Directory.Exists(folder)) throw new InvalidDataException($"there is no folder '{folder}'");
        var name = Path.GetFileName(output);
        return [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry))
            .Where(entry => entry.StartsWith(name, StringComparison.Ordinal)).Select(entry => ShardName().Match(entry[name.Length..]))
            .Where(match => match.Success).Select(match => Shard.Parse($"{match.Groups[1]}/{match.Groups[2]}")).OfType<Shard>().Distinct()];
    }

    private int CountOfShards()
    {
        var counts = Found(_output).Select(shard => shard.Count).Distinct().Order().ToArray();
        return counts.Length switch
        {
            1 => counts[0],
            0 => throw new InvalidDataException($"there is no shard of '{_output}'; canbao recalculate --out {_output} --shard i/n makes them"),
            _ => throw new InvalidDataException($"there are shards of '{_output}' from several divisions: into {string.Join(", ", counts)}. "
                + "Remove the files of those that are not wanted"),
        };
    }

    private void Read(Shard shard)
    {
        var path = _output + shard.Suffix;
        try
        {
            if (FinishedShard.Read(path + JobFolder.DoneSuffix) is not { } finished)
                Problem(shard, Directory.Exists(path + JobFolder.FolderSuffix) ? "is not finished: run it again" : "is missing: run it");
            else if (finished.Range.Shard != shard)
                Problem(shard, $"{path}{JobFolder.DoneSuffix} is that of shard {finished.Range.Shard}");
            else _shards.Add(finished);
        }
        catch (InvalidDataException e)
        {
            Problem(shard, e.Message);
        }
    }

    private void CheckJobs()
    {
        foreach (var shard in _shards.Where(shard => shard.Whole.Digest != Whole.Digest))
            Problem(shard.Range.Shard, $"is of another job than shard {_shards[0].Range.Shard}: {shard.Whole.DifferenceTo(Whole.Fields)}");
        foreach (var shard in _shards.Where(shard => !shard.Job.Files.Keys.Order().SequenceEqual(_shards[0].Job.Files.Keys.Order())))
            Problem(shard.Range.Shard, $"has other files than shard {_shards[0].Range.Shard}");
    }

    /// <summary>Each row of the input is in one shard, and in no other.</summary>
    private void CheckRanges()
    {
        var (next, end) = (_shards[0].Range.First, _shards[0].Range.End);
        foreach (var shard in _shards)
        {
            var range = shard.Range;
            if (range.From != next) Problem(range.Shard, $"begins at byte {range.From} of the input; expected {next}");
            if (range.End != end) Problem(range.Shard, $"saw an input of {range.End} bytes; expected {end}");
            if (shard.End.Position.Offset != range.To) Problem(range.Shard, $"ended at byte {shard.End.Position.Offset} of the input; expected {range.To}");
            next = range.To;
        }
        if (next != end) Problem(_shards[^1].Range.Shard, $"ends at byte {next} of the input; expected {end}");
    }

    private void Problem(Shard shard, string what) => _problems.Add($"shard {shard}: {what}");

    private void ThrowProblems()
    {
        if (_problems.Count == 0) return;
        var more = _problems.Count > MostProblems ? $"\nand {_problems.Count - MostProblems} more" : "";
        throw new InvalidDataException(string.Join("\n", _problems.Take(MostProblems)) + more);
    }

    [GeneratedRegex(@"^\.shard-([0-9]{1,5})-of-([0-9]{1,5})(\.job\.json|\.work)$")]
    private static partial Regex ShardName();
}
