using Canbao.Policies;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Parts;
using Canbao.Recalculation.Settlement;
using Microsoft.Win32.SafeHandles;

namespace Canbao.Recalculation.Merging;

/// <summary>
/// Puts the finished shards of a job together. What comes out is what one run over all of the input writes: their files one behind the
/// other, and the sum of what they add up to.
/// </summary>
internal sealed class MergeRun
{
    private const int BufferBytes = 1 << 20;

    private readonly string _output;
    private readonly JobIdentity _whole;
    private readonly IReadOnlyList<FinishedShard> _shards;
    private readonly SideFiles _files;
    private readonly Job _job;
    private readonly byte[] _buffer = new byte[BufferBytes];

    /// <summary>Checks the shards. Throws <see cref="InvalidDataException"/> with all that is wrong.</summary>
    /// <param name="output">The name of the whole.</param>
    public MergeRun(string output)
    {
        var set = new ShardSet(output);
        (_output, _shards, _whole) = (output, set.Shards, set.Whole);
        _files = new SideFiles(_shards[0].Job.Files.Keys.ToDictionary(file => file, _shards[0].NameOfWhole));
        _job = new Job(new JobFolder(output, _whole), output: null, _files, ids: null);
    }

    /// <summary>Bytes that are put together.</summary>
    public long Bytes => _shards.Sum(shard => shard.Job.Files.Keys.Sum(shard.End.LengthOf));

    /// <summary>Whether the shards were put together before.</summary>
    public bool WasFinished => _job.Finished() is not null;

    /// <summary>The end of a job that was put together before, of whose shards not all are there any more; null otherwise.</summary>
    public static Checkpoint? DoneBefore(string output)
    {
        var (shards, finished) = (ShardSet.Found(output), Manifests(output).ToArray());
        if (finished.Length > 0 && finished.Length == finished[0].Range.Shard.Count && finished.All(shard => shard.FilesAreThere())) return null;
        if (FinishedJob.Read(output + JobFolder.DoneSuffix) is not { } whole || !whole.FilesAreThere()) return null;
        if (shards.Any(shard => IsUnfinished(output + shard.Suffix))) return null;
        return finished.All(shard => shard.Whole.Digest == whole.Identity.Digest) ? whole.End : null;
    }

    /// <summary>Removes the files of shards that were put together.</summary>
    public static void RemoveShards(string output)
    {
        foreach (var shard in Manifests(output))
        {
            var identity = shard.Job.Identity;
            // A run that was killed late may have left something beside what another one has finished.
            new JobFolder(output + shard.Range.Shard.Suffix, identity).Leave();
            foreach (var path in shard.Job.Files.Values)
            {
                AsideFile.RemoveAll(path, identity.Digest);
                File.Delete(path);
            }
            File.Delete(IdsOf(output, shard));
            File.Delete(shard.Job.Manifest);
        }
    }

    /// <summary>Puts the shards together; the end of the whole job.</summary>
    public Checkpoint Run(Action<long> progress, CancellationToken stop)
    {
        using (_files) return _job.Run(saved => Concatenate(saved ?? Checkpoint.Start(_whole.Digest, default), progress, stop), _ => { });
    }

    /// <summary>Writes what people want of the whole; the duplicates, if the shards looked for them.</summary>
    public ReportDuplicates? WriteResults(ResultFiles results, PartTotals totals, CancellationToken stop)
    {
        var input = _whole.Fields["input"]?["file"]?.ToString() ?? "";
        if ((bool?)_whole.Fields["find_duplicates"] != true) return results.Write(input, _output, totals, spills: null, stop);
        var spills = new List<IdSpill>();
        try
        {
            foreach (var shard in _shards) spills.Add(IdFile.Open(IdsOf(_output, shard), shard.End));
            return results.Write(input, _output, totals, spills, stop);
        }
        finally
        {
            foreach (var spill in spills) spill.Dispose();
        }
    }

    private static string IdsOf(string output, FinishedShard shard) => IdFile.PathOf(output + shard.Range.Shard.Suffix, shard.Job.Identity.Digest);

    private static IEnumerable<FinishedShard> Manifests(string output) =>
        ShardSet.Found(output).Select(shard => FinishedShard.Read(output + shard.Suffix + JobFolder.DoneSuffix)).OfType<FinishedShard>();

    private static bool IsUnfinished(string shard) =>
        Directory.Exists(shard + JobFolder.FolderSuffix) && !File.Exists(shard + JobFolder.DoneSuffix);

    /// <summary>From the beginning, which is the only checkpoint before the end.</summary>
    private Checkpoint Concatenate(Checkpoint whole, Action<long> progress, CancellationToken stop)
    {
        var done = 0L;
        _files.Begin(whole);
        if (whole.IsNew) _job.Save(whole);
        foreach (var shard in _shards)
        {
            foreach (var (name, path) in shard.Job.Files)
            {
                stop.ThrowIfCancellationRequested();
                Append(_files[name], path, shard, name);
                progress(done += shard.End.LengthOf(name));
            }
            whole.Totals.Add(shard.Totals);
            whole = whole with { Part = whole.Part + shard.End.Part, Position = shard.End.Position };
        }
        _files.Commit(isEnd: true);
        whole = whole with { Lengths = _files.Lengths(), IsComplete = true };
        _job.Save(whole);
        return whole;
    }

    /// <summary>Copies a file of a shard, and counts its lines: as many as its totals say.</summary>
    private void Append(AsideFile whole, string path, FinishedShard shard, string name)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = shard.End.LengthOf(name);
        var lines = 0L;
        for (var at = 0L; at < length;)
        {
            var bytes = Read(file, at, length, path, shard.Range.Shard);
            lines += bytes.Count((byte)'\n');
            whole.Write(bytes);
            at += bytes.Length;
        }
        if (shard.LinesOf(name) is { } expected && lines != expected)
            throw new InvalidDataException($"shard {shard.Range.Shard}: {path} has {lines} lines; expected {expected}. "
                + "It was changed; run the shard with --restart");
    }

    private ReadOnlySpan<byte> Read(SafeFileHandle file, long at, long end, string path, Shard shard)
    {
        var read = RandomAccess.Read(file, _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, end - at)), at);
        return read > 0 ? _buffer.AsSpan(0, read) : throw new InvalidDataException($"shard {shard}: {path} has become shorter while it was read");
    }
}
